"""What the made-up news says: topics with headlines, openings and sentences, and sentences for any topic.

`[a|b]` is a choice.  `{slot}`s are filled by `bench.story`.  Fixed for a story: {town} and {city}
(one place, bare and with its context), {far} (a second city), {country}, {a} {b} {c} (people, by full
name at first mention), {A} {B} {C} (their family names), {group}, {firm}, {firm2}, {day} (the weekday
it happened), {win} and {lose} (shares of a vote), {outlet}.  New at each use: {witness}, {trade},
{saying}, {body}, {few}, {n}, {k}, {pct}, {money}, {km}, {wind}, {clock}, {year}, and the dates: past
{before} {ago}, coming {ahead} {deadline}, and bare ones after a preposition, {since} and {date}.
"""

from typing import NamedTuple


class Topic(NamedTuple):
    """A kind of story."""

    headlines: tuple[str, ...]
    leads: tuple[str, ...]
    sentences: tuple[str, ...]


PROTEST = Topic(
    (
        "Thousands march in {town} over [rents|fuel prices|water cuts]",
        "{few} arrested as protest in {town} turns violent",
        "Marchers in {town} demand answers from the government of {country}",
    ),
    (
        "[Thousands of people|About {k} people|More than {k} demonstrators] marched through {city} on {day} to protest "
        "against [a rise in rents|higher fuel prices|plans to close two hospitals|cuts to the water supply].",
        "Police in {city} arrested {few} people on {day} after a protest over [fuel prices|evictions|a new tax] ended "
        "in clashes, officials said.",
    ),
    (
        "The organisers, a group called {group}, claimed that at least {k} people had come.",
        "Police put the crowd at {k} and said that {few} officers had been [slightly hurt|injured by stones].",
        "The march began at {clock} and [blocked the main road to {far}|ended in front of the town hall] for several "
        "hours.",
        "{a}, who leads {group}, threatened to [call a general strike|occupy the port] unless talks began {ahead}.",
        "{a} denied that the group had paid anybody to take part.",
        '"We have written letters for [two|three|five] years, and now we are walking," said {witness}, {trade}.',
        "Demonstrators threw [eggs and bottles|stones] and police used [tear gas|water cannon] against them, according "
        "to witnesses.",
        "The mayor, {b}, said that the city was considering a [freeze|subsidy] but could promise nothing yet.",
        "A similar protest in {far} ended peacefully {before}.",
        "Those arrested will appear in court {ahead}, a police spokesman, {c}, said.",
        "Another march is planned {ahead}.",
        "{body} rejected the demands {before} and called the protest illegal.",
        "Prices in {country} have risen by {pct} since {year}, according to {body}.",
        "If there is no answer {deadline}, the protesters plan to march from {town} to {far}.",
    ),
)
SUMMIT = Topic(
    (
        "Leaders to meet in {town} for talks on [trade|water|migration]",
        "{town} to host summit {ahead}",
        "{country} invites neighbours to {town}",
    ),
    (
        "The leaders of {few} countries will meet in {city} {ahead} to discuss "
        "[trade|migration|the price of grain|security at sea], {body} announced on {day}.",
        "{country} will host a summit on [water|energy|border trade] in {town} {ahead}, "
        "its foreign minister, {a}, said on {day}.",
    ),
    (
        "It will be the first meeting of its kind since {year}.",
        "A summit planned for {far} was called off {before} because of [a strike|the weather|a dispute over seats].",
        "Diplomats expect the leaders to sign [an agreement on tariffs|a text of {few} pages|a treaty on rivers].",
        "{a} met {b}, the envoy of the African Union, in {far} {before}.",
        '"Nobody will leave with everything, and nobody will leave with nothing," {a} told reporters.',
        "{body} denied reports that the meeting might be postponed.",
        "{b} said that {country} would not sign unless its conditions were met {deadline}.",
        "Security in {town} will be tightened {ahead}, and {k} police officers are to be deployed.",
        "The talks could fail if {country} insists on {money} in aid, a diplomat said on condition of anonymity.",
        "Trade between the countries grew by {pct} to {money} in {year}.",
        "{group} plans a demonstration near the conference centre.",
        "Officials will hold a preparatory meeting in {far} {ahead}.",
        "{c}, who teaches politics in {far}, doubts that promises alone will be enough.",
        "The airport of {town} is to close for {few} hours on the first day.",
    ),
)
STORM = Topic(
    (
        "Storm kills {few} in {town}",
        "{k} flee floods around {town}",
        "[Storm|Floods] cut power to {k} homes in {country}",
    ),
    (
        "A storm with winds of {wind} km/h hit {city} on {day}, killing at least {few} people and cutting power to {k} "
        "homes.",
        "[Floods|Landslides] after days of heavy rain killed {few} people near {city} on {day}, {body} said.",
        "An earthquake of magnitude [5.4|5.9|6.1|6.3|6.8] shook {city} early on {day}, and at least {few} people died "
        "when houses collapsed.",
    ),
    (
        "{few} people were still missing on {day}, according to {body}.",
        "More than {k} people were moved to schools and sports halls on the road to {far}.",
        '"The water came up to the second step and then it did not stop," said {witness}, {trade}.',
        "Rescue workers pulled {few} people from the [rubble|mud] during the night.",
        "Forecasters warned that the river could burst its banks {ahead} if the rain continued.",
        "Flights to {far} were suspended at {clock} and will resume {ahead}.",
        "{body} said it would send {n} tonnes of [rice|maize|tents and blankets] to the region.",
        "The governor, {a}, declared a state of emergency on {day}.",
        "{a} denied that warnings had come too late.",
        "The damage may reach {money}, {firm}, an insurer, estimated.",
        "A storm of this strength last struck {country} {ago}, when {n} people lost their lives.",
        "Schools in {town} and {far} will stay closed until {date}.",
        "{b}, a doctor, said that her hospital had treated {n} people for [broken bones|cuts|hypothermia].",
        "Soldiers from {far} were repairing a bridge {km} kilometres north of {town}.",
    ),
)
COURT = Topic(
    (
        "{town} court sentences former manager to prison",
        "Fraud trial opens in {town}",
        "Judge in {town} rejects appeal over {money} fraud",
    ),
    (
        "A court in {city} sentenced {a}, the former [treasurer|director|accountant] of {firm}, to {few} years in "
        "prison on {day} for embezzling {money}.",
        "A judge in {city} on {day} ordered {firm} to pay {money} to families whose wells were polluted {ago}.",
        "Prosecutors in {city} charged {few} people with fraud on {day} after an investigation that began {ago}.",
    ),
    (
        "{a}, whose letters were read in court, pleaded not guilty on all {few} counts.",
        "The defence lawyer, {b}, said she would appeal within {few} days to the court in {far}.",
        '"This was not a mistake, it was a method," the judge, {c}, told the court.',
        "{b} argued that the documents had been forged.",
        "A second defendant pleaded guilty {before} and agreed to give evidence.",
        "{firm} denied the accusations and said it would cooperate with the authorities.",
        "The case should be closed {deadline}.",
        "If the ruling stands, the company could lose its licence {ahead}.",
        "Investigators searched offices in {far} {before} and seized {n} boxes of files.",
        "{group}, which represents {n} of the plaintiffs, welcomed the decision.",
        "A hearing planned for {date} has been postponed.",
        "{body} is considering a further claim of {money}.",
        "The case goes back to {year}, when an auditor from {far} found that {money} was missing.",
        '"I slept last night for the first time in years," said {witness}, {trade}, who lost {money}.',
    ),
)
ELECTION = Topic(
    (
        "{A} wins mayoral election in {town}",
        "{town} votes: {A} ahead with {win}%",
        "{B} concedes defeat in {town}",
    ),
    (
        "{a} won the mayoral election in {city} with {win}% of the vote, the electoral commission said on {day}.",
        "Voters in {city} elected {a}, a former [teacher|judge|trade unionist], as their mayor on {day} after a "
        "campaign dominated by [housing|crime|the cost of a new tram line].",
    ),
    (
        "{b}, who came second, received {lose}% and conceded defeat at {clock}.",
        "Turnout was {pct}, higher than in the election of {year}.",
        '"You have lent me your city, and I intend to return it in better order," {a} told supporters.',
        "{a} will be sworn in {ahead}.",
        "{a} has promised to [freeze property taxes|hire {n} nurses|build {k} flats] {deadline}.",
        "{b} denied that he was considering a recount.",
        "Voting was extended at {few} polling stations, where machines had broken down.",
        "Observers from {body} reported {n} complaints but no fraud.",
        "{c}, a political scientist in {far}, said the result had been decided in the suburbs.",
        "A by-election in {far} is to be held {ahead}.",
        "{group} urged its members to stay at home, but few seem to have listened.",
        "The council might refuse to pass the budget unless a coalition is formed {deadline}.",
        '"I voted for the one who answered the telephone," said {witness}, {trade}.',
        "The previous mayor governed {town} from {year} until last year.",
    ),
)
DEAL = Topic(
    (
        "{firm} buys {firm2} for {money}",
        "{firm} to cut {n} jobs in {town}",
        "{firm} plans {money} plant in {town}",
    ),
    (
        "{firm} said on {day} it had agreed to buy its rival {firm2} of {city} for {money}.",
        "{firm} will invest {money} in a new plant in {city} and create {n} jobs {deadline}, it said on {day}.",
        "{firm}, the largest employer in {city}, announced on {day} that it would cut {n} jobs.",
    ),
    (
        "The deal needs the approval of the competition authorities in {far} and is expected to close {ahead}.",
        "Shares in {firm} fell by {pct} in early trading and recovered later.",
        '"We are paying a fair price for a very good company," the chief executive, {a}, said in {town}.',
        "{a} denied that the plant in {far} would be shut.",
        "{group} called for guarantees and threatened to stop work {ahead}.",
        "Revenue rose by {pct} to {money} in {year}, while profit fell.",
        "{firm2} rejected an earlier offer {ago}.",
        "Analysts said the price was [high|low] but that the purchase made sense.",
        "{firm2}, founded in {year} by {b}, employs {k} people.",
        "The company would save about {money} a year if the two sales teams were merged.",
        "{body} is considering a tax break of {money}.",
        "{firm} plans to publish its results {ahead}.",
        "A fire at a warehouse near {far} delayed deliveries {before}.",
        "{c}, who represents the workers, said she had learned of the decision from the radio.",
    ),
)
ACCIDENT = Topic(
    (
        "At least {few} killed in [bus|train] crash near {town}",
        "Ferry sinks off {town}, {few} missing",
        "Explosion at {town} factory injures {n}",
    ),
    (
        "At least {few} people were killed and {n} injured when a [bus|lorry|train] [left the road|hit a barrier|"
        "derailed] near {city} on {day}, police said.",
        "An explosion at a factory of {firm} in {city} killed {few} workers on {day} and injured {n} others.",
        "A ferry carrying {n} passengers sank off {city} late on {day}, and {few} people drowned.",
    ),
    (
        "The accident happened at about {clock}, some {km} kilometres from {town} on the way to {far}.",
        "{few} of the injured were in a serious condition in hospital, a doctor, {a}, said.",
        "Police first spoke of {few} dead; {body} later gave a higher number.",
        '"We heard a bang, and then it was very quiet," said {witness}, {trade}.',
        "{b}, a police captain, said it was too early to name a cause.",
        "{firm} denied that the vehicle had been overloaded.",
        "Investigators from {far} arrived {before} and will question the driver {ahead}.",
        "The driver, who survived, was arrested {before}.",
        "Relatives gathered outside the hospital on {day} and waited for news.",
        "{n} people died on the same stretch in {year}.",
        "{body} promised [steel barriers|new signals|a stricter inspection] {deadline}.",
        "If the charge were proved, {c}, the manager, could face {few} years in prison.",
        "Divers were searching for {few} people who remained missing.",
        "{group} said it had warned of the danger {ago}.",
    ),
)
TRUCE = Topic(
    (
        "Ceasefire signed after talks in {town}",
        "Rivals agree to free {n} prisoners",
        "Truce talks in {town} to resume {ahead}",
    ),
    (
        "Two rival armed groups signed a ceasefire in {city} on {day} after {few} days of talks and agreed to exchange "
        "{n} prisoners.",
        "The government of {country} and [rebels|a separatist movement] agreed on {day} to a truce of {few} weeks, "
        "mediators in {city} said.",
    ),
    (
        "Fighters must withdraw from the roads around {far} {deadline}.",
        "Fighting has killed about {k} people since {year} and driven {k} from their homes, according to {body}.",
        '"We have buried enough sons to know what comes next," said {a}, who signed for one side.',
        "{b}, who commands the other side, said the promise would be kept as long as it was kept by both.",
        "Gunmen attacked a convoy near {far} {before} and killed {few} soldiers.",
        "The first {n} prisoners are expected to be released {ahead}.",
        "The army denied that it had shelled villages north of {town}.",
        "{body} will send {n} observers to watch the truce.",
        "{a} threatened to walk out if the other side moved its checkpoints.",
        "A similar agreement, reached in {far}, broke down {ago}.",
        "Norway and Kenya have offered {money} to rebuild {few} clinics.",
        "{group}, which brought the parties together, is considering a second round in {far}.",
        "The parties plan to meet again {ahead}.",
        "{c}, a farmer who fled in {year}, hopes to return home before the rains.",
    ),
)
HEALTH = Topic(
    (
        "{k} doses of vaccine reach {town}",
        "[Measles|Cholera] outbreak in {town}: {n} cases",
        "Aid flight lands in {town}",
    ),
    (
        "A plane with {k} doses of vaccine landed in {city} on {day}, {few} weeks after doctors there reported an "
        "outbreak of [measles|cholera|yellow fever].",
        "{body} delivered {n} tonnes of food and medicine to {city} on {day} as an outbreak of [cholera|dengue fever] "
        "spread.",
    ),
    (
        "{n} suspected cases and {few} deaths have been recorded since {since}.",
        "Vaccination will begin {ahead} and should reach nine children in ten {deadline}.",
        '"The disease is old and the vaccine is cheap, but the road is bad," said Dr {a}.',
        "{group} is considering a second mobile clinic between {town} and {far}.",
        "Laboratory tests in {far} confirmed {n} of the cases.",
        "Japan said that it would give {money} for refrigerators and fuel.",
        "Officials rejected claims that the illness had been brought by [sailors|seasonal workers].",
        "Schools in {town} closed {before} and are to reopen {ahead} unless the number of cases climbs again.",
        "{b} of {body} denied that medicine had been stolen from a warehouse.",
        "{country} spends {pct} of its budget on health.",
        "{n} health workers were trained {before}.",
        "The number of new cases fell by {pct} within a week, {c}, an epidemiologist, said.",
        "Neighbouring regions might close their markets if the outbreak reached {far}.",
        "The last epidemic, in {year}, lasted {few} months.",
    ),
)
TRAVEL = Topic(
    (
        "Foreign minister visits {town}",
        "{country} expels {few} diplomats",
        "{country} considers new sanctions",
    ),
    (
        "{a}, the trade envoy of {country}, arrived in {city} on {day} for talks on [fishing rights|visas|a loan].",
        "{country} expelled {few} diplomats on {day} in a dispute over [fishing grounds|a border post|a spying case], "
        "{body} said.",
    ),
    (
        "{a} will travel on to {far} {ahead}.",
        "{a} met {b}, the head of the chamber of commerce, and visited a plant of {firm}.",
        '"We came to listen, and we have heard a good deal," {a} said after the meeting.',
        "{country} is considering sanctions against {firm}, which would lose {money} in orders.",
        "The foreign ministry denied that an ultimatum had been delivered.",
        "{b} warned that relations would suffer if the decision were not withdrawn {deadline}.",
        "The two governments signed an agreement on [visas|taxes|extradition] {before}.",
        "A loan of {money} may be paid {ahead}.",
        "The dispute began {ago}, when a patrol boat stopped {few} trawlers.",
        "{body} offered to mediate, and {c} was named as its envoy {before}.",
        "{group} held a vigil in {far} on {day}.",
        "Trade fell by {pct} in {year}.",
        "Diplomats said that an exchange of prisoners was planned {deadline}.",
        "The border post near {far} has been closed since {since}.",
    ),
)
CRIME = Topic(
    (
        "{few} arrested over robbery of {money} in {town}",
        "Gunmen kidnap engineer near {town}",
        "Police in {town} seize {n} kilograms of cocaine",
    ),
    (
        "Police in {city} arrested {few} people on {day} over the robbery of a van in which {money} was stolen.",
        "Gunmen kidnapped an engineer of {firm} near {city} on {day} and demanded {money}, police said.",
        "Customs officers seized {n} kilograms of cocaine in the port of {city} on {day}.",
    ),
    (
        "The suspects, aged between 19 and 54, will be brought before a judge in {far} {ahead}.",
        "{a}, the police chief, said that an informer had led the officers to a farm {km} kilometres from {town}.",
        "{a} denied that a ransom had been paid.",
        '"They asked for the time, and then they took the van," said {witness}, {trade}.',
        "One of the men was shot in the leg when he tried to escape.",
        "The lawyer of two of the suspects, {b}, said her clients had been in {far} at the time.",
        "{firm} offered a reward of {money}.",
        "The gang is believed to have carried out {few} other attacks since {year}.",
        "Prosecutors plan to ask for extradition {deadline}.",
        "Burglaries in {town} fell by {pct} in {year}, according to {body}.",
        "A court in {far} sentenced a member of the same gang to {few} years {before}.",
        "{c}, who survived a similar attack {ago}, called for more patrols.",
        "{group} threatened to hire private guards unless the police acted.",
        "Detectives searched {few} houses at {clock} and found [two pistols|a set of keys|forged papers].",
    ),
)
STRIKE = Topic(
    (
        "Strike halts [trains|flights|trams] in {town}",
        "{firm} workers in {town} walk out",
        "Union in {town} rejects {pct} pay offer",
    ),
    (
        "[Dock workers|Nurses|Train drivers|Refuse collectors] in {city} went on strike on {day} after talks on a pay "
        "rise of {pct} failed.",
        "A strike by {k} workers of {firm} halted [production|all trains|deliveries] in {city} on {day}.",
    ),
    (
        "The union, {group}, demands {pct} more, backdated to {year}.",
        "{firm} offered {pct} {before}, which the union rejected.",
        '"The bread costs more and the hours are the same," said {witness}, {trade}.',
        "{a}, who leads the union, said the strike would go on until {date} unless there was a new offer.",
        "{firm} called the strike illegal and is considering a claim for damages of {money}.",
        "{b} denied that workers from {far} had been hired as replacements.",
        "{b}, the head of personnel, invited the union to talks {ahead}.",
        "About {k} passengers were stranded in {far}.",
        "Each day of the strike costs the company {money}, according to {body}.",
        "Pickets blocked the gates from {clock}, and {few} people were arrested.",
        "A strike in {year} ended after {few} weeks.",
        "Workers in {far} may join the strike {ahead}.",
        "A court in {far} will decide {ahead} whether the strike may continue.",
        "{c}, a mediator, met both sides {before}.",
    ),
)
TOPICS = (PROTEST, SUMMIT, STORM, COURT, ELECTION, DEAL, ACCIDENT, TRUCE, HEALTH, TRAVEL, CRIME, STRIKE)

ANY_TOPIC = (
    '"{saying}," said {witness}, {trade}.',
    '"{saying}," {witness}, {trade}, told {outlet}.',
    '{witness}, {trade}, said: "{saying}."',
    '"{saying}," {witness} said. "{saying}."',
    "{witness}, {trade}, said that sleep had been impossible since {day}.",
    "{witness} told {outlet} that nothing had changed in {town} since {year}.",
    "{body} said in a statement that it would publish a report {deadline}.",
    "A spokeswoman for {body} declined to comment.",
    "According to {body}, {pct} of the people of {town} are affected.",
    "The road from {town} to {far}, {km} kilometres long, was open again {before}.",
    "Parliament is to debate the matter {ahead}.",
    "Officials expect a decision {deadline}, although a delay cannot be ruled out.",
    "{country} set aside {money} for such cases in {year}, of which less than half was spent.",
    'Asked whether the figures were right, {a} said: "{saying}."',
    "The news reached {far} at {clock}.",
    "It was the third case of its kind in {country} since {year}.",
    "Two years earlier, a commission led by {witness} had recommended a reform, but nothing came of it.",
    "A message posted on Twitter by {witness} was shared {k} times within a day.",
    "Most shops in {town} stayed shut on {day}.",
    "{body}'s director, {witness}, visited {town} {before}.",
    "Opposition politicians in {far} called for an inquiry, which {body} rejected.",
    "The figures could not be verified independently.",
    "{b} is expected in {town} {ahead}.",
    "Only {n} of the {k} people concerned have received a letter so far.",
)
SAYINGS = (
    "We were told to wait, and we are still waiting",
    "I would not call it a surprise",
    "Nobody asked the people who live here",
    "It could have been much worse",
    "This is a small step, but it is a step",
    "You cannot run a town on promises",
    "My children ask me every evening, and I have no answer",
    "We will know more when the report is out",
    "They have the papers, we have the problem",
    "There is no money for that, and everybody knows it",
    "What matters is what happens next winter",
    "I have seen three of these in my life, and this was the longest",
    "We'll be back on Monday, whatever they say",
    "The numbers don't add up",
    "It's a matter of weeks, not of months",
    "Somebody has to open the door first",
    "We are tired, but we are not leaving",
    "If they had called, I would have come",
    "That was true last year and it isn't true now",
    "I don't expect a miracle",
)
BRIDGES = (
    "There was other news from {country}.",
    "The day brought news from {town}, too.",
    "Another story made the headlines in {country}.",
    "Elsewhere, attention turned to {town}.",
)
