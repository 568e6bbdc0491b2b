"""Short articles, each built to catch one mistake; what must be told of them, and what must not."""

import datetime as dt

from dateline.models import Event
from tests.workers.assemble.annotating import with_dates, with_entities, with_places, with_quantity, with_quote
from tests.workers.conftest import MakeDoc
from workers.assemble import assemble
from workers.document import Document


def events_of(doc: Document, kind: str) -> list[Event]:
    return [e for e in assemble(doc) if e.type == kind]


def only(doc: Document, kind: str) -> Event:
    (event,) = events_of(doc, kind)
    return event


def day(event: Event) -> str | None:
    return event.date.interval.begin.isoformat() if event.date else None


def where(event: Event) -> dict[str, str]:
    return {p.name: p.role for p in event.places}


def who(event: Event, role: str = "actor") -> list[str]:
    return [a.surface for a in event.actors if a.role == role]


def test_anniversary_of_an_old_event_is_not_dated_today(make_doc: MakeDoc) -> None:
    doc = make_doc("Mourners on Monday marked the tenth anniversary of the bombing of the Vasa market.")
    doc = with_dates(doc, Monday="2018-10-29")

    assert all(day(e) != "2018-10-29" for e in events_of(doc, "ASSAULT"))


def test_background_history_keeps_its_own_year(make_doc: MakeDoc) -> None:
    doc = make_doc("Soldiers shelled the port on Sunday. The port was bombed in 1987 as well.")
    doc = with_dates(doc, Sunday="2018-10-28", **{"1987": "1987"})

    assert [day(e) for e in events_of(doc, "ASSAULT")] == ["2018-10-28", "1987-01-01"]


def test_past_perfect_without_a_date_is_left_undated(make_doc: MakeDoc) -> None:
    assert only(make_doc("The envoy had been arrested."), "COERCE").date is None


def test_past_without_a_date_is_dated_by_the_publication(make_doc: MakeDoc) -> None:
    event = only(make_doc("Police arrested the envoy."), "COERCE")

    assert (day(event), event.date and event.date.basis) == ("2018-10-29", "publication")


def test_plan_without_a_date_is_left_undated(make_doc: MakeDoc) -> None:
    assert only(make_doc("The ministry plans to deploy troops."), "MOBILIZE").date is None


def test_plan_is_not_dated_by_a_day_that_is_over(make_doc: MakeDoc) -> None:
    doc = with_dates(make_doc("The navy will deploy two frigates, it said on Sunday."), Sunday="2018-10-28")

    assert only(doc, "MOBILIZE").date is None


def test_election_next_week_is_planned_though_the_sentence_is_past(make_doc: MakeDoc) -> None:
    doc = make_doc("The party lost support before the elections next month.")
    event = only(with_dates(doc, next_month="2018-11"), "ELECTION")

    assert (event.status, day(event)) == ("planned", "2018-11-01")


def test_progressive_with_a_coming_day_is_a_plan(make_doc: MakeDoc) -> None:
    doc = with_dates(make_doc("The cardinal is travelling to Warsaw on Friday."), Friday="2018-11-02")
    event = only(doc, "TRAVEL")

    assert (event.status, day(event)) == ("planned", "2018-11-02")


def test_instead_takes_over_the_day_of_what_it_replaces(make_doc: MakeDoc) -> None:
    doc = make_doc("The speech was set for Tuesday, but he is instead travelling to Oslo.")
    event = only(with_dates(doc, Tuesday="2018-10-30"), "TRAVEL")

    assert (event.status, day(event)) == ("planned", "2018-10-30")


def test_two_dates_go_to_their_own_clauses(make_doc: MakeDoc) -> None:
    doc = make_doc("Gunmen attacked a bank on Friday and police arrested two suspects on Sunday.")
    doc = with_dates(doc, Friday="2018-10-26", Sunday="2018-10-28")

    assert {e.type: day(e) for e in assemble(doc)} == {"ASSAULT": "2018-10-26", "COERCE": "2018-10-28"}


def test_date_of_the_report_stands_for_an_undated_report(make_doc: MakeDoc) -> None:
    doc = with_dates(make_doc("Police said on Sunday that gunmen attacked a bank."), Sunday="2018-10-28")
    event = only(doc, "ASSAULT")

    assert (day(event), event.date and event.date.basis) == ("2018-10-28", "sentence")


def test_narrative_carries_the_last_day_through_its_paragraph(make_doc: MakeDoc) -> None:
    doc = make_doc("Gunmen attacked a bank on Friday. They killed a guard.")
    dates = {e.trigger.surface: e.date for e in assemble(with_dates(doc, Friday="2018-10-26"))}

    assert {word: date and (str(date.interval.begin), date.basis) for word, date in dates.items()} == {
        "attacked": ("2018-10-26", "clause"),
        "killed": ("2018-10-26", "narrative"),
    }


def test_history_never_falls_back_on_the_publication(make_doc: MakeDoc) -> None:
    years = {str(year): str(year) for year in range(1851, 1858)}
    text = "".join(f"The fort was rebuilt in {year}. " for year in years)
    doc = with_dates(make_doc(text + "\n\nThe Swedes attacked the fort."), **years)

    assert only(doc, "ASSAULT").date is None


def test_two_places_go_to_their_own_clauses(make_doc: MakeDoc) -> None:
    doc = make_doc("Gunmen attacked a bank in Lyon while police arrested a suspect in Ghent.")
    doc = with_places(doc, Lyon="FR", Ghent="BE")

    assert {e.type: where(e) for e in assemble(doc)} == {"ASSAULT": {"Lyon": "where"}, "COERCE": {"Ghent": "where"}}


def test_relative_clause_with_where_happens_at_its_head(make_doc: MakeDoc) -> None:
    doc = make_doc("The king flew to Turku, where a man stabbed two tourists.")
    doc = with_places(doc, Turku="FI")

    assert where(only(doc, "ASSAULT")) == {"Turku": "where"}
    assert where(only(doc, "TRAVEL")) == {"Turku": "destination"}


def test_origin_and_destination_are_told_apart(make_doc: MakeDoc) -> None:
    doc = with_places(make_doc("The cardinal flew from Lima to Quito."), Lima="PE", Quito="EC")

    assert where(only(doc, "TRAVEL")) == {"Lima": "origin", "Quito": "destination"}


def test_demonym_is_the_country_of_an_actor_but_no_place(make_doc: MakeDoc) -> None:
    event = only(with_places(make_doc("French police arrested a forger."), French="~FR"), "COERCE")

    assert [(a.surface, a.country) for a in event.actors if a.role == "actor"] == [("French police", "FR")]
    assert event.places == ()


def test_place_of_the_sentence_stands_in_for_the_clause_only_where_it_is_the_only_one(make_doc: MakeDoc) -> None:
    one = with_places(make_doc("In Reno, officials said that gunmen attacked a bank."), Reno="US")
    two = make_doc("In Reno, officials who had met in Ely said that gunmen attacked a bank.")

    assert [(p.name, p.basis) for p in only(one, "ASSAULT").places] == [("Reno", "sentence")]
    assert only(with_places(two, Reno="US", Ely="US"), "ASSAULT").places == ()


def test_main_event_without_a_place_takes_the_one_that_the_article_tells_of(make_doc: MakeDoc) -> None:
    doc = with_places(make_doc("Gunmen attacked a bank. The city was quiet.\n\nIn Reno, schools closed."), Reno="US")
    (main,) = (e for e in assemble(doc) if e.main)

    assert [(p.name, p.basis) for p in main.places] == [("Reno", "article")]


def test_place_that_modifies_another_noun_is_not_where_it_happened(make_doc: MakeDoc) -> None:
    doc = make_doc("A man stabbed two tourists in the worst crime in Ohio history.")

    assert all(p.basis != "clause" for p in only(with_places(doc, Ohio="US"), "ASSAULT").places)


def test_actors_of_a_passive_and_of_its_relative_clause(make_doc: MakeDoc) -> None:
    event = only(make_doc("A guard who had been kidnapped by smugglers escaped."), "ASSAULT")

    assert (who(event), who(event, "recipient")) == (["smugglers"], ["A guard"])


def test_control_and_conjunction_share_the_subject(make_doc: MakeDoc) -> None:
    doc = make_doc("Rebels stormed the jail and began to shoot the guards.")

    assert [who(e) for e in events_of(doc, "ASSAULT")] == [["Rebels"], ["Rebels"]]


def test_instruments_are_no_recipients(make_doc: MakeDoc) -> None:
    event = only(make_doc("The ministry sent 300 troops to the strait."), "MOBILIZE")

    assert [a.surface for a in event.actors] == ["The ministry"]


def test_both_sides_of_a_clash_take_part(make_doc: MakeDoc) -> None:
    event = only(make_doc("Settlers clashed with riot police outside the gate."), "ASSAULT")

    assert (who(event), who(event, "recipient")) == (["Settlers"], ["riot police"])


def test_pronoun_stands_for_the_last_person_that_was_subject(make_doc: MakeDoc) -> None:
    doc = make_doc("Ana Sousa left the hall. She accused the mayor of fraud.")
    event = only(with_entities(doc, {"Ana Sousa": "PERSON"}), "ACCUSE")

    assert [(a.surface, a.name) for a in event.actors if a.role == "actor"] == [("She", "Ana Sousa")]


def test_speaker_of_reported_speech_is_the_source(make_doc: MakeDoc) -> None:
    texts = (
        "Officials said rebels attacked the camp.",
        "Rebels attacked the camp, officials said.",
        "According to officials, rebels attacked the camp.",
    )
    for text in texts:
        source = only(make_doc(text), "ASSAULT").source
        assert source is not None
        assert source.speaker_text.casefold() == "officials"


def test_reporter_is_no_source(make_doc: MakeDoc) -> None:
    assert only(make_doc("Rebels attacked the camp."), "ASSAULT").source is None


def test_speaker_of_a_quotation_is_the_source_and_lowers_confidence(make_doc: MakeDoc) -> None:
    text = 'The poet said: "They attacked the camp."'
    plain, quoted = (
        make_doc("They attacked the camp."),
        with_quote(make_doc(text), "They attacked the camp.", "The poet"),
    )
    event = only(quoted, "ASSAULT")

    assert event.source is not None
    assert (event.source.speaker_text, event.source.quote) == ("The poet", "q0")
    assert event.confidence < only(plain, "ASSAULT").confidence


def test_numbers_belong_to_the_clause_that_counts_them(make_doc: MakeDoc) -> None:
    doc = make_doc("Gunmen killed 11 people and police arrested three suspects.")
    doc = with_quantity(with_quantity(doc, "11 people", 11, "killed"), "three suspects", 3, "arrested")

    assert {e.type: e.quantities for e in assemble(doc)} == {"ASSAULT": ("m0",), "COERCE": ("m1",)}


def test_event_told_thrice_is_one_event_with_all_its_evidence(make_doc: MakeDoc) -> None:
    doc = make_doc(
        "Gunmen attacked a mosque in Herat on Friday. The attack shocked the city. Gunmen attacked the mosque at noon."
    )
    event = only(with_places(with_dates(doc, Friday="2018-10-26"), Herat="AF"), "ASSAULT")

    assert day(event) == "2018-10-26"
    assert [s.surface for s in event.also] == ["The attack shocked the city", "Gunmen attacked the mosque at noon"]


def test_two_attacks_of_one_kind_on_two_days_stay_two(make_doc: MakeDoc) -> None:
    doc = make_doc("Gunmen attacked a mosque on Friday. Gunmen attacked a school on Sunday.")

    assert len(events_of(with_dates(doc, Friday="2018-10-26", Sunday="2018-10-28"), "ASSAULT")) == 2


def test_two_attacks_by_two_groups_stay_two(make_doc: MakeDoc) -> None:
    doc = make_doc("Smugglers attacked a patrol boat. Settlers attacked a school.")

    assert len(events_of(doc, "ASSAULT")) == 2


def test_main_event_is_that_of_the_lead_not_the_background(make_doc: MakeDoc) -> None:
    doc = make_doc(
        "Kenya arrested 12 smugglers on Sunday.\n\nThe men are being held in Mombasa.\n\n"
        "In 2011 pirates attacked a yacht and killed a tourist."
    )
    events = assemble(with_dates(doc, Sunday="2018-10-28", **{"2011": "2011"}))

    assert [e.trigger.surface for e in events if e.main] == ["arrested"]


def test_title_tells_the_main_event(make_doc: MakeDoc) -> None:
    text = "Kenya arrested 12 smugglers. Pirates attacked a yacht."
    for title, main in (("Smugglers arrested in Kenya", "arrested"), ("Yacht attacked by pirates", "attacked")):
        assert [e.trigger.surface for e in assemble(make_doc(text, title=title)) if e.main] == [main]


def test_evidence_is_the_clause_alone(make_doc: MakeDoc) -> None:
    doc = make_doc("Officials said rebels attacked the camp, while the bishop condemned the king.")

    assert [(e.type, e.evidence.surface) for e in assemble(doc)] == [
        ("ASSAULT", "rebels attacked the camp"),
        ("ACCUSE", "the bishop condemned the king"),
    ]


def test_ids_survive_a_revision_elsewhere_and_tell_repeats_apart(make_doc: MakeDoc) -> None:
    sentence = "Gunmen attacked a mosque."
    before = assemble(make_doc(sentence))
    after = assemble(make_doc("The day was calm at first. " + sentence))
    repeated = assemble(make_doc(f"{sentence} The nation mourned. Pirates attacked a yacht. {sentence}"))

    assert before[0].id in {e.id for e in after}
    assert len({e.id for e in repeated}) == len(repeated)


def test_nothing_is_dated_on_a_day_that_no_word_names(make_doc: MakeDoc) -> None:
    doc = make_doc("The strike, which began on 3 May, may end soon.", published="2018-05-09")
    dates = {e.date.interval.begin for e in assemble(with_dates(doc, **{"3_May": "2018-05-03"})) if e.date}

    assert dates <= {dt.date(2018, 5, 3), dt.date(2018, 5, 9)}


def test_line_wrap_does_not_cut_a_sentence_but_a_blank_line_does(make_doc: MakeDoc) -> None:
    wrapped = only(make_doc("Gunmen with rifles attacked\na bank near the gate."), "ASSAULT")
    parted = only(make_doc("A day at the zoo\n\nGunmen attacked a bank."), "ASSAULT")

    assert wrapped.evidence.surface == "Gunmen with rifles attacked\na bank near the gate"
    assert parted.evidence.surface == "Gunmen attacked a bank"
