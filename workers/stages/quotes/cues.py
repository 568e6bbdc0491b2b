"""Verbs and phrases that attribute words to a speaker, by lemma.  Written by hand."""

import itertools


def _words(*lines: str) -> frozenset[str]:
    return frozenset(itertools.chain.from_iterable(line.split() for line in lines))


# Verbs that take what is said as a "that" clause or beside quotation marks.
SPEECH = _words(
    "say tell add write tweet ask reply respond argue insist warn note explain claim announce declare joke urge",
    "conclude observe recall remark state suggest admit acknowledge assert boast complain comment concede confirm",
    "contend deny exclaim emphasize emphasise estimate hint lament maintain mention muse pledge predict promise quip",
    "reason recount reiterate remind repeat report reveal scoff speculate stress testify threaten vow wonder caution",
    "advise counter demand inquire blog agree allege allude assure charge clarify convey deadpan decry disclose",
    "elaborate express fume gloat grumble guess imply indicate inform interject propose protest proclaim rebut retort",
    "retweet shout signal swear underline underscore vent",
)
# Verbs that speak only beside quotation marks; elsewhere they mean other things.
BESIDE_MARKS = SPEECH | _words(
    "continue begin start open close end go read chant yell scream cry whisper murmur mutter call describe praise post",
    "publish quote point fire shoot chime echo crow gush laugh smile put offer plead beg thank defend blast mock tease",
    "order instruct answer question press interrupt conclude finish sum think believe feel know greet sing bellow",
    "thunder intone opine posit preach rail rant recite roar snap sneer sigh sob snipe slam hit attack address message",
    "text email e-mail cite chide chastise criticize criticise condemn warn weigh tout summarize summarise rap pen",
    "prod praise note push pronounce implore hail exhort encourage lash dismiss dub declare broadcast bark be share",
)
