"""Words that say how what they govern stands to the facts, and light verbs that lend an event noun their tense."""

from dateline.models import EventStatus
from workers.assemble.lexicon.vocabulary import words

# Verbs (and predicative adjectives) by the status that they give an infinitive, a gerund or an event noun below them.
PLANNED = words(
    "plan intend expect aim prepare schedule slate slat due set design decide resolve agree promise pledge vow commit "
    "arrange determine volunteer undertake offer ready poise order announce swear guarantee hope book forecast "
    "predict project tip"
)
CONSIDERED = words(
    "consider weigh mull contemplate discuss debate propose suggest want wish seek urge call ask demand recommend "
    "request encourage invite beg tempt lobby push press explore study review examine advise favor favour envisage "
    "envision imagine speculate mean need require appeal insist oppose condemn support accuse suspect believe think "
    "fear doubt allow permit authorize authorise enable tell persuade seem appear likely able eager unclear possible "
    "instruct negotiate warn plot conspire scheme"
)
THREATENED = words("threaten")
DENIED = words(
    "refuse decline fail deny reject avoid prevent stop bar ban block hesitate forget refrain prohibit discourage "
    "dissuade avert foil thwart unable unlikely unwilling reluctant abandon cancel postpone scrap shelve suspend"
)
# In this order: a word is looked up in the first class that has it.
GOVERNING: tuple[tuple[EventStatus, frozenset[str]], ...] = (
    ("threatened", THREATENED),
    ("planned", PLANNED),
    ("denied", DENIED),
    ("considered", CONSIDERED),
)
# What they govern shares their own status: "began shelling", "is said to have fled".
FACTUAL = words(
    "begin start continue manage help force keep resume come see say report claim allege use proceed happen cease "
    "have make join admit confirm acknowledge conclude learn find show reveal witness end finish remain know hear "
    "state add note"
)

# The subject of these is the source of the clause that they govern.
REPORTING = words(
    "say tell report announce state add claim allege confirm insist note declare acknowledge admit explain write "
    "tweet warn reveal disclose maintain argue assert stress emphasize emphasise suggest recall testify believe think "
    "predict estimate quote comment reply remark reiterate indicate deny show complain fear hope"
)
# Of these, the ones that do not speak to anybody.
GUESSING = words("believe think predict estimate suggest fear hope show indicate")
# A finite clause below these is not asserted.
DOUBTING = words("doubt imagine suppose demand insist require urge propose")
DENYING = words("deny refute reject dispute disprove retract debunk")

# With an event noun as object (or passive subject) the pair is one event.
LIGHT = words(
    "launch make mount carry stage hold conduct wage begin start open take give have issue impose order commit do "
    "perform undertake lead organize organise initiate resume renew continue pay host step declare call deliver "
    "suffer face draw receive prompt provoke spark trigger cause see undergo convene join sustain escalate intensify "
    "tighten announce express voice level lodge file place reiterate repeat extend provide send sign reach strike put "
    "complete finish bring hit attend pursue execute speed accelerate draft schedule slate slat arrange"
)
# Light verbs whose object is done to the subject: "suffered an attack".
BEARING = words("suffer face draw receive prompt provoke spark trigger cause see undergo sustain")

# What hangs on these nouns ("plan to attack", "threat of war") is not yet, or not, a fact.
NOUN_FRAMES: dict[str, EventStatus] = {
    **dict.fromkeys(
        words("plan decision intention promise pledge schedule preparation vow commitment order forecast"), "planned"
    ),
    **dict.fromkeys(
        words(
            "proposal possibility risk fear prospect idea option call demand appeal request chance need right debate "
            "suggestion hope bid pressure attempt effort permission opportunity way ability allegation accusation "
            "suspicion rumour rumor claim speculation likelihood danger potential desire readiness willingness"
        ),
        "considered",
    ),
    **dict.fromkeys(words("threat warning ultimatum"), "threatened"),
    **dict.fromkeys(
        words("refusal failure denial absence lack rejection ban instead far short rather lieu hoax"), "denied"
    ),
}
FALSE = words(
    "false untrue wrong unfounded baseless fake incorrect inaccurate hoax fabrication lie myth groundless bogus"
)
FALSELY = words("falsely wrongly mistakenly erroneously incorrectly")
TRUE = words("true correct certain clear known proven")
UNSURE = words("unclear uncertain unknown possible likely unlikely conceivable doubtful")

# Adjectives of an event noun.
POSSIBLE = words("possible potential proposed likely alleged hypothetical")
COMING = words("upcoming planned scheduled forthcoming expected future impending coming looming")
CONDITIONAL_MARKS = words("if unless whether lest")
# What hangs on these nouns lies in the past and is only remembered.
COMMEMORATIONS = words(
    "anniversary memory remembrance commemoration memorial history legacy aftermath veteran survivor victim"
)
