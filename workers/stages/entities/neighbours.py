"""Words beside names that tell what they are, and words that are no names.  Written by hand, in lower case."""

from workers.stages.entities.tables import words

# A common noun right before a name that says what the name is.
ORG_NOUNS = words(
    "band company firm group party team club label publisher network newspaper magazine agency duo quartet trio",
    "supergroup startup start-up retailer manufacturer carmaker automaker airline bank broadcaster brand",
    "think-tank charity nonprofit militia union sect cult chain insurer brewer bookmaker studio website",
    "organisation organization",
)
PLACE_NOUNS = words(
    "city town village state province county district region country island suburb neighborhood neighbourhood",
    "capital borough parish commune municipality hamlet port republic kingdom river mountain lake township",
    "prefecture",
)
PRODUCT_NOUNS = words(
    "album film movie novel single song book show series game track magazine opera play musical sitcom",
)
# Lower-case nouns right after a name that say that it is an organisation.
ORG_FOLLOWERS = words(
    "spokesman spokeswoman spokesperson officials official employees shares stock members leader leadership",
    "lawmakers executives executive fighters militants supporters activists coalition journalist reporter",
    "correspondent investors striker midfielder defender goalkeeper winger quarterback fans",
)
# Words that headlines capitalise and that no name holds.
HEADLINE_WORDS = words(
    "says said tells told asks asked sues sue wins win beats beat kills killed dies died seeks faces calls returns",
    "gets will would could should may might can is are was were be been has have had after over as amid before when",
    "while from with by into against under about but not that this how why what who where more less than his her",
    "their its takes makes goes wants plans vows warns denies admits urges backs rejects signs hits leaves",
    "arrested found dead",
)
# Verbs of contests: who "beats" is a team, even by the name of its town.
CONTESTS = words(
    "beat beats thrashed hammered edged trounced drubbed outplayed drew defeated routed",
)
# Lower-case nouns right after the name of the one who led it: "the Keller administration".
TENURES = words(
    "administration presidency premiership papacy doctrine era years biography memoir",
)
PERSON_VERBS = words(
    "said says told tells added adds wrote writes replied tweeted joked argued insisted recalled died married",
    "smiled laughed resigned retired nodded shrugged testified apologised apologized thinks thought believes",
    "believed knew born himself herself recalls explained explains asked asks grew starred graduated",
)
# Capitalised at the head of a sentence only by their place there, and never a part of a name.
OPENERS = words(
    "the a an in on at by for from to with of and but or nor so yet if when while as after before since until",
    "because although though however meanwhile moreover furthermore also then there here this that these those it",
    "its he she they we i you his her their our my your who what which where why how is are was were be been do",
    "does did has have had will would can could should may might must not no yes all some many most several few",
    "both each every any other another such more less than under over between among against during through",
    "without within despite according earlier later today yesterday tomorrow monday tuesday wednesday thursday",
    "friday saturday sunday january february march april june july august september october november december one",
    "two three four five six seven eight nine ten first second third last next new old good great please thanks",
    "thank hi hello dear let get just only even still now once again perhaps maybe indeed instead like unlike",
    "about above below near around per via re ps fw fwd cc subject sent attached following given based born out",
    "up down off back oh ok okay well sure lol wow",
)
# Words that the model likes to take for names and that never are one by themselves.
NEVER_NAMES = words(
    "party state university company government congressional internet web email e-mail website phone fax tel",
    "mobile attachment file date time note notes photo photograph picture video image source page chapter section",
    "table figure volume vol no. inc ltd laughter applause crosstalk inaudible excerpt update breaking read more",
    "watch director directors board president minister secretary king queen chairman manager mr mrs ms dr sir god",
    "lord mom dad mum daddy mommy mummy grandma grandpa yay awesome yes no love ko pr tv dvd cd ceo cfo pm am pdf",
    "faq hon sun mon tue wed thu fri sat jan feb mar apr jun jul aug sep sept oct nov dec",
)
# Upper-case abbreviations that are no names.
ABBREVIATIONS = words(
    "mvp era rbi ipo gdp gnp lng lpg pdf suv atm hiv aids dna rna gps sms wmd html url usb cd dvd tv pc faq diy",
    "asap rsvp lol omg wtf lmao btw fyi imo aka ufo vip phd ba ma mba md rip am pm est edt pst pdt gmt utc bc ad",
    "bce ce ko tko id it hr pr ceo cfo coo cto svp evp vp rn ps nb etc eg ie vs no ok usd eur gbp km mph kg lb ft",
)
