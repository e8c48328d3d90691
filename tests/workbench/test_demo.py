"""The demo is whole, sound, rich enough to show every screen, never stale, and invented."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from groups.enquiry import outline
from groups.evidence import EvidenceKind, Relation
from groups.finding import FindingKind, FindingState, WhyNowhere, leading_nowhere, state_of
from groups.group import Group, MeetingKind, Role, Stage
from groups.recommendation import RecommendationState, used_findings
from groups.response import Doing, Impact, Position
from groups.rows import Author
from groups.scope import renumbered
from groups.sensitivity import Sensitivity
from interviews.checks import remarks
from interviews.finding_evidence import bearings
from interviews.interview import InterviewState, NoteKind, asked_lines
from interviews.request import RequestState
from interviews.review import Review
from interviews.submission import Publication
from tests.workbench.conftest import Clock
from workbench.demo.days import Days
from workbench.demo.make import make_demo
from workbench.report.checks import check_docx
from workbench.report.finished_words import words_of
from workbench.services.bin import in_the_bin
from workbench.services.doctor import examine
from workbench.services.drafts import compare, drafts_of
from workbench.services.exchange import find_group
from workbench.services.minutes import made_before, propose_groups
from workbench.services.overview import all_groups
from workbench.services.passport import passport_of
from workbench.services.passport import render as passport_page
from workbench.services.past_recommendations import past_recommendations
from workbench.services.past_review import AlreadyHere, groups_from_report
from workbench.services.publishing import leaks_in
from workbench.services.report import FORMATS, render
from workbench.services.sharing import given
from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.undo import next_undo
from workbench.workspace.workspace import Workspace, open_workspace

DEMO = [path for path in files("workbench.demo").iterdir() if path.name.endswith((".toml", ".md"))]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One demo that the tests of this module read and do not change."""
    with open_workspace(tmp_path_factory.mktemp("demo") / "workspace", Author("A Tester", Clock())) as workspace:
        make_demo(workspace)
        yield workspace


def group_of(demo: Workspace, name: str) -> Group:
    return find_group(demo, name)


def review_of(demo: Workspace, name: str) -> Review:
    return demo.records.review(group_of(demo, name).id)


def test_two_groups_at_work_and_one_finished_review(demo: Workspace) -> None:
    found = all_groups(demo, demo.today().date())
    assert [(g.group.title, g.group.stage) for g in found] == [
        ("Elective Home Education", Stage.GATHERING),
        ("School Attendance", Stage.SCOPING),
        ("School Travel", Stage.MONITORING),
    ]
    assert all(g.next_meeting for g in found[:2]), "both groups at work have a meeting ahead"


def test_doctor_finds_nothing_wrong(demo: Workspace) -> None:
    assert [f.sentence for f in examine(demo) if not f.sound] == []


def test_the_groups_come_from_a_minute_and_a_report_of_the_packs(demo: Workspace) -> None:
    for name in ("EHE", "School Attendance"):
        group = group_of(demo, name)
        pack = demo.packs.get(group.source_pack)
        proposal = propose_groups(demo.packs.content(pack.id), group.minute_number)
        assert group in made_before(demo, pack, proposal).values()
    with pytest.raises(AlreadyHere):
        groups_from_report(demo, demo.packs.get(group_of(demo, "School Travel").source_pack))
    assert any("serves on both" in remark for remark in proposal.remarks)
    assert any("belongs to no group" in remark for remark in proposal.remarks)


def test_the_packs_are_read_without_anything_left_over(demo: Workspace) -> None:
    packs = [demo.packs.content(p.id) for p in demo.packs.all()]
    assert len(packs) == 2
    assert all(not p.unread and p.agenda_items and p.minutes and p.resolutions for p in packs)
    assert any(p.work_programme for p in packs)
    assert {a.acronym for p in packs for a in p.acronyms} >= {"EHE", "SEND", "SALT"}


def test_the_check_names_the_gaps_of_the_group_at_work(demo: Workspace) -> None:
    said = [remark.text for remark in remarks(review_of(demo, "EHE"), demo.today().date())]
    for gap in (
        "Scope: “What will be excluded from the scope?” is empty.",
        "3 asks three questions in one",
        "4c: nobody has been asked.",
        "Police has not been heard.",
        "Head Teachers has not been heard. An interview is planned.",
        "Entered 2025, All says 38, but its parts add up to 37: 1 less.",
        "“Figures by ward” from Dele Marsh is overdue",
        "Finding 6.1.v rests on no evidence.",
        "Finding 6.1.iv leads nowhere",
        "Recommendation 2 cannot be checked later: no date and no measure.",
    ):
        assert any(gap in sentence for sentence in said), (gap, said)


def test_evidence_of_every_form_with_themes_marks_requests_and_the_key_of_names(demo: Workspace) -> None:
    review = review_of(demo, "EHE")
    assert {s.form for s in review.submissions} >= {"transcript", "e-mail"}
    assert any(len({turn.speaker for turn in s.turns}) > 2 for s in review.submissions)
    assert review.themes
    assert {theme.id for theme in review.themes} <= {one for note in review.notes for one in note.theme_ids}
    assert all(
        p.address.words in s.text for p in review.passages for s in review.submissions if s.id == p.submission_id
    )
    assert {request.state for request in review.requests} == {RequestState.OPEN, RequestState.RECEIVED}
    assert any(request.is_overdue(demo.today().date()) for request in review.requests)
    assert any(interview.to_ask for interview in review.interviews)
    assert {row.role for row in demo.records.role_names.find()} == {"Parent D", "the son of Parent D"}
    assert any(snapshot.heading_rows == 2 for snapshot in review.snapshots)


def test_people_meetings_and_a_suspension(demo: Workspace) -> None:
    review = review_of(demo, "EHE")
    today = demo.today().date()
    assert {m.role for m in review.members} == {Role.CHAIR, Role.MEMBER, Role.CO_OPTED, Role.OFFICER}
    assert {m.role for m in review_of(demo, "School Travel").members} == set(Role)
    assert {m.kind for m in review_of(demo, "School Travel").meetings} == set(MeetingKind)
    assert any(m.declarations for m in review.meetings)
    assert all(m.on is not None and (m.on <= today) == m.held for m in review.meetings)
    assert any(s.until and s.until < today for s in review.suspensions)


def test_lines_of_enquiry_moved_since_the_scope_was_agreed(demo: Workspace) -> None:
    review = review_of(demo, "EHE")
    was = renumbered(review.scope, review.enquiry)
    moved = {p.number: was[p.line.id] for p in outline(review.enquiry) if p.line.id in was}
    assert moved == {"2": "3", "2a": "3a", "2b": "3b", "2c": "3c", "3": "2"}


def test_every_kind_of_thing_is_there(demo: Workspace) -> None:
    reviews = [demo.records.review(g.id) for g in demo.records.groups.find()]
    ehe = review_of(demo, "EHE")
    assert {i.state for i in ehe.interviews} == set(InterviewState)
    assert {n.kind for n in ehe.notes} == set(NoteKind)
    assert {n.sensitivity for n in ehe.notes} == set(Sensitivity)
    assert all(n.exempt_reason for n in ehe.notes if n.sensitivity.is_closed)
    assert len(ehe.notes) >= 30
    assert (
        {n.author for n in ehe.notes}
        == {n.created_by for n in ehe.notes}
        == {
            "Ines Farrow",
            "Councillor Tomasz Wilk",
        }
    )
    assert asked_lines(ehe.notes)
    assert any(not n.line_id for n in ehe.notes)
    assert {s.publication for r in reviews for s in r.submissions} == set(Publication)
    assert any(s.heading_rows == 2 for s in ehe.snapshots)
    assert {f.kind for f in ehe.findings} == set(FindingKind)
    assert {x.relation for x in ehe.evidence_links} == set(Relation)
    assert {x.address.kind for x in ehe.evidence_links} == set(EvidenceKind)
    behind = bearings(ehe)
    assert {state_of(f, behind.get(f.id, [])) for f in ehe.findings} == set(FindingState)
    assert {f.leads_nowhere for r in reviews for f in r.findings} == set(WhyNowhere)
    assert leading_nowhere(ehe.findings, used_findings(ehe.rests_on, ehe.recommendations))
    assert {x.position for r in reviews for x in r.responses} == set(Position)
    assert any(len({c.recommendation_id for c in x.covers}) == 2 for r in reviews for x in r.responses)
    assert {x.doing for r in reviews for x in r.progress} == set(Doing)
    assert {x.impact for r in reviews for x in r.progress} == set(Impact)
    assert any(p.umbrella_id for p in ehe.partners)
    assert {row.kind for row in in_the_bin(demo)} == {"Finding", "Line of enquiry"}


def test_past_recommendations_have_their_replies(demo: Workspace) -> None:
    asks = [a for a in past_recommendations(demo) if a.source == "School Travel Task and Finish Group"]
    assert len(asks) == 6
    assert all(ask.replies for ask in asks)


@pytest.mark.parametrize("name", ["Elective Home Education", "School Attendance", "School Travel"])
@pytest.mark.parametrize("form", FORMATS)
def test_briefing_notes_come_out_in_every_form(demo: Workspace, name: str, form: str) -> None:
    group = group_of(demo, name)
    public, private = render(demo, group, form), render(demo, group, form, private=True)
    if form == "docx":
        assert check_docx(public) == check_docx(private) == []
    words = " ".join(" ".join(piece.text for piece in words_of(public, form)).split())
    assert name in words
    assert "court date" not in words, "an exempt note stands in no briefing note"
    assert leaks_in(demo, group.id, public, form) == []


def test_every_recommendation_of_the_finished_review_can_be_walked_back(demo: Workspace) -> None:
    group = group_of(demo, "School Travel")
    review = review_of(demo, "School Travel")
    rows = [row for row in review.recommendations if row.state is not RecommendationState.DROPPED]
    for row in rows:
        made = passport_of(demo, group, row.id)
        words = " ".join(piece.text for piece in words_of(passport_page(made, "txt"), "txt"))
        assert "Supports: " in words, "it rests on a finding, and that on the words of somebody"
        assert "Reply" in words
        assert "Doing: " in words
    first = next(row for row in rows if "Independent travel training" in row.action)
    made = passport_of(demo, group, first.id, private=True)
    assert "whose parents ask for it" in passport_page(made, "txt").decode()


def test_the_finished_review_was_signed_off_and_sister_groups_share(demo: Workspace) -> None:
    travel, education = group_of(demo, "School Travel"), group_of(demo, "EHE")
    signed = [draft for draft in drafts_of(demo, travel.id) if draft.signed_off_by]
    assert [(draft.number, draft.signed_off_by) for draft in signed] == [(2, "Councillor G Hartnoll")]
    assert compare(demo, travel, 1, 2).changes, "what changed between the drafts can be seen"
    offered = given(demo, education.id)
    assert [(thing.taker.title, thing.share.state.value) for thing in offered] == [("School Attendance", "offered")] * 2


def test_undo_takes_back_nothing_of_the_demo(demo: Workspace) -> None:
    assert next_undo(demo) is None


def test_it_is_made_while_one_waits(tmp_path: Path, author: Author) -> None:
    with open_workspace(tmp_path / "quick", author) as workspace:
        began = time.process_time()
        make_demo(workspace)
        assert time.process_time() - began < 1.5, "processor seconds; about a tenth of that on a machine of two cores"


def test_a_demo_that_is_kept_opens_again(tmp_path: Path, author: Author) -> None:
    with open_workspace(tmp_path / "kept", author) as workspace:
        make_demo(workspace)
        made = {name: rows.count() for name, rows in workspace.records.all_rows().items()}
    with open_workspace(tmp_path / "kept", author) as again:
        assert {name: rows.count() for name, rows in again.records.all_rows().items()} == made
        with pytest.raises(WorkspaceProblem, match="already"):
            make_demo(again)
        assert {name: rows.count() for name, rows in again.records.all_rows().items()} == made


@pytest.mark.parametrize(
    "now",
    [
        datetime(2024, 2, 29, 0, 0, 30, tzinfo=UTC),  # a leap day, just after midnight
        datetime(2026, 12, 31, 23, 59, tzinfo=UTC),
        datetime(2027, 5, 1, 12, 0, tzinfo=UTC),  # a Saturday, the first day of a municipal year
        datetime(2031, 3, 30, 1, 30, tzinfo=UTC),  # the night in which the clocks change
    ],
)
def test_it_is_made_on_any_day(tmp_path: Path, now: datetime) -> None:
    with open_workspace(tmp_path / "workspace", Author("A Tester", lambda: now)) as workspace:
        make_demo(workspace)
        assert [f.sentence for f in examine(workspace) if not f.sound] == []
        assert {"4c: nobody has been asked."} <= {r.text for r in remarks(review_of(workspace, "EHE"))}
        taken = [n.taken_at for n in workspace.records.notes.find() if n.taken_at]
        assert max(taken) <= now, "no note of the session that is going on lies in the future"


def test_days_move_away_from_today_off_the_weekend() -> None:
    for start in range(7):
        days = Days(datetime(2026, 6, 1, 9, 0, tzinfo=UTC) + timedelta(days=start))
        for offset in [*range(-20, 0), *range(1, 20)]:
            day = days.day(offset)
            assert day.weekday() < 5
            assert abs((day - days.now.date()).days) >= abs(offset)
    days = Days(datetime(2026, 6, 1, 9, 0, tzinfo=UTC))
    assert days.filled("[[weekday 2]]; [[date -33]]; [[year -33]]; [[month -1]]") == (
        "Wednesday, 3rd June, 2026; 29th April 2026; 2025/26; May 2026"
    )


def test_nothing_in_the_demo_is_taken_from_a_real_pack(packs_dir: Path) -> None:
    real: set[tuple[str, ...]] = set()
    for pack in packs_dir.glob("*.txt"):
        real |= set(runs(pack.read_text(encoding="utf-8")))
    assert len(DEMO) == 5
    days = Days(datetime(2026, 6, 1, 9, 0, tzinfo=UTC))
    for path in DEMO:
        # Paragraph by paragraph, and rows of a table one by one: words that only stand near by are not a sentence.
        parts = re.split(r"\n\s*\n|\n(?=[^\n]*\t)", days.filled(path.read_text(encoding="utf-8")))
        shared = [" ".join(run) for part in parts for run in runs(part) if run in real]
        assert shared == [], path.name


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of eight words."""
    words = re.findall(r"[a-z]+", text.casefold())
    return (tuple(words[n : n + 8]) for n in range(len(words) - 7))
