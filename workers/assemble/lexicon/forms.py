"""Forms that the parser's lemmatizer gets wrong, and compounds that its tokenizer cuts at the hyphen."""

_WRONG = {
    "stage": "staged stages staging", "rape": "raped rapes raping", "wage": "waged wages waging",
    "rage": "raged rages raging", "hope": "hoped hopes hoping", "slate": "slated slates slating",
    "fine": "fined fines fining", "dine": "dined dines dining", "cane": "caned canes caning",
    "shame": "shamed shaming", "cordon": "cordoned cordoning", "install": "installed installing",
    "lambaste": "lambasted lambastes lambasting", "reappoint": "reappointed reappointing",
    "readmit": "readmitted readmitting", "resupply": "resupplied resupplies resupplying",
    "unban": "unbanned unbanning", "ready": "readied readies readying", "gut": "gutted gutting",
    "wiretap": "wiretapped wiretapping", "resell": "resold", "forgive": "forgave", "overfly": "overflown overflew",
    "media": "media", "headquarters": "headquarters", "data": "data", "barracks": "barracks", "corps": "corps",
}  # fmt: skip
# Lemma by word, in lower case.
LEMMAS: dict[str, str] = {form: lemma for lemma, forms in _WRONG.items() for form in forms.split()}

_JOINED = {
    "ceasefire": "cease-fire cease-fires", "airstrike": "air-strike air-strikes", "sit-in": "sit-in sit-ins",
    "walkout": "walk-out walk-outs", "pullout": "pull-out pull-outs", "pullback": "pull-back pull-backs",
    "buildup": "build-up build-ups", "call-up": "call-up call-ups", "standoff": "stand-off stand-offs",
    "by-election": "by-election by-elections", "runoff": "run-off run-offs", "burglary": "break-in break-ins",
    "clampdown": "clamp-down", "crackdown": "crack-down", "takeover": "take-over take-overs buy-out buy-outs",
    "layoff": "lay-off lay-offs", "shootout": "shoot-out shoot-outs", "stoppage": "slow-down go-slow stay-away",
    "bombing": "fire-bombing", "asylum-seeker": "asylum-seeker asylum-seekers", "pileup": "pile-up pile-ups",
    "firefight": "fire-fight fire-fights gun-battle gun-battles gun-fight", "coup": "coup-attempt",
    "hostage-taking": "hostage-taking", "sell-off": "sell-off", "lockdown": "lock-down", "lockout": "lock-out",
    "counteroffensive": "counter-offensive counter-offensives", "counterattack": "counter-attack counter-attacks",
}  # fmt: skip
# Noun by the words on both sides of a hyphen.
COMPOUNDS: dict[tuple[str, str], str] = {
    (form.split("-")[0], form.split("-")[1]): lemma for lemma, forms in _JOINED.items() for form in forms.split()
}
# Verbs whose first syllable is cut off: "co-operate".
CUT_VERBS: dict[tuple[str, str], str] = {
    ("co", "operate"): "cooperate", ("de", "escalate"): "de-escalate", ("re", "elect"): "re-elect",
    ("re", "open"): "reopen", ("re", "establish"): "re-establish", ("test", "fire"): "test-fire",
}  # fmt: skip
