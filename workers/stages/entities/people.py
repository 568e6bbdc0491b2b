"""Words around and inside people's names.  Written by hand, in lower case."""

from workers.stages.entities.tables import words

# Words of rank or office that precede a person's name; a title is an attribute, never a part of the name.
HONORIFICS = words(
    "mr mr. mrs mrs. ms ms. miss mx mx. dr dr. sir dame lord lady prof prof. rev rev. hon hon. messrs fr fr.",
    "madam monsieur herr frau signor señor sheikh sheik mullah ayatollah imam rabbi maj maj. gen gen. lt lt.",
    "lieutenant col col. capt capt. sgt sgt. cpl cpl. pvt pvt. adm adm. cmdr cmdr. sen sen. rep rep. gov gov.",
    "pres pres. insp. supt det. sens. reps. govs. amb. judge justice pope cardinal archbishop",
)
OFFICES = words(
    "president vice-president chancellor minister premier secretary senator congressman congresswoman",
    "representative governor mayor chairman chairwoman chair chief commissioner director ambassador attorney",
    "general major colonel captain sergeant corporal private admiral commander marshal lieutenant speaker sheriff",
    "officer detective inspector constable superintendent coach manager reverend father sister brother bishop",
    "archbishop cardinal pope judge justice professor doctor king queen prince princess emperor empress duke",
    "duchess earl count countess baron baroness tsar czar sultan emir shah khan pharaoh archduke envoy spokesman",
    "spokeswoman spokesperson leader deputy councillor councilman councilwoman alderman delegate treasurer",
    "comptroller editor publisher founder co-founder principal provost dean rector lord mp mep analyst strategist",
    "economist historian author writer novelist poet journalist reporter columnist correspondent anchor host",
    "comedian actor actress singer rapper songwriter composer filmmaker producer photographer painter artist",
    "architect engineer scientist physicist chemist biologist philosopher mathematician psychologist psychiatrist",
    "surgeon physician lawyer prosecutor barrister businessman businesswoman billionaire entrepreneur activist",
    "campaigner astronaut pilot guitarist drummer bassist pianist violinist frontman vocalist striker midfielder",
    "defender goalkeeper quarterback pitcher boxer golfer candidate nominee frontrunner front-runner rival",
    "incumbent pollster aide adviser advisor counsel counselor consultant expert researcher official executive",
    "ceo cfo coo president-elect chairperson head congressmember assemblyman assemblywoman politician lawmaker",
    "statesman commentator blogger pundit moderator operative organizer organiser veteran colleague member boss",
    "dictator rebel general-secretary",
)
TITLE_MODIFIERS = words(
    "former vice deputy assistant senior acting prime foreign defence defense interior finance home attorney",
    "major lieutenant brigadier rear first second minority majority house senate state party executive chief late",
    "ex then air force army navy marine police district democratic republican u.s. us presidential national press",
    "campaign conservative labour liberal gop security policy political treasury health justice education trade",
    "crown",
)
# What a minister or secretary is "of"; beside the office it is no body of its own.
PORTFOLIOS = words(
    "defense defence home foreign state staff health justice education interior labor labour energy agriculture",
    "commerce trade transportation transport finance treasury war culture tourism",
)
# Titles of nobility that make a name with "of": "the Duke of Norland".
PEERS = words(
    "duke duchess earl countess marquess marquis viscount viscountess archduke archduchess",
)
# Ranks that the model takes for the head of a body: "Colonel Anna Keller".
RANKS = words(
    "colonel captain admiral marshal sergeant corporal lieutenant commander senator congressman congresswoman",
    "brigadier commodore emperor general major president governor",
)
# What makes a body after a rank: "General Motors".
RANKED_BODIES = words(
    "motors electric mills dynamics assembly council hospital staff post atomics re accident election secretariat",
    "league office headquarters court strike synod union workers command university college hotel museum",
)
KIN = words(
    "wife husband son daughter brother sister father mother uncle aunt cousin nephew niece grandson granddaughter",
    "grandfather grandmother friend girlfriend boyfriend partner widow widower colleague fiancee fiance stepson",
)
SUFFIXES = words(
    "jr jr. sr sr. ii iii iv esq esq.",
)
PARTICLES = words(
    "de del della di da dos das van von der den ter ten bin ibn al el la le du des y al- ben abu af zu",
)
# Plural names of people of one belief or party, which are no team even after a city's name.
ADHERENTS = words(
    "democrats republicans conservatives liberals socialists communists greens muslims christians jews catholics",
    "protestants hindus sikhs buddhists mormons evangelicals nazis fascists tories whigs libertarians",
    "independents americans officials police residents voters sunnis shiites unionists nationalists loyalists",
    "zionists islamists",
)
