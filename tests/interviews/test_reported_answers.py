"""Which findings of a report answer which line of enquiry, by their words: on an invented review and on a real one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.finding import Finding, FindingKind, shown_numbers
from groups.group import Group
from index.packs.reader import read_pack
from index.reviews.reader import read_reviews
from interviews.checks import About, remarks
from interviews.coverage import CellState, coverage
from interviews.interview import Interview, InterviewState
from interviews.partner import Partner
from interviews.reported_answers import is_reported, reported_answers, stem
from interviews.review import Review
from workbench.services.past_review_parts import review_from

G: dict[str, Any] = {"group_id": "G"}

# A review of a council that does not exist: each question with the findings that answer it by their words.
QUESTIONS = [
    ("How are allotments allocated, and how long is the waiting list?", ["plots"]),
    ("Do inspectors visit neglected plots?", ["inspection"]),
    ("What do tenants pay in rent, and are there discounts?", ["rent"]),
    ("Is water metered at each site?", ["water"]),
    ("How is composting encouraged?", []),
    ("Are there toilets, and who cleans them?", []),
    ("How does the Right Plot Right Person scheme work?", ["scheme", "scheme two"]),
    ("What is done about vandalism and theft from sheds?", ["sheds"]),
    ("How do schools take part in growing vegetables?", ["schools"]),
    ("Could disabled gardeners reach raised beds?", ["beds"]),
    ("Which pesticides are forbidden?", []),
    ("How is the budget shared out over the year, and with whom is it monitored?", []),
    ("Do associations insure their volunteers?", ["insurance"]),
]
FINDINGS = [
    ("plots", "parks", "The list for allotments is kept by hand, and waiting lasts four years."),
    ("inspection", "parks", "Inspections of a neglected plot take place once a season."),
    ("rent", "tenants", "Rents rose twice; a discount for pensioners is little known among tenants."),
    ("water", "parks", "Water is paid for by the council, since only two sites have meters."),
    ("scheme", "tenants", "RPRP is popular, though plainer forms are wanted."),
    ("scheme two", "societies", "Members had not heard of RPRP before."),
    ("sheds", "societies", "Thefts out of sheds are seldom reported."),
    ("schools", "societies", "Two schools grow vegetables of their own and would teach others."),
    ("beds", "tenants", "There are raised beds on one site, out of reach for gardeners in wheelchairs."),
    ("insurance", "societies", "Insurance for volunteers is bought by each association by itself."),
    ("budget one", "parks", "The budget is set in spring."),
    ("budget two", "parks", "Repairs are monitored by telephone."),
    ("site", "parks", "Each site has a noticeboard."),
    ("two sites", "tenants", "Visitors like the sites."),
]


def lines() -> list[EnquiryLine]:
    return [
        EnquiryLine(**G, id=f"q{n}", kind=LineKind.QUESTION, text=text, position=n)
        for n, (text, _) in enumerate(QUESTIONS, start=1)
    ]


def findings() -> list[Finding]:
    return [
        Finding(**G, id=ident, text=text, kind=FindingKind.BY_PARTNER, partner_id=partner, position=n)
        for n, (ident, partner, text) in enumerate(FINDINGS, start=1)
    ]


def test_an_invented_review_is_answered_where_it_is_answered() -> None:
    found = reported_answers(lines(), findings())
    told = {a.place.line.text: [p.finding.id for p in a.answers] for a in found}
    assert told == dict(QUESTIONS)


def test_what_comes_near_is_told_apart_from_what_answers() -> None:
    found = {a.place.number: a for a in reported_answers(lines(), findings())}
    assert [(p.finding.id, p.words) for p in found["12"].touches] == [
        ("plots", ("year",)),
        ("budget one", ("budget",)),
        ("budget two", ("monitored",)),
    ]
    assert found["5"].touches == found["6"].touches == found["11"].touches == ()


def test_a_word_that_stands_everywhere_tells_nothing() -> None:
    every = [f.model_copy(update={"text": f"{f.text} Allotments are on a waiting list."}) for f in findings()]
    assert [p.finding.id for p in reported_answers(lines(), every)[0].answers] == []


@pytest.mark.parametrize(
    "forms",
    [
        ("allocated", "allocation", "allocates", "allocating"),
        ("priority", "priorities", "prioritised", "prioritisation", "prioritization"),
        ("share", "shared", "sharing", "shares"),
        ("budget", "budgets", "budgeting", "budget’s"),
        ("measure", "measured", "measures", "measuring", "measurement"),
        ("organisation", "organisations", "organise"),
        ("plan", "planned", "planning"),
        ("service", "services", "service’s"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1, {form: stem(form) for form in forms}


def test_other_words_have_other_stems() -> None:
    words = ("school", "scheme", "share", "sharp", "police", "policy", "form", "formal", "data", "date", "outcome")
    assert len({stem(word) for word in words}) == len(words) - 1  # form and formal are taken for one


def test_a_review_with_notes_is_not_known_by_its_report_alone() -> None:
    told = Review(group=Group(id="G", title="Allotments"), enquiry=lines(), findings=findings())
    assert is_reported(told)
    assert not is_reported(told.model_copy(update={"findings": []}))


def test_the_matrix_and_the_checks_of_a_review_known_by_its_report() -> None:
    partners = [Partner(**G, id=each, name=each, position=n) for n, each in enumerate(("parks", "tenants", "silent"))]
    held = InterviewState.CLOSED_OUT
    told = Review(
        group=Group(id="G", title="Allotments"),
        enquiry=lines(),
        findings=[f for f in findings() if f.partner_id != "societies"],
        partners=partners,
        interviews=[Interview(**G, id=p.id, title=p.name, partner_ids=[p.id], state=held) for p in partners],
    )
    matrix = coverage(told)
    row = matrix.rows[2]
    assert [row.cells[p.id].state for p in partners] == [
        CellState.NO_REPORT,
        CellState.REPORTED,
        CellState.NO_REPORT,
    ]
    assert row.cells["tenants"].words == "1 finding"
    said = [r.text for r in remarks(told) if r.about is About.COVERAGE]
    assert "5 has no reported answer: going by the words, no finding speaks to it." in said
    assert any(text.startswith("12 has almost no reported answer") for text in said)
    assert not any(text.startswith("3 has") for text in said)
    assert "silent was interviewed, and no finding reports what was said." in said


@pytest.fixture(scope="module")
def past(packs_dir: Path) -> Review:
    """The review of 2020 as its report tells it."""
    text = (packs_dir / "2020-12-03.txt").read_text(encoding="utf-8")
    return review_from(read_reviews(text, read_pack(text))[0], "pack")


def test_the_review_of_2020_has_no_answer_to_2c_and_almost_none_to_2b(past: Review) -> None:
    numbers = shown_numbers(past.findings)
    found = {a.place.number: a for a in reported_answers(past.enquiry, past.findings)}
    assert found["2c"].answers == found["2c"].touches == ()
    assert found["2b"].answers == ()
    assert [numbers[p.finding.id] for p in found["2b"].touches] == ["7.1.1.i", "7.1.1.ii"]
    assert {numbers[p.finding.id] for p in found["1a"].answers} >= {"7.1.3.i", "7.1.3.iv", "7.1.4.vi", "6.1.ii"}
    assert {numbers[p.finding.id] for p in found["1c"].answers} >= {"6.1.iv", "7.2.ii"}
    assert {numbers[p.finding.id] for p in found["2d"].answers} >= {"6.1.ix", "7.2.iii"}
    said = [remark.text for remark in remarks(past)]
    assert any(text.startswith("2c has no reported answer") for text in said)
    assert any(text.startswith("2b has almost no reported answer") for text in said)
    assert "MASH was interviewed, and no finding reports what was said." in said


def test_no_partner_of_2020_has_a_reported_answer_to_2c(past: Review) -> None:
    row = next(row for row in coverage(past).rows if row.place.number == "2c")
    assert {cell.state for cell in row.cells.values()} == {CellState.NO_REPORT}
