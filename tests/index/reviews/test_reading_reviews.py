"""A task and finish report read out of a pack: every part of it, whatever a conversion did, and nothing made up."""

from __future__ import annotations

import re
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.packs.reader import read_pack
from index.reviews.models import PastReview
from index.reviews.reader import read_reviews
from tests.index.packs.fictional import PACK as PACK_WITHOUT_REVIEW
from tests.index.packs.spoiling import SPOILT
from tests.index.reviews.fictional import PACK, REPORT


def reviews(text: str) -> list[PastReview]:
    return read_reviews(text, read_pack(text))


(READ,) = reviews(PACK)


def test_what_the_report_is_about() -> None:
    assert (READ.title, READ.subject) == ("Short Breaks", "Short Breaks Task and Finish Group")
    assert (READ.council, READ.board) == ("Wexcombe City Council", "Children and Families Scrutiny Board (2)")
    assert READ.report_date == date(2024, 3, 7)


def test_recommendations_run_on_across_addressees() -> None:
    assert [(stem.number, stem.addressee, [r.number for r in stem.recommendations]) for stem in READ.stems] == [
        ("2.1", "Cabinet Member for Children", [1, 2]),
        ("2.2", "Wexcombe Carers Forum", [3]),
    ]
    assert [(part.letter, part.text) for part in READ.recommendations[0].parts] == [
        ("a", "The dates on which places open"),
        ("b", "The number of places for each age"),
    ]


def test_who_was_on_it_and_who_helped() -> None:
    assert [(m.name, m.capacity, m.is_chair) for m in READ.members] == [
        ("Cllr Mary Bell", "", True),
        ("Cllr Jon Garth", "", False),
        ("Tilda Lowe", "co-opted member, Parent Carer representative", False),
    ]
    assert [(o.name, o.title) for o in READ.supporting_officers] == [
        ("Robin Vale", "Scrutiny Co-ordinator, Law and Governance")
    ]


def test_when_the_work_rested_and_how_often_the_group_met() -> None:
    assert [(s.period, s.reason, s.starts, s.ends) for s in READ.suspensions] == [
        ("April – May 2023", "pre-election period", date(2023, 4, 1), date(2023, 5, 31)),
        ("September 2023", "a fire at the Guildhall", date(2023, 9, 1), date(2023, 9, 30)),
    ]
    assert READ.meetings_told == 5
    assert [(m.kind, m.meetings, m.sessions) for m in READ.meetings] == [
        ("Scoping", 1, None),
        ("Interviewing", 3, 4),
        ("Analysing findings", 1, None),
    ]


def test_partners_and_the_umbrella_over_two_of_them() -> None:
    assert [(p.name, p.short_name, p.umbrella) for p in READ.partners] == [
        ("Short Breaks Team", "", ""),
        ("Health", "", ""),
        ("Wexcombe Hospitals Trust", "WHT", "Health"),
        ("North Vale Community Trust", "NVCT", "Health"),
        ("Wexcombe Carers Forum", "", ""),
    ]


def test_findings_of_all_three_kinds() -> None:
    assert [f.number for f in READ.key_findings] == ["i", "ii", "iii"]
    assert [(s.number, s.partner, len(s.findings), s.represented) for s in READ.interviews] == [
        ("7.1.1", "Short Breaks Team", 2, []),
        ("7.1.2", "Health", 1, ["WHT", "NVCT"]),
    ]
    assert READ.issues_heading == "Issues for Children's Services"
    assert [(f.text, f.source) for f in READ.issues] == [
        ("Letters after a refusal", "from Wexcombe Carers Forum"),
        ("Training for staff who drive", ""),
    ]


def test_replies_cover_what_was_restated_before_them() -> None:
    assert [([str(c) for c in r.covers], r.text, r.body) for r in READ.responses] == [
        (["1a"], "These were published for the first time in February", "Children's Services"),
        (["1b"], "the service is looking into it", "Children's Services"),
        (["2"], "This will be done from April. A letter has been drafted.", "Children's Services"),
        (["3"], "The forum will be asked", "Children's Services"),
    ]
    assert [r.text for r in READ.responses_to(1)] == [r.text for r in READ.responses[:2]]


def test_the_appendices_hold_scope_enquiry_snapshot_and_submission() -> None:
    assert len(READ.scope) == 19
    answers = {a.key: a.value for a in READ.scope}
    assert (answers["title"], answers["meetings"]) == ("How do families find a short break?", "3")
    assert (answers["reporting_date"], answers["communications"]) == ("14 December 2023", "")
    assert READ.enquiry is not None
    (theme,) = READ.enquiry.themes
    assert [(q.number, [p.number for p in q.parts]) for q in theme.questions] == [("1", ["a", "b"]), ("2", ["a"])]
    (table,) = READ.snapshots
    assert (table.title, len(table.header_rows), len(table.rows)) == ("Places and waiting", 2, 2)
    assert table.rows[1].cells == ["Summer", "52", "51", "9", "11"]
    (submission,) = READ.submissions
    assert (submission.sender, submission.author, submission.dated) == (
        "North Vale Community Trust",
        "Kit Oram",
        date(2023, 10, 15),
    )
    assert [p.text for p in submission.worried_about] == ["Breaks end at six in the evening."]
    assert [(a.number, a.content_line is not None) for a in READ.appendices] == [(n, True) for n in "1234"]


def test_who_signed_and_that_nothing_was_left_over() -> None:
    assert [(s.name, s.telephone, s.email) for s in READ.sign_off] == [
        ("Robin Vale", "01632 960123", "robin.vale@wexcombe.example")
    ]
    assert READ.unread == []


def test_a_pack_without_such_a_report_holds_no_review() -> None:
    """A note that sets out recommendations of a group is one; a note that only names another matter is not."""
    other = PACK_WITHOUT_REVIEW.replace("Task and Finish Group (T&F)", "team").replace(
        "School Transport Task and Finish Group", "School Transport"
    )
    assert reviews(other) == []
    assert reviews("") == []


def told(review: PastReview) -> Any:
    """What a review says, without the lines on which it stands and how it is spaced."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: bare(v) for k, v in value.items() if k not in ("line", "end_line", "content_line", "inferred")}
        if isinstance(value, list):
            return [bare(v) for v in value]
        if isinstance(value, str):
            text = re.sub(r"\s+", " ", value.replace("’", "'")).strip()
            return re.sub(r"\s*([-–'])\s*", r"\1", re.sub(r"(\d) (st|nd|rd|th)\b", r"\1\2", text))
        return value

    told_of = bare(review.model_dump())
    for submission in told_of["submissions"]:
        submission.pop("text")  # it is the whole of the source, with its layout
    return told_of


@pytest.mark.parametrize("name", [n for n in SPOILT if n != "the first number of paragraphs lost"])
def test_a_spoilt_report_says_the_same(name: str) -> None:
    changed = SPOILT[name](PACK)
    if changed != PACK:
        (after,) = reviews(changed)
        assert told(after) == told(READ)


def test_a_number_that_only_one_number_can_be_is_given_back() -> None:
    (lost,) = reviews(PACK.replace("- ii. The dates on which", "- The dates on which"))
    assert [(f.number, f.inferred) for f in lost.key_findings] == [("i", False), ("ii", True), ("iii", False)]


def test_a_line_that_fits_nowhere_is_told_and_not_dropped() -> None:
    (odd,) = reviews(PACK.replace("Carer representative)\n", "Carer representative)\n - 17 chairs\n"))
    assert [u.text for u in odd.unread] == ["17 chairs"]


HOSTILE = {
    "capitals": "A" * 40000,
    "words": "The Board " * 6000,
    "brackets": "(a " * 15000,
    "pairs of brackets": "()" * 20000,
    "commas": "a, " * 15000,
    "recommend": "The Board recommends to the X that " * 1500,
    "stars": "*" * 40000,
    "dashes": "- " * 20000,
    "figures": "1" * 40000,
    "numbers": "1) " * 15000,
    "romans": "i. ii. " * 8000,
    "people": "Cllr A B, " * 5000,
    "meetings": "met three meetings of two sessions " * 1500,
    "months": "May 2020 and " * 3000,
    "bars": "|" * 40000,
    "tabs": "\t" * 20000,
    "supported": "was supported by A " * 2500,
    "interviewed": "The partners interviewed were " * 2000,
    "no end": "What will be included in the scope of the review " * 1500,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_line_anywhere_in_a_report_is_read_in_seconds(name: str) -> None:
    lines = REPORT.split("\n")
    everywhere = "\n".join(
        f"{line}\n{HOSTILE[name][: 40000 // 12]}" if n % 12 == 5 else line for n, line in enumerate(lines)
    )
    begin = time.process_time()
    reviews(everywhere)
    reviews(PACK.replace("5 Methodology", f"{HOSTILE[name]}\n\n5 Methodology {HOSTILE[name]}"))
    assert time.process_time() - begin < 6


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 60))
def test_a_shuffled_report_never_raises(random: Any, moves: int) -> None:
    lines = REPORT.split("\n")
    for _ in range(moves):
        lines.insert(random.randrange(len(lines)), lines.pop(random.randrange(len(lines))))
    reviews("\n".join(lines))
