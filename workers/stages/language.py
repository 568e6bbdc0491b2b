"""The language stage: is the text confidently in another language than English?"""

from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from workers.document import Document, Stage

# Below this many letters the identifier guesses; names and figures make up most of so short a text.
MIN_LETTERS = 60
MIN_PROBABILITY = 0.98
SAMPLE = 4000


def load() -> Stage:
    """The stage, with the identifier's model read."""
    _identifier()
    return Stage("language", "language", frozenset(), annotate)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def annotate(doc: Document) -> Document:
    """`doc` with `language`: what the client declared, else what the text shows, `en` where in doubt."""
    declared = doc.article.language
    if declared is None:
        return doc.add(language=identify(doc.text))
    code = declared.split("-")[0].lower()
    return doc.add(language="en" if code == "eng" else code)


def identify(text: str) -> str:
    """ISO 639-1 code of the language of `text`; `en` unless another one is beyond doubt."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return "en"
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= MIN_PROBABILITY else "en"
