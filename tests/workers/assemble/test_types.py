"""What the words of a clause say happened: one table of sentences for the types, one for senses told apart."""

import pytest

from dateline.models import Event
from tests.workers.conftest import MakeDoc
from workers.assemble import assemble


def surest(events: tuple[Event, ...]) -> Event:
    return max(events, key=lambda e: e.confidence)


TYPES = [
    ("AGREE", "The two fishing ministers agreed to share the herring quota, an aide said."),
    ("AGREE", "Norway will send grain to the flooded province."),
    ("AGREE", "The rebels said they were willing to open the mountain road."),
    ("CONSULT", "The Peruvian foreign minister met his Chilean counterpart in Lima."),
    ("CONSULT", "Envoys from both islands held talks on the harbour dispute."),
    ("SUPPORT", "Sweden praised the reforms in Latvia."),
    ("SUPPORT", "The two countries restored diplomatic relations after nine years."),
    ("CONCEDE", "The junta lifted the curfew in the capital."),
    ("CONCEDE", "The miners' union called off its strike."),
    ("COOPERATE", "Spain extradited the suspected forger to Portugal."),
    ("AID", "Japan gave Nepal 20 tons of medicine."),
    ("RETREAT", "The army withdrew its troops from the valley."),
    ("RETREAT", "The militia released four hostages."),
    ("REQUEST", "The opposition demanded an early budget."),
    ("REQUEST", "The mayor urged residents to boil their water."),
    ("REQUEST", "The envoy said that the militia must leave the port."),
    ("ACCUSE", "Kenya accused the trawler owners of poaching."),
    ("ACCUSE", "The bishop condemned the ruling."),
    ("REJECT", "Bolivia rejected the compromise on lithium."),
    ("REJECT", "The governor refused to meet the delegation."),
    ("REJECT", "Hungary will not accept the new quota."),
    ("THREATEN", "The militia threatened to blow up the dam."),
    ("THREATEN", "The colonels vowed to attack the port."),
    ("PROTEST", "Thousands of nurses demonstrated against the pay cut."),
    ("PROTEST", "Bus drivers staged a one-day strike on Friday."),
    ("SANCTION", "Canada imposed sanctions on the generals."),
    ("SANCTION", "Chad expelled two diplomats."),
    ("SANCTION", "Denmark suspended aid to the island."),
    ("MOBILIZE", "The navy deployed two frigates to the strait."),
    ("COERCE", "Police arrested the editor of the weekly."),
    ("COERCE", "The council banned all marches near the palace."),
    ("ASSAULT", "Gunmen attacked a bus near the border."),
    ("ASSAULT", "Two soldiers were killed by a roadside bomb."),
    ("AGREE", "The clans settled their dispute over the well."),
    ("CONSULT", "The two islands resumed talks on the reef."),
    ("CONSULT", "The duke flew to Oslo to meet the shipowners."),
    ("SUPPORT", "The sultan apologised for the raid."),
    ("SUPPORT", "Latvia and Oman exchanged ambassadors."),
    ("CONCEDE", "The council gave way to demands for a bridge."),
    ("CONCEDE", "The regime accepted the strikers' demands."),
    ("COOPERATE", "The fleets of Chile and Peru held joint manoeuvres."),
    ("AID", "Portugal supplied the garrison with rifles."),
    ("AID", "Jordan opened its border to refugees."),
    ("RETREAT", "The warring clans agreed to nothing, but a cease-fire took hold."),
    ("RETREAT", "The army lifted the siege of the port."),
    ("RETREAT", "Iran gave inspectors access to the plant."),
    ("RETREAT", "The two clans stopped fighting."),
    ("REQUEST", "The clerks want an independent inquiry into the fire."),
    ("ACCUSE", "The tribunal charged the colonel with war crimes."),
    ("ACCUSE", "The deputy called the minister a liar."),
    ("ACCUSE", "The league sent experts to investigate the fire."),
    ("REJECT", "Libya barred inspectors from the plant."),
    ("REJECT", "The prime minister said there would be no negotiations with the smugglers."),
    ("THREATEN", "The clan vowed to avenge the shepherd."),
    ("THREATEN", "The army said it would strike back if attacked."),
    ("THREATEN", "The colonel gave the rebels until Friday to disarm."),
    ("PROTEST", "Farmers staged a sit-in at the dairy."),
    ("PROTEST", "Hundreds of pupils gathered to protest the closure of the school."),
    ("PROTEST", "The prisoners are refusing food."),
    ("SANCTION", "The union expelled the Syrian ambassador."),
    ("SANCTION", "The fund suspended payments to the island."),
    ("MOBILIZE", "Turkish jets violated Greek airspace."),
    ("MOBILIZE", "Troops took up positions around the mint."),
    ("COERCE", "Hackers attacked the bank's website."),
    ("COERCE", "The junta suspended the constitution."),
    ("COERCE", "The cleric was placed under house arrest."),
    ("ASSAULT", "Militiamen raped two women in the camp."),
    ("ASSAULT", "A suicide attack left nine people dead."),
    ("ASSAULT", "Jets struck rebel positions in the hills."),
    ("ELECTION", "Voters elected a beekeeper as their mayor."),
    ("DISASTER", "An earthquake struck the northern coast."),
    ("ACCIDENT", "A ferry capsized off the island."),
    ("CRIME", "Thieves robbed a jeweller in broad daylight."),
    ("LEGAL", "A jury convicted the former banker of fraud."),
    ("LEGAL", "The court sentenced him to nine years."),
    ("DEATH", "The novelist died at her home."),
    ("ECONOMY", "Copper prices rose 3 percent."),
    ("APPOINTMENT", "The board appointed a new chief executive."),
    ("TRAVEL", "The cardinal travelled to Warsaw."),
    ("SPORT", "The visitors won the match."),
]


@pytest.mark.parametrize(("kind", "text"), TYPES, ids=[text for _, text in TYPES])
def test_surest_event_of_a_plain_sentence_has_the_type_that_its_words_mean(
    make_doc: MakeDoc, kind: str, text: str
) -> None:
    assert surest(assemble(make_doc(text))).type == kind


SENSES = [
    ("Snipers fired at the convoy.", "ASSAULT", "The club fired its coach.", "APPOINTMENT"),
    ("An air strike hit the depot.", "ASSAULT", "Teachers began a hunger strike.", "PROTEST"),
    ("Eleven people were killed in a bus crash.", "ACCIDENT", "Eleven people were killed in a bombing.", "ASSAULT"),
    ("The state withdrew its ambassador.", "SANCTION", "The state withdrew its troops.", "RETREAT"),
    ("Shares fell sharply.", "ECONOMY", "A shell fell on the town.", "ASSAULT"),
    ("The minister met his critics.", "CONSULT", "The ministry met the demands of the strikers.", "CONCEDE"),
]


@pytest.mark.parametrize(("one", "first", "other", "second"), SENSES)
def test_arguments_tell_the_senses_of_a_word_apart(
    make_doc: MakeDoc, one: str, first: str, other: str, second: str
) -> None:
    assert [surest(assemble(make_doc(text))).type for text in (one, other)] == [first, second]


@pytest.mark.parametrize(
    "text", ["The hall has a red door.", "She thinks that the soup is cold.", "It was a quiet afternoon."]
)
def test_sentences_that_tell_no_known_event_give_nothing_but_an_unsure_other(make_doc: MakeDoc, text: str) -> None:
    events = assemble(make_doc(text))

    assert {e.type for e in events} <= {"OTHER"}
    assert all(e.confidence <= 0.2 for e in events)


def test_light_verb_and_its_noun_are_one_event(make_doc: MakeDoc) -> None:
    events = assemble(make_doc("The rebels launched an attack on the barracks."))

    assert [(e.type, e.trigger.surface) for e in events] == [("ASSAULT", "launched an attack")]


def test_context_is_told_by_the_words_of_the_clause(make_doc: MakeDoc) -> None:
    (event,) = assemble(make_doc("The bank cut its loan to the shipping company."))

    assert event.context == "economic"
