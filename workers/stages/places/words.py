"""Words around names that tell what a name is."""


def _split(text: str) -> frozenset[str]:
    return frozenset(text.split())


DIRECTIONS = _split("""
    north south east west northern southern eastern western central northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern north-east north-west south-east south-west upstate
    downtown upper lower mid inner outer greater rural coastal suburban mainland
""")
ARTICLES = frozenset(("the", "a", "an"))
LEADING = ARTICLES | frozenset(("of", "in", "at", "near", "from", "to", "for", "by", "and", "on"))
POSSESSIVE = frozenset(("'s", "’s", "'", "’", "s", "‘s", "`s"))
EDGES = frozenset(",.;:()[]\"“”'‘’-–—/&\n|*•`")
# May stand inside a name between capitalised words.
CONNECTORS = _split("of de la le del da do dos du des au aux sur on upon the and en in al el ad am an der e y")
NAME_PARTICLES = _split("of de la le del da do dos du des au aux sur el al am an der")
NAME_MARKS = (".", "'", "’", "-")
HYPHENS = frozenset(("-", "–", "'", "’", "'s", "’s"))
CALENDAR = _split("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov
    dec
""")
# What a word before or after makes of a name; "County" and its like belong to the name itself.
DIVISION_NOUNS = _split("""
    county counties parish parishes borough township province district region state
""")
FOREIGN_DIVISIONS = _split("""
    prefecture governorate oblast department departement municipality canton voivodeship krai emirate commune
    districts provinces regions states counties territory republic island islands peninsula village town city valley
    refugee-camp camp
""")
WATERS_AND_HEIGHTS = _split("""
    river lake bay creek sea ocean gulf strait island islands mountain mountains mount valley canyon desert forest
    peninsula coast beach harbor harbour falls hills park basin delta reservoir
""")
BUILT = _split("""
    street avenue road highway boulevard drive lane route interstate bridge airport station center centre hall
    building tower plaza square mall stadium arena theater theatre museum hotel church cathedral temple library
    estate prison jail
""")
LEARNING = _split("""
    university college school schools high institute academy campus
""")
OFFICES = _split("""
    police fire department sheriff court council commission board authority county city town state municipal
    district committee ministry office agency bureau government legislature senate house assembly parliament
    patrol guard force forces army navy command administration commissioner commissioners superior supreme
    attorney public national regional federal central chamber association party republican democratic republicans
    democrats mayor governor councillor
""")
COMPANIES = _split("""
    inc corp co company group bank airlines airways motors energy electric power ltd plc llc limited foundation
    fund society union club hospital medical health clinic insurance oil gas steel telecom industries
    international
""")
MEDIA = _split("""
    times post news herald tribune journal press daily gazette star sun record observer chronicle globe examiner
    register review mail telegraph guardian mirror express today weekly magazine tv radio television network
    bulletin
""")
TEAMS = _split("""
    united fc rangers rockets cowboys giants yankees lakers bulls bears tigers lions eagles hawks cubs mets sox
    dodgers angels warriors knights wildcats bulldogs panthers braves reds royals mavericks blazers athletics jets
    bills raiders
""")
TITLES = _split("""
    mr mrs ms miss dr sir lord lady sen senator rep representative gov governor president minister judge justice
    chief officer sgt sergeant lt lieutenant capt captain col colonel gen general maj major cpl pvt prof professor
    rev reverend father sister brother coach mayor sheriff king queen prince princess pope bishop deputy detective
    chairman secretary
""")
PERSON_VERBS = _split("""
    said says told added asked replied explained noted testified argued wrote recalled joked laughed insisted
""")
PLACE_PREPOSITIONS = _split("""
    in near at from to around outside across throughout toward towards into through between within
""")
PEOPLE_NOUNS = _split("""
    resident residents native man woman couple teen teenager mayor people area community voters citizens
""")
# What follows these with "of", or with one of ABODES, is a place.
SETTLEMENTS = _split("""
    town towns village villages city cities hamlet suburb suburbs settlement outskirts mayor port
""")
INHABITANTS = _split("""
    resident residents villager villagers inhabitant inhabitants townspeople townsfolk
""")
ABODES = frozenset(("of", "in", "outside", "near", "from", "around"))
# Behind a name they may be small: "Ben Gurion airport".
AIRFIELDS = frozenset(("airport", "airfield", "airbase"))
# Villages somewhere have these names, but hardly any text means one.
_PLAIN_WORDS = _split("""
    republic union kingdom new old saint st mount fort port cape downtown midtown uptown suburb suburbs interior
    foreign defense defence health justice education finance labor labour treasury environment agriculture
    transport economy culture information security mart metro commerce olympic olympics premier liberal
    conservative congress cabinet embassy crown god christmas easter internet
""")
NEVER_ALONE: frozenset[str] = frozenset().union(
    CALENDAR, DIVISION_NOUNS, WATERS_AND_HEIGHTS, BUILT, LEARNING, OFFICES, COMPANIES, MEDIA, TITLES, DIRECTIONS,
    PEOPLE_NOUNS, _PLAIN_WORDS,
)  # fmt: skip
# Behind a name they make it an organisation's, in capitals; before it with "of".
ORGANISATION_NOUNS: frozenset[str] = (
    LEARNING
    | COMPANIES
    | MEDIA
    | TEAMS
    | _split("""
    police department court council commission board authority committee ministry office agency bureau government
    legislature senate assembly parliament patrol guard army navy administration association party chamber
    """)
) - _split("""power sun star record mail today""")
# Which of the sets above a neighbouring word is in, in the order of the features.
SETS = (
    DIVISION_NOUNS, WATERS_AND_HEIGHTS, BUILT, LEARNING, OFFICES, COMPANIES, MEDIA, TEAMS, TITLES, PERSON_VERBS,
    PLACE_PREPOSITIONS, PEOPLE_NOUNS, DIRECTIONS, ARTICLES,
)  # fmt: skip
