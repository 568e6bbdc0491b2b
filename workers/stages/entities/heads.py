"""Head words of names: of organisations, places, events and laws.  Written by hand, in lower case."""

from workers.stages.entities.tables import words

# The last word of an organisation's name, or the word before "of ...": "Labour Party", "Bank of England".
ORG_HEADS = words(
    "academy administration agency airlines airways alliance army assembly association associates authority",
    "ballet bank battalion bloc board brigade broadcasting brotherhood bureau cabinet centers chamber church club",
    "coalition college command commission committee communications company confederation conference congress",
    "consortium consulate corporation corps council court daily department directorate division embassy",
    "enterprises enforcement exchange faculty federation fleet force forces foundation front fund gazette",
    "government group guard guild herald holdings hospital house industries initiative institute institution",
    "insurance intelligence international investigation jirga journal laboratories laboratory league legion",
    "legislature regiment squadron wing magazine media ministry mission motors movement museum navy network news",
    "newspaper office orchestra orders organisation organization parliament partners partnership party patrol",
    "pharmaceuticals philharmonic police press prevention project protection railroad railway railways records",
    "red-cross reserve review school secretariat seminary senate service services society squad staff studios",
    "symphony syndicate systems taskforce team technologies telegraph times tribunal tribune trust union unions",
    "universities university watch workers greens democrats conservatives socialists republicans labs athletics",
    "motorsports brewery entertainment productions pictures publishing publishers publications bancorp capital",
    "energy petroleum oil foods pharma airline software bakery images",
)
# Heads that end a name too weakly to carry a single modifier that is itself a place or a person.
WEAK_ORG_HEADS = words(
    "house front watch mission review capital energy oil workers project office conference news press times guard",
    "service services systems intelligence insurance investigation enforcement prevention protection daily team",
    "group media staff government orders force forces army navy police court records exchange school church",
    "hospital",
)
# Bodies whose names join two nouns: "Customs and Border Protection", "Food and Drug Administration".
JOINED_HEADS = words(
    "administration agency association authority board bureau commission committee control council department",
    "directorate enforcement exchange federation force foundation fund institute investigation ministry office",
    "organisation organization prevention protection service services society union trust railway railroad",
)
# Bodies named after the two places that they join: "Bristol and Exeter Railway".
LINE_HEADS = words(
    "railway railroad railways canal",
)
CORPORATE = words(
    "inc inc. ltd ltd. llc llp plc corp corp. co. gmbh ag s.a. n.v. b.v. pty s.p.a. limited incorporated",
)
# Nouns whose possessive stands inside a name: "Workers' Party", "Sheriff's Department".
POSSESSORS = words(
    "women men children people peoples workers teachers sheriff farmers lawyers players veterans king queen",
    "king's employees students nurses doctors citizens girls boys mothers writers actors drivers police",
    "prosecutor general attorney governor president",
)
# Words after which "of" (or "for") and a name belong to the organisation.
OF_HEADS = ORG_HEADS - words("conference news force forces staff office workers government house watch police team") | (
    words("organisation organization office bureau house government order sons daughters knights doctors reporters")
    | words("centre center brotherhood friends")
)
# Heads that take "for": "Centers for Disease Control", "Council for Civil Liberties".
FOR_HEADS = words(
    "academy agency alliance association authority bureau campaign center centers centre coalition college",
    "commission committee council department fund foundation friends institute movement network office",
    "organisation organization party project society trust union school ministry citizens ministers mission",
    "partnership initiative",
)
# Heads of bodies named after their subjects: "Department of Health, Education, and Welfare".
SUBJECT_HEADS = words(
    "department ministry college institute academy centers center centre bureau office committee council",
    "commission school board faculty society association federation agency administration directorate",
    "subcommittee",
)
MILITARY_HEADS = words(
    "division brigade regiment squadron wing battalion fleet army corps force command group infantry cavalry",
    "airborne circuit congress district",
)
GPE_HEADS = words(
    "republic kingdom empire emirate emirates caliphate federation commonwealth sultanate khanate",
)
LOC_HEADS = words(
    "river lake lakes mountain mountains hills island islands isles isle valley bay sea ocean peninsula desert",
    "canyon creek forest coast strait straits gulf archipelago plateau basin reef glacier falls canal channel",
    "cave caves reservoir pond gorge fjord lagoon marsh estuary waterfall escarpment",
    "delta ridge cape range plain plains harbour harbor beach cove woods swamp oasis steppe crater volcano",
)
DISTRICT_HEADS = words(
    "county parish province prefecture borough township district region municipality territory territories shire",
    "city town village heights governorate oblast canton voivodeship suburb constituency",
)
FAC_HEADS = words(
    "street avenue boulevard road highway bridge airport station park square stadium arena tower towers palace",
    "castle cathedral mosque synagogue temple abbey prison jail hotel plaza hall gardens zoo monument memorial",
    "cemetery dam tunnel expressway turnpike interstate lane drive pier dock docks port pavilion observatory",
    "lighthouse racecourse raceway speedway motorway mall theatre theater auditorium library barracks depot",
    "junction gym gymnasium ballpark racetrack causeway trail velodrome planetarium aquarium speedway",
)
# "Gulf of Mexico", "Isle of Man", "Kingdom of Jordan": place heads that take "of".
LOC_OF_HEADS = words(
    "gulf isle isles bay strait straits sea cape lake bight coast mount",
)
GPE_OF_HEADS = words(
    "kingdom republic emirate sultanate principality duchy state city commonwealth province county union",
)
LOC_OPENERS = words(
    "mount mt mt. lake cape fort port river",
)
COMPASS = words(
    "central eastern western northern southern north south east west southeastern southeast northeast upper lower",
)
# Capitalised last words of a named event; the lower-case ones need a year or a name before them.
EVENT_HEADS = words(
    "prix contest grand-prix",
    "war wars battle campaign olympics paralympics games summit festival revolution uprising crisis crusade",
    "rebellion massacre riots riot cup championship championships marathon tournament hurricane storm earthquake",
    "tsunami holocaust armistice intifada coup genocide famine plague depression pandemic carnival derby siege",
    "offensive insurgency inauguration referendum election elections by-election bowl expo conflict",
)
EVENT_OF_HEADS = words(
    "battle siege war fall massacre conquest invasion battles",
)
EVENT_OPENERS = words(
    "operation hurricane typhoon cyclone storm",
)
BALLOTS = words(
    "election elections by-election by-elections referendum primary primaries caucus caucuses",
)
BALLOT_KINDS = words(
    "general presidential parliamentary legislative federal local municipal regional gubernatorial senate mayoral",
    "leadership european congressional constitutional state provincial snap special midterm mid-term national",
    "runoff constituent assembly independence status council",
)
LAW_HEADS = words(
    "act treaty constitution amendment accord accords protocol convention agreement pact bill",
)
HONOUR_HEADS = words(
    "award awards prize prizes medal medals trophy scholarship fellowship",
)
