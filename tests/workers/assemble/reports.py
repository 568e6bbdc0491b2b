"""Articles of real length, each built around one trap, with what must be told of them and what must not.

All are invented.  `dates` and `places` are the annotations that the stages before would give; a country with `~` is a
demonym.  `told` are (type, status, first day, place, an actor's words), None where that field is not looked at and ""
where it must be empty; `main` is the trigger of the main event; `absent` are (type, status, word of the evidence), of
which none may be given as a likely event.
"""

from dataclasses import dataclass, field

Told = tuple[str, str, str | None, str | None, str | None]


@dataclass(frozen=True)
class Report:
    """An article and its gold."""

    trap: str
    text: str
    main: str
    told: tuple[Told, ...]
    absent: tuple[tuple[str, str, str], ...]
    dates: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    published: str = "2018-10-29"


REPORTS = (
    Report(
        trap="negation",
        text=(
            "Police arrested three fishermen in Tampico on Sunday after a boat burned in the harbour. "
            "The men did not resist. No shots were fired, and nobody was injured, the harbour master said. "
            "The owner of the boat was not in town. Officers never searched the warehouse. "
            "The harbour stays open, and the ferries run as usual."
        ),
        main="arrested",
        told=(("COERCE", "happened", "2018-10-28", "Tampico", "Police"),),
        absent=(("ASSAULT", "happened", ""), ("COERCE", "happened", "warehouse"), ("ACCIDENT", "happened", "injured")),
        dates={"Sunday": "2018-10-28"},
        places={"Tampico": "MX"},
    ),
    Report(
        trap="reported denial",
        text=(
            "The general staff in Khartoum on Monday denied that its troops had shelled the hill town of Kauda. "
            "A farmers' union had said that eleven shells fell on the market. "
            "The army had not fired a single round, the spokesman said. "
            "He rejected reports that soldiers had killed two traders. "
            "The union called for an inquiry. Rain has closed the road to the town for a week."
        ),
        main="denied",
        told=(("REQUEST", "happened", "2018-10-29", None, "The union"),),
        absent=(
            ("ASSAULT", "happened", "its troops"),
            ("ASSAULT", "happened", "traders"),
            ("ASSAULT", "happened", "round"),
        ),
        dates={"Monday": "2018-10-29", "a week": "2018-10-22"},
        places={"Khartoum": "SD", "Kauda": "SD"},
    ),
    Report(
        trap="hypothetical",
        text=(
            "Bakers in Lyon raised the price of bread on Friday. "
            "If the mills strike, the shops would close within two days, the guild warned. "
            "Should the harvest fail, the city could ban exports of flour. "
            "Would the army have to bake bread? The mayor laughed at the question. "
            "The guild has 400 members, and most of them work alone."
        ),
        main="raised",
        told=(("ECONOMY", "happened", "2018-10-26", "Lyon", "Bakers"),),
        absent=(("PROTEST", "happened", "strike"), ("COERCE", "happened", "ban"), ("COERCE", "planned", "ban")),
        dates={"Friday": "2018-10-26"},
        places={"Lyon": "FR"},
    ),
    Report(
        trap="anniversary of an old event",
        text=(
            "Thousands gathered in Guernsey on Saturday to mark 75 years since the bombing of the old harbour. "
            "Bells rang at noon, and a choir of pupils sang. "
            "The island's bailiff laid a wreath beside the memorial to the victims of the attack. "
            "The bombing destroyed 40 houses in 1943. "
            "Visitors praised the quiet manner of the day. The memorial was cleaned last spring."
        ),
        main="gathered",
        told=(("COERCE", "happened", "1943-01-01", None, None),),
        absent=(("ASSAULT", "happened", "75 years"),),
        dates={"Saturday": "2018-10-27", "1943": "1943"},
        places={"Guernsey": "GG"},
    ),
    Report(
        trap="forecast",
        text=(
            "A cyclone is expected to hit the coast near Beira on Wednesday, forecasters said. "
            "Winds could reach 200 kilometres an hour. "
            "The port authority closed the harbour on Monday. "
            "Floods may cut the road to the north, and the storm is likely to damage the maize. "
            "Families bought water and candles. The last cyclone passed the town by."
        ),
        main="hit",
        told=(("DISASTER", "planned", "2018-10-31", "Beira", None), ("COERCE", "happened", "2018-10-29", None, None)),
        absent=(("DISASTER", "happened", "hit"), ("DISASTER", "happened", "damage"), ("DISASTER", "happened", "cut")),
        dates={"Wednesday": "2018-10-31", "Monday": "2018-10-29"},
        places={"Beira": "MZ"},
    ),
    Report(
        trap="history in the background",
        text=(
            "Rebels attacked a coffee plantation near Bouake on Sunday and killed two guards. "
            "The army sent a helicopter to the valley. "
            "The country has known little peace. In 2002 soldiers mutinied, and the north broke away. "
            "French troops captured the town in 1898. "
            "The owner of the plantation said that he would not leave. Coffee is the second crop of the region."
        ),
        main="attacked",
        told=(
            ("ASSAULT", "happened", "2018-10-28", "Bouake", "Rebels"),
            ("ASSAULT", "happened", "1898-01-01", None, "French troops"),
        ),
        absent=(),
        dates={"Sunday": "2018-10-28", "2002": "2002", "1898": "1898"},
        places={"Bouake": "CI", "French": "~FR"},
    ),
    Report(
        trap="two places",
        text=(
            "A bomb wounded six people at a cinema in Davao, while police in Cebu arrested a man with two grenades. "
            "It was not clear whether the two events were linked. "
            "The cinema had just opened. The man, a plumber, had no lawyer. "
            "Both cities put more officers on the streets. Schools remained open in the whole of the south."
        ),
        main="wounded",
        told=(
            ("ASSAULT", "happened", "2018-10-29", "Davao", "six people"),
            ("COERCE", "happened", "2018-10-29", "Cebu", "police"),
        ),
        absent=(),
        places={"Davao": "PH", "Cebu": "PH"},
    ),
    Report(
        trap="two dates",
        text=(
            "Workers at the Gdynia yard went on strike on Thursday after the board dismissed its director on Tuesday. "
            "The gates were shut, and a band played. "
            "The board named no successor. The union will meet again on Friday. "
            "Two ferries lie half built in the docks. The yard has lost money for nine years."
        ),
        main="went",
        told=(
            ("PROTEST", "happened", "2018-10-25", None, "Workers"),
            ("APPOINTMENT", "happened", "2018-10-23", None, "the board"),
        ),
        absent=(("APPOINTMENT", "happened", "named"),),
        dates={"Thursday": "2018-10-25", "Tuesday": "2018-10-23", "Friday": "2018-11-02"},
        places={"Gdynia": "PL"},
    ),
    Report(
        trap="a retraction",
        text=(
            "The newspaper on Monday retracted its report that soldiers had killed a shepherd near Arequipa. "
            "The claim that the army had bombed a bridge was also false, the editor wrote. "
            "A reader had sent old photographs. The paper apologised to its readers. "
            "The shepherd is alive and keeps 60 goats. The bridge carries a bus twice a day."
        ),
        main="retracted",
        told=(("SUPPORT", "happened", "2018-10-29", None, "The paper"),),
        absent=(("ASSAULT", "happened", "soldiers"), ("ASSAULT", "happened", "bombed")),
        dates={"Monday": "2018-10-29"},
        places={"Arequipa": "PE"},
    ),
    Report(
        trap="a plan that was called off",
        text=(
            "The foreign minister of Tonga cancelled a visit to Suva that was planned for Thursday. "
            "The talks on fishing rights were called off as well, an aide said. "
            "No new date was set. The minister has a cold and stays in bed. "
            "Fiji regretted the delay but said the door was open. Boats of both islands fish the same reef."
        ),
        main="cancelled",
        told=(("SANCTION", "happened", "2018-10-29", None, "The foreign minister of Tonga"),),
        absent=(("CONSULT", "happened", "visit"), ("CONSULT", "happened", "talks"), ("CONSULT", "planned", "talks")),
        dates={"Thursday": "2018-11-01"},
        places={"Tonga": "TO", "Suva": "FJ", "Fiji": "FJ"},
    ),
    Report(
        trap="a threat is not the deed",
        text=(
            "Truck drivers in Santos threatened on Sunday to block the port unless fuel gets cheaper. "
            "Their leader gave the government five days. "
            "The port handles most of the country's coffee. "
            "The minister of transport asked the drivers for patience. "
            "So far all roads are free. Fuel has become a quarter dearer since June."
        ),
        main="threatened",
        told=(
            ("THREATEN", "happened", "2018-10-28", None, "Truck drivers"),
            ("REQUEST", "happened", "2018-10-28", None, "The minister of transport"),
        ),
        absent=(("COERCE", "happened", "block"), ("PROTEST", "happened", "block")),
        dates={"Sunday": "2018-10-28", "June": "2018-06"},
        places={"Santos": "BR"},
    ),
    Report(
        trap="what is demanded has not happened",
        text=(
            "The bishops of Malawi demanded on Friday that the government free 30 market women. "
            "They also urged the police to return the seized goods. "
            "The women sell tomatoes. The bishops' letter was read in all churches. "
            "A deputy asked for the resignation of the mayor. The mayor was away and sent no answer."
        ),
        main="demanded",
        told=(
            ("REQUEST", "happened", "2018-10-26", None, "The bishops of Malawi"),
            ("REQUEST", "happened", None, None, "A deputy"),
        ),
        absent=(
            ("RETREAT", "happened", "free"),
            ("RETREAT", "happened", "return"),
            ("APPOINTMENT", "happened", "mayor"),
        ),
        dates={"Friday": "2018-10-26"},
        places={"Malawi": "MW"},
    ),
    Report(
        trap="one event told thrice",
        text=(
            "Gunmen attacked a tea factory in Kericho on Saturday and wounded a driver. "
            "The attack lasted ten minutes. "
            "A cook hid under a table and called her sister. "
            "The attack was the first in the town. "
            "The factory opened again on Monday. Tea is picked there by hand."
        ),
        main="attacked",
        told=(("ASSAULT", "happened", "2018-10-27", "Kericho", "Gunmen"),),
        absent=(("ASSAULT", "happened", "lasted"), ("ASSAULT", "happened", "first in the town")),
        dates={"Saturday": "2018-10-27", "Monday": "2018-10-29"},
        places={"Kericho": "KE"},
    ),
    Report(
        trap="announced for tomorrow, told today",
        text=(
            "The health ministry of Laos will send 20 doctors to the flooded valley on Tuesday. "
            "It announced the plan at a news conference on Monday. "
            "Water has covered the rice for nine days. The army is deploying boats. "
            "Villagers sleep in the temple. The ministry expects more rain before the weekend."
        ),
        main="send",
        told=(
            ("AGREE", "planned", "2018-10-30", None, "The health ministry of Laos"),
            ("MOBILIZE", "ongoing", None, None, "The army"),
        ),
        absent=(("AID", "happened", "doctors"),),
        dates={"Tuesday": "2018-10-30", "Monday": "2018-10-29"},
        places={"Laos": "LA"},
    ),
    Report(
        trap="the passive and its agent",
        text=(
            "Two bird watchers were abducted by smugglers near Van on Sunday. "
            "They had been warned by a shepherd. "
            "The smugglers were chased by border guards, and one of them was shot. "
            "The watchers were freed by the guards the same night. "
            "Both are well. They had counted flamingos on the lake."
        ),
        main="abducted",
        told=(
            ("ASSAULT", "happened", "2018-10-28", "Van", "smugglers"),
            ("RETREAT", "happened", None, None, "the guards"),
        ),
        absent=(("ASSAULT", "denied", ""),),
        dates={"Sunday": "2018-10-28"},
        places={"Van": "TR"},
    ),
    Report(
        trap="words of violence in peaceful use",
        text=(
            "The orchestra of Bergen opened its season with a symphony about fire and war. "
            "The young conductor fought a cold all evening. "
            "Critics shot down the second piece, and the battle of the drums went on too long. "
            "The hall fired its lighting director in May. "
            "Tickets for the spring are on sale. The choir will sing twice."
        ),
        main="fired",
        told=(("APPOINTMENT", "happened", "2018-05-01", None, "The hall"),),
        absent=(("ASSAULT", "happened", "cold"), ("ASSAULT", "happened", "lighting")),
        dates={"May": "2018-05"},
        places={"Bergen": "NO"},
    ),
    Report(
        trap="the reporter's word and the source's",
        text=(
            "A warehouse in Izmir burned down on Sunday. "
            "Officials said that vandals had attacked the guard. "
            "According to a neighbour, the owner accused a rival of arson. "
            "The rival did not comment. Firemen from three towns came. "
            "The warehouse held carpets and lamps. Its roof fell in at noon."
        ),
        main="burned",
        told=(
            ("ACCIDENT", "happened", "2018-10-28", "Izmir", None),
            ("ASSAULT", "happened", None, None, "vandals"),
            ("ACCUSE", "happened", None, None, "the owner"),
        ),
        absent=(("STATEMENT", "happened", "Officials said"),),
        dates={"Sunday": "2018-10-28"},
        places={"Izmir": "TR"},
    ),
    Report(
        trap="failed, averted, and about to",
        text=(
            "Police in Lagos foiled a plot to rob the central bank on Friday. "
            "The men failed to open the vault. "
            "They were about to flee when a guard came back. "
            "Police arrested four of them in a bakery. "
            "The bank thanked the guard. It has been in the same street since it was founded."
        ),
        main="arrested",
        told=(("COERCE", "happened", None, None, "Police"), ("SUPPORT", "happened", None, None, "The bank")),
        absent=(("CRIME", "happened", "rob"), ("TRAVEL", "happened", "flee")),
        dates={"Friday": "2018-10-26"},
        places={"Lagos": "NG"},
    ),
    Report(
        trap="origin, destination and scene",
        text=(
            "The cardinal travelled from Lima to Quito on Thursday for a meeting with the president. "
            "They met in the old library. "
            "On his way back he visited a school in Guayaquil. "
            "The pupils gave him a hat. "
            "He told them about the sea. The cardinal is 81 and walks with a stick."
        ),
        main="travelled",
        told=(
            ("CONSULT", "happened", "2018-10-25", "Quito", "The cardinal"),
            ("CONSULT", "happened", None, "Guayaquil", "he"),
        ),
        absent=(("RETREAT", "happened", ""),),
        dates={"Thursday": "2018-10-25"},
        places={"Lima": "PE", "Quito": "EC", "Guayaquil": "EC"},
    ),
    Report(
        trap="the demonym is no place",
        text=(
            "French customs officers seized 200 parrots in Marseille on Saturday. "
            "The Brazilian birds had come in crates marked as tiles. "
            "A Belgian dealer was arrested at the station. "
            "The zoo took the parrots in. "
            "Brazil thanked France for its help. A vet said that most of them would live."
        ),
        main="seized",
        told=(
            ("COERCE", "happened", "2018-10-27", "Marseille", "French customs officers"),
            ("SUPPORT", "happened", None, None, "Brazil"),
        ),
        absent=(("AID", "planned", ""),),
        dates={"Saturday": "2018-10-27"},
        places={"French": "~FR", "Marseille": "FR", "Brazilian": "~BR", "Belgian": "~BE"},
    ),
    Report(
        trap="an old deed before today's court",
        text=(
            "A court in Split convicted a former guard on Monday of torturing prisoners in 1992. "
            "He had denied the charge. "
            "The judge sentenced him to nine years. "
            "Eleven witnesses told of the camp. "
            "His lawyer said that he would appeal. The hall was silent when the judge read."
        ),
        main="convicted",
        told=(("LEGAL", "happened", "2018-10-29", "Split", "A court"), ("LEGAL", "happened", None, None, "The judge")),
        absent=(("ASSAULT", "ongoing", ""), ("ASSAULT", "planned", "")),
        dates={"Monday": "2018-10-29", "1992": "1992"},
        places={"Split": "HR"},
    ),
    Report(
        trap="refusal and what is refused",
        text=(
            "The governor of Sonora refused on Sunday to meet the striking nurses. "
            "He said that he would not raise their pay. "
            "The nurses have been on strike since Monday of last week. "
            "Two clinics are closed. "
            "The governor flew to the capital in the evening. The nurses sang outside his house."
        ),
        main="refused",
        told=(
            ("REJECT", "happened", "2018-10-28", None, "The governor of Sonora"),
            ("PROTEST", "ongoing", None, None, "The nurses"),
        ),
        absent=(("CONSULT", "happened", "meet"), ("ECONOMY", "happened", "pay")),
        dates={"Sunday": "2018-10-28"},
        places={"Sonora": "MX"},
    ),
)
