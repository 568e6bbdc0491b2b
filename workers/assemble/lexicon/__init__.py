"""The lexicon: which word, in which sense, triggers an event of which type.  Written class by class."""

from workers.assemble.lexicon import conflict, cooperation, dispute, extensions, narrow
from workers.assemble.lexicon.senses import Sense, compile_table

# Narrow readings come first, then the extensions: their conditions are narrow ("killed in a crash") where the others'
# are wide.
VERBS = compile_table(narrow.VERBS, extensions.VERBS, conflict.VERBS, cooperation.VERBS, dispute.VERBS)
NOUNS = compile_table(narrow.NOUNS, extensions.NOUNS, conflict.NOUNS, cooperation.NOUNS, dispute.NOUNS)
ADJECTIVES = compile_table(
    narrow.ADJECTIVES, extensions.ADJECTIVES, conflict.ADJECTIVES, cooperation.ADJECTIVES, dispute.ADJECTIVES
)
# For a noun that is itself an argument: senses that do not look at its arguments, which may be event nouns in turn.
PLAIN_NOUNS = {
    lemma: tuple(s for s in senses if not (s.subject or s.patient or s.phrases)) for lemma, senses in NOUNS.items()
}

__all__ = ["ADJECTIVES", "NOUNS", "PLAIN_NOUNS", "VERBS", "Sense"]
