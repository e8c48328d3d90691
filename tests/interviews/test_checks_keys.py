"""The key of a remark: it holds when the sentence or a number changes, and not when the matter does; settling by it."""

from __future__ import annotations

from datetime import date
from typing import Any

from groups.finding import Finding
from groups.group import Meeting
from groups.settled import Settled
from interviews.checks import About, Remark, checked, remarks
from interviews.interview import Interview
from interviews.remark import each_once, key_of, remarked
from interviews.request import InformationRequest
from tests.interviews.whole_review import G, prose, scoped, whole

LOOSE = Finding(**G, id="f2", text="The queue is long.", position=2)


def keys(about: About, **changes: Any) -> dict[str, str]:
    today = changes.pop("today", None)
    return {remark.text: remark.key for remark in remarks(whole(**changes), today, about=(about,))}


def key(words: str, about: About, **changes: Any) -> str:
    (found,) = (key for text, key in keys(about, **changes).items() if words in text)
    return found


def test_a_new_number_of_a_finding_leaves_its_key_alone_and_new_words_do_not() -> None:
    first = key("leads nowhere", About.TRACEABILITY, findings=[*whole().findings, LOOSE])
    above = LOOSE.model_copy(update={"id": "f0", "position": 0, "text": "Half of them queue."})
    renumbered = keys(About.TRACEABILITY, findings=[*whole().findings, LOOSE, above])
    assert renumbered["Finding 6.1.iii leads nowhere: use it, or say why not."] == first
    spelt = LOOSE.model_copy(update={"text": "The queue  is long"})
    assert key("leads nowhere", About.TRACEABILITY, findings=[*whole().findings, spelt]) == first
    other = LOOSE.model_copy(update={"text": "The queue is too long in winter."})
    assert key("leads nowhere", About.TRACEABILITY, findings=[*whole().findings, other]) != first


def test_one_more_meeting_is_another_matter() -> None:
    def held(count: int) -> dict[str, Any]:
        return {**scoped(meetings="2"), "meetings": [Meeting(**G, id=f"m{n}", position=n) for n in range(count)]}

    assert key("were held", About.DRIFT, **held(4)) == key("were held", About.DRIFT, **held(4))
    assert key("were held", About.DRIFT, **held(4)) != key("were held", About.DRIFT, **held(5))


def test_a_request_that_is_later_every_day_has_one_key() -> None:
    late = InformationRequest(**G, id="w", what="The return", owner="Ms P Lee", due=date(2026, 1, 9))
    days = {key("is overdue", About.EVIDENCE, requests=[late], today=date(2026, 1, day)) for day in (12, 13, 30)}
    assert len(days) == 1
    new_day = late.model_copy(update={"due": date(2026, 1, 11)})
    assert key("is overdue", About.EVIDENCE, requests=[new_day], today=date(2026, 1, 12)) not in days


def test_a_gap_keeps_its_key_when_lines_are_put_in_another_order() -> None:
    line = whole().enquiry[0].model_copy(update={"id": "q2", "text": "What does it cost?", "position": 2})
    first = key("2: nobody", About.COVERAGE, enquiry=[*whole().enquiry, line])
    moved = line.model_copy(update={"position": -1})
    assert key("1: nobody", About.COVERAGE, enquiry=[*whole().enquiry, moved]) == first


def test_a_wrong_total_with_other_figures_is_another_matter() -> None:
    def wrong(meals: str) -> str:
        rows = [["", "2024", "2025"], ["Meals", meals, "61"], ["Snacks", "20", "30"], ["All", "70", "91"]]
        return key(
            "its parts add up", About.EVIDENCE, snapshots=[whole().snapshots[0].model_copy(update={"rows": rows})]
        )

    assert wrong("58") == wrong("58")
    assert wrong("58") != wrong("57")


def test_an_abbreviation_has_one_key_wherever_it_stands_first() -> None:
    first = key("EHE", About.ABBREVIATIONS, prose=[prose("EHE is rising.")])
    found = Finding(**G, id="f", text="Half of EHE families wrote.")
    assert key("EHE", About.ABBREVIATIONS, prose=[], findings=[found]) == first


def test_keys_are_short_and_say_their_subject() -> None:
    found = checked(whole(members=[], findings=[*whole().findings, LOOSE]))
    assert found
    assert all(one.remark.key.startswith(f"{one.remark.about.value}-") for one in found)
    assert all(len(one.remark.key.rpartition("-")[2]) == 10 for one in found)
    assert key_of(About.DRIFT, "a", "b") != key_of(About.DRIFT, "ab", "")
    assert key_of(About.DRIFT, "The Board’s day") == key_of(About.DRIFT, "the boards day")


def test_the_same_matter_is_told_once() -> None:
    one = remarked(About.NAMES, "One sentence.", "prose", "t", "slip", "Scrucro")
    again = remarked(About.NAMES, "Another sentence.", "prose", "t", "slip", "Scrucro")
    assert each_once([one, again]) == [one]


def test_what_was_settled_no_longer_counts_and_its_reason_is_at_hand() -> None:
    review = whole(members=[])
    (open_one,) = remarks(review)
    settled = Settled(**G, id="s", remark=open_one.key, text=open_one.text, reason="The Board appoints them in May.")
    after = review.model_copy(update={"settled": [settled]})
    assert remarks(after) == []
    (one,) = checked(after)
    assert (one.remark, one.settled) == (open_one, settled)
    elsewhere = settled.model_copy(update={"remark": "completeness-0000000000"})
    assert remarks(review.model_copy(update={"settled": [elsewhere]})) == [open_one]


def test_every_remark_leads_somewhere_and_subjects_stand_in_their_order() -> None:
    many = whole(
        members=[],
        findings=[*whole().findings, LOOSE],
        prose=[prose("EHE met on seven occasions, see Appendix 9 and Recommendation 9.")],
        interviews=[*whole().interviews, Interview(**G, id="i2", title="Cooks again", partner_ids=["cooks"])],
    )
    found: list[Remark] = remarks(many, date(2026, 3, 1))
    order = list(About)
    assert [order.index(one.about) for one in found] == sorted(order.index(one.about) for one in found)
    assert len({one.key for one in found}) == len(found)
    assert all(one.table for one in found)
    assert {one.about for one in found} >= {
        About.COMPLETENESS,
        About.TRACEABILITY,
        About.ABBREVIATIONS,
        About.REFERENCES,
    }
    assert remarks(many, about=(About.REFERENCES,)) == [one for one in found if one.about is About.REFERENCES]
