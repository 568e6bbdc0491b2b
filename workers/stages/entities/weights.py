"""What each feature of a candidate says for and against each type; `evidence` sums the weights.

PLACE stands for GPE, LOC and FAC, NONE for "no name".  Set by hand and rounded, with the help of
steps tried on two thirds of the development texts while the last third was held back.
"""

from collections.abc import Mapping
from types import MappingProxyType

Weights = Mapping[str, Mapping[str, float]]

WEIGHTS: Weights = MappingProxyType({
    # What found the candidate.
    "fixed:ORG": {"ORG": 8.0},
    "fixed:PERSON": {"PERSON": 8.0},
    "fixed:PLACE": {"PLACE": 8.0},
    "fixed:EVENT": {"EVENT": 9.0},
    "fixed:LAW": {"LAW": 8.0},
    "fixed:WORK_OF_ART": {"WORK_OF_ART": 8.0},
    "found:PERSON": {"PERSON": 3.0, "NONE": 1.0},
    "found:ORG": {"ORG": 3.0, "PERSON": 1.0, "NONE": 1.5},
    "found:PLACE": {"PLACE": 2.5, "PERSON": 0.5, "NONE": 1.0},
    "found:NORP": {"NORP": 5.0},
    "no_people": {"NORP": -3.0},
    "found:EVENT": {"EVENT": 4.0},
    "found:LAW": {"LAW": 4.0},
    "found:PRODUCT": {"PRODUCT": 3.0},
    "found:WORK_OF_ART": {"WORK_OF_ART": 4.0},
    "found:UNKNOWN": {"NONE": 3.5, "PERSON": -1.0},
    "unknown_run": {"PERSON": 1.0, "NONE": -1.0},
    # The form of the name.
    "resolved": {"PLACE": 4.0},
    "country": {"PLACE": 6.0},
    "state": {"PLACE": 4.0},
    "large_city": {"PLACE": 3.0},
    "city": {"PLACE": 2.0, "PERSON": 0.5},
    "town": {"PLACE": 1.0, "ORG": 1.0, "PERSON": -0.5},
    "given_first": {"PERSON": 3.0},
    "given_only": {"PERSON": 1.0},
    "initial": {"PERSON": 1.5},
    "org_head": {"ORG": 4.0},
    "place_head": {"PLACE": 2.0},
    "acronym": {"ORG": 1.0, "PERSON": -1.5},
    "abbreviation": {"NONE": 4.0},
    "model_number": {"PRODUCT": 4.0, "PERSON": -2.0},
    "shouted": {"NONE": 2.0, "ORG": -1.0},
    "camel": {"ORG": 3.0, "PLACE": -1.0},
    "plural": {"PERSON": -2.0},
    "digit": {"PERSON": -2.0, "PRODUCT": 1.0},
    "joined": {"ORG": 2.0, "PERSON": -1.0},
    "known_org": {"ORG": 4.0},
    "surname": {"PERSON": 5.0},
    "short_of_body": {"ORG": 12.0},
    "first_name": {"PERSON": 2.0},
    "not_proper": {"NONE": 1.5},
    "opens_sentence": {"NONE": 1.0, "ORG": -1.5},
    "lower_elsewhere": {"NONE": 3.0, "ORG": -1.0},
    "long": {"PERSON": -1.0, "PLACE": -0.5},
    # The words before it.
    "in": {"PLACE": 1.5},
    "at": {"PLACE": -0.5},
    "near": {"PLACE": 1.2},
    "from_to": {"PLACE": 1.0},
    "toward": {"PLACE": 0.6},
    "by": {"PERSON": 0.5, "ORG": -0.5},
    "the": {"PERSON": -1.8, "ORG": 0.5},
    "place_noun_of": {"PLACE": 4.0},
    "direction_of": {"PLACE": 2.0},
    "org_noun": {"ORG": 4.0, "PERSON": -1.0},
    "kin": {"PERSON": 2.5},
    "honorific": {"PERSON": 5.0},
    "office": {"PERSON": 2.5},
    "product_noun": {"WORK_OF_ART": 1.5},
    "quoted": {"WORK_OF_ART": 1.0},
    "subject": {"PERSON": 1.0},
    "possessive": {"PERSON": 0.5},
    # The words after it.
    "person_verb": {"PERSON": 1.0},
    "who": {"PERSON": 2.0},
    "age": {"PERSON": 3.0},
    "lifetime": {"PERSON": 3.0},
    "tenure": {"PERSON": 3.0},
    "plays": {"ORG": 11.0},
    "before_region": {"PLACE": 2.5},
    "org_follower": {"ORG": 1.5},
    "place_noun_after": {"PLACE": 1.0},
    # What the text says it is: "X is a village", "X, a rock band".
    "is_place": {"PLACE": 4.0},
    "is_org": {"ORG": 3.0},
    "is_person": {"PERSON": 3.0},
    "is_product": {"WORK_OF_ART": 3.0},
    # What its neighbours in a list are.
    "beside:PERSON": {"PERSON": 2.5, "ORG": -1.0},
    "beside:ORG": {"ORG": 2.5, "NONE": 0.5, "PLACE": -0.5},
    "beside:PLACE": {"PLACE": 2.0, "ORG": -1.5, "PERSON": -1.0},
})  # fmt: skip
