"""Whether it happened: tense, modals, negation, conditions and the words above a clause."""

import pytest

from tests.workers.conftest import MakeDoc
from workers.assemble import assemble

STATUSES = [
    ("happened", "ASSAULT", "Rebels attacked the garrison."),
    ("happened", "ASSAULT", "The garrison had been attacked twice."),
    ("happened", "COERCE", "Two editors have been arrested."),
    ("happened", "ASSAULT", "Police say that gunmen attacked a bank."),
    ("happened", "ASSAULT", "The bridge was closed after the garrison was attacked."),
    ("happened", "REJECT", "The rebels did not agree to a truce."),
    ("happened", "ASSAULT", "The rebels are believed to have attacked the garrison."),
    ("ongoing", "ASSAULT", "Troops are shelling the port."),
    ("ongoing", "ASSAULT", "Rebels were fighting the guards near the gate."),
    ("ongoing", "MOBILIZE", "The troops remain on alert."),
    ("planned", "MOBILIZE", "The ministry will deploy 300 troops."),
    ("planned", "MOBILIZE", "The ministry plans to deploy 300 troops."),
    ("planned", "MOBILIZE", "The ministry is going to deploy 300 troops."),
    ("planned", "MOBILIZE", "Troops are expected to be deployed."),
    ("planned", "ELECTION", "The upcoming election worries the bank."),
    ("planned", "AGREE", "Norway said it would send grain to the island."),
    ("threatened", "THREATEN", "The colonels will bomb the port."),
    ("considered", "MOBILIZE", "The ministry may deploy 300 troops."),
    ("considered", "MOBILIZE", "The ministry is considering deploying 300 troops."),
    ("considered", "SANCTION", "If Chad expels the envoys, trade will suffer."),
    ("considered", "COERCE", "The ministry is weighing new measures, including arresting the editors."),
    ("denied", "ASSAULT", "The army denied that its soldiers had shelled the village."),
    ("denied", "ASSAULT", "The army denied shelling the village."),
    ("denied", "ASSAULT", "Soldiers did not shell the village."),
    ("denied", "ASSAULT", "Nobody was killed."),
    ("denied", "COERCE", "Police never arrested the editor."),
    ("denied", "ASSAULT", "There was no attack on the village."),
    ("denied", "ASSAULT", "The paper retracted its claim that soldiers had shelled the village."),
    ("denied", "ASSAULT", "It is not true that soldiers attacked the village."),
    ("denied", "ASSAULT", "The police neither beat nor kicked the prisoner."),
    ("denied", "MOBILIZE", "The army has yet to deploy the frigates."),
    ("denied", "APPOINTMENT", "The board named no successor."),
    ("considered", "ASSAULT", "Had the rebels attacked, the town would have fallen."),
    ("considered", "ASSAULT", "Did the army bomb the hospital?"),
    ("considered", "ASSAULT", "The rebels were about to attack the town."),
    ("planned", "ELECTION", "Elections are due in May."),
    ("ongoing", "PROTEST", "The nurses have been on strike since May."),
    ("happened", "PROTEST", "Pupils gathered to protest the closure of the school."),
    ("denied", "COERCE", "A report that police had arrested the editor was false."),
]


@pytest.mark.parametrize(("status", "kind", "text"), STATUSES, ids=[text for *_, text in STATUSES])
def test_status_is_what_tense_and_context_say(make_doc: MakeDoc, status: str, kind: str, text: str) -> None:
    assert [e.status for e in assemble(make_doc(text)) if e.type == kind] == [status]


def test_not_only_is_no_negation(make_doc: MakeDoc) -> None:
    events = assemble(make_doc("The army not only shelled the village but arrested its mayor."))

    assert {e.type: e.status for e in events} == {"ASSAULT": "happened", "COERCE": "happened"}


def test_content_of_a_demand_is_no_fact(make_doc: MakeDoc) -> None:
    events = assemble(make_doc("The bishop demanded that the junta release the hostages."))

    assert [(e.type, e.status) for e in events if e.confidence > 0.3] == [("REQUEST", "happened")]
    assert all(e.status != "happened" for e in events if e.type == "RETREAT")
