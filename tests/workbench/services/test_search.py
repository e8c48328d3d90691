"""Searching a workspace: what is found and where it opens, how soon, what is found no more, and the command line."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import EvidenceKind, address_of
from groups.finding import Finding
from groups.group import Group
from groups.recommendation import Recommendation
from groups.sensitivity import Sensitivity
from index.archive import ArchivedPack
from interviews.interview import Interview, Note
from interviews.partner import Partner
from interviews.passage import MarkedPassage
from interviews.request import InformationRequest
from interviews.submission import Snapshot, Submission, Turn
from interviews.theme import Theme
from tests.index.packs.fictional import PACK
from workbench.cli.main import call, workbench
from workbench.indexing import IndexKeeper, Searcher
from workbench.screens.place import Place
from workbench.services.bin import Binned, bring_back
from workbench.services.doctor import examine
from workbench.services.feeding import Feeding
from workbench.services.packs import bin_pack, keep_pack, propose_pack
from workbench.services.search import Found, Results, Searching
from workbench.workspace.history import watch
from workbench.workspace.problems import DiskFull
from workbench.workspace.undo import undo
from workbench.workspace.workspace import INDEXED, Workspace


class Review:
    """A small review of a council that does not exist."""

    def __init__(self, workspace: Workspace) -> None:
        records = workspace.records
        self.workspace = workspace
        with workspace.write("Make a review"):
            self.group = records.groups.add(
                Group(
                    title="Elective Home Education",
                    short_title="EHE",
                    boards=["Children and Families Scrutiny Board (2)"],
                )
            )
            of = {"group_id": self.group.id}
            self.partner = records.partners.add(Partner(name="Wexcombe Police", **of))
            self.interview = records.interviews.add(
                Interview(title="Neighbourhood team", partner_ids=[self.partner.id], **of)
            )
            self.note = records.notes.add(
                Note(
                    interview_id=self.interview.id,
                    text="Nobody told the family that there is a helpline.",
                    speaker="Sergeant",
                    **of,
                )
            )
            self.finding = records.findings.add(Finding(text="The helpline is not known to families.", **of))
            self.recommendation = records.recommendations.add(
                Recommendation(action="That the helpline be printed on every letter", addressee="Cabinet Member", **of)
            )

    def save(self, table: str, record: Any, **values: Any) -> Any:
        rows = self.workspace.records.all_rows()[table]
        with self.workspace.write("Change"):
            return rows.save(rows.get(record.id).model_copy(update=values))


@pytest.fixture
def review(workspace: Workspace) -> Review:
    return Review(workspace)


@pytest.fixture
def pack(workspace: Workspace) -> ArchivedPack:
    return keep_pack(workspace, propose_pack(PACK.encode(), "pack.txt"))


def ask(workspace: Workspace, words: str, **how: Any) -> Results:
    feeding, searching = Feeding(workspace), Searching(workspace)
    try:
        assert feeding.feed()
        return searching.ask(words, **how)
    finally:
        searching.close()
        feeding.close()


def find(workspace: Workspace, words: str, **how: Any) -> dict[str, Found]:
    """What has all the words, by the record it was made from."""
    found = ask(workspace, words, **how).found
    return {one.id.partition("#")[0].partition(":")[0]: one for one in found if not one.is_partial}


def test_every_kind_is_found_and_opens_in_its_place(review: Review) -> None:
    found = find(review.workspace, "helpline")
    assert {one.kind for one in found.values()} == {"note", "finding", "recommendation"}
    group, note = review.group.id, review.note.id
    assert found["notes"].place == Place("interview", id=review.interview.id, chosen=note)
    assert found["findings"].place == Place("group", id=group, tab="findings", chosen=review.finding.id)
    assert found["recommendations"].place.tab == "recommendations"
    assert found["notes"].citation == "Elective Home Education, Neighbourhood team, Sergeant"
    assert [found["notes"].text[a:b] for a, b in found["notes"].marks] == ["helpline"]
    assert {one.source for one in found.values()} == {"Elective Home Education"}


def test_kind_group_and_year_narrow_and_are_named(review: Review, pack: ArchivedPack) -> None:
    results = ask(review.workspace, "helpline", kind="findings", group=review.group.id)
    assert [one.kind for one in results.found] == ["finding"]
    assert results.filters == ["group: Elective Home Education", "kind: finding"]
    assert ask(review.workspace, "helpline", group="another").found == []
    young = ask(review.workspace, "young carers", year="2025/26")
    assert young.found
    assert young.filters == ["year: 2025/26"]
    assert ask(review.workspace, "young carers", year="2019/20").found == []


def test_speaker_partner_and_line_of_enquiry_narrow_and_are_named(review: Review) -> None:
    records, of = review.workspace.records, {"group_id": review.group.id}
    with review.workspace.write("Say more"):
        first = records.enquiry.add(EnquiryLine(text="Who is told", position=1, kind=LineKind.QUESTION, **of))
        part = records.enquiry.add(
            EnquiryLine(text="Who tells whom", parent_id=first.id, kind=LineKind.SUB_QUESTION, **of)
        )
        other = records.enquiry.add(EnquiryLine(text="What it costs", position=2, kind=LineKind.QUESTION, **of))
        records.notes.save(review.note.model_copy(update={"line_id": part.id}))
        records.notes.add(
            Note(
                interview_id=review.interview.id,
                text="The helpline costs nothing.",
                speaker="Ama Okoro",
                line_id=other.id,
                **of,
            )
        )

    def notes(words: str) -> list[str]:
        return [one.text for one in ask(review.workspace, words).found if not one.is_partial]

    assert notes("helpline speaker:okoro") == ["The helpline costs nothing."]
    assert notes("helpline line:1a") == [review.note.text]
    assert notes("line:1") == [review.note.text]
    assert notes("helpline line:costs") == ["The helpline costs nothing."]
    assert set(notes("partner:police")) == {review.note.text, "The helpline costs nothing.", ""}
    assert ask(review.workspace, "helpline line:1a").filters == ["line: 1a Who tells whom"]
    assert ask(review.workspace, "line:7").notices == [
        "There is no line of enquiry “7” here: there are 1 Who is told, 1a Who tells whom, 2 What it costs."
    ]
    # A line that is moved is asked for by its new number, without anything being indexed anew.
    review.save("enquiry_lines", other, position=0)
    assert notes("helpline line:1") == ["The helpline costs nothing."]


def test_figures_marked_passages_requests_and_themes_are_found_in_their_places(review: Review) -> None:
    records, of = review.workspace.records, {"group_id": review.group.id}
    letter = "Dear group,\nnobody rings back.\nYours"
    with review.workspace.write("Take in evidence"):
        snapshot = records.snapshots.add(
            Snapshot(
                title="Calls to the helpline",
                heading_rows=2,
                rows=[["", "Calls", "", "Answered"], ["", "2017", "2018", "2017"], ["January", "341", "512", "90%"]],
                **of,
            )
        )
        submission = records.submissions.add(Submission(reference="EHE01", title="Letter", text=letter, **of))
        at = letter.index("nobody")
        marked = records.marked.add(
            MarkedPassage(
                submission_id=submission.id,
                address=address_of(EvidenceKind.PASSAGE, submission.id, letter, at, at + len("nobody rings back")),
                remark="a warning",
                **of,
            )
        )
        request = records.requests.add(InformationRequest(what="The rota of the switchboard", asked_of="Ama", **of))
        theme = records.themes.add(Theme(name="Waiting for an answer", **of))
    figures = find(review.workspace, "january calls 2018 kind:figures")["snapshots"]
    assert figures.place == Place("snapshot", id=snapshot.id)
    assert "Calls 2018 512; Answered 2017 90%" in figures.text
    found = find(review.workspace, "kind:marked rings back")
    assert found["marked_passages"].place == Place("document", id=submission.id, chosen=marked.id)
    assert find(review.workspace, "warning").keys() == {"marked_passages"}
    assert find(review.workspace, "rota")["requests"].place == Place("requests", id=review.group.id, chosen=request.id)
    assert find(review.workspace, "kind:theme waiting")["themes"].place.chosen == theme.id
    # What is marked is as private as what it is marked in.
    review.save("submissions", submission, sensitivity=Sensitivity.CONFIDENTIAL)
    assert find(review.workspace, "warning")["marked_passages"].kind == "marked passage (confidential)"


def test_the_figures_of_a_table_are_found_by_the_names_of_their_columns(review: Review) -> None:
    heads = [["", "Calls", "", "Answered", ""], ["", "day", "", "", ""], ["", "2017", "2018", "2017", "2018"]]
    with review.workspace.write("Keep a table"):
        review.workspace.records.snapshots.add(
            Snapshot(
                group_id=review.group.id,
                title="Calls to the helpline",
                heading_rows=3,
                rows=[*heads, ["January", "341", "512", "90%", "80%"]],
            )
        )
    found = find(review.workspace, "january kind:figures")["snapshots"].text
    # The second "day" of the headings ends where the calls end.
    assert "Calls day 2018 512; Answered 2017 90%; Answered 2018 80%" in found


def test_a_transcript_is_found_by_who_spoke(review: Review) -> None:
    turns = [Turn(line=1, speaker="Ama Okoro", at="00:00:01"), Turn(line=2, speaker="Ben Lisle", at="00:00:09")]
    with review.workspace.write("Take in a transcript"):
        review.workspace.records.submissions.add(
            Submission(
                group_id=review.group.id,
                reference="EHE02",
                title="Transcript",
                text="The register is late.\nThe register is on time.",
                turns=turns,
            )
        )
    found = ask(review.workspace, "register speaker:lisle").found
    assert [(one.text, one.citation) for one in found] == [
        ("The register is on time.", "Elective Home Education, EHE02 Transcript, Ben Lisle, line 2")
    ]
    assert found[0].place.line == 2


def test_what_could_not_be_searched_before_is_taken_in_by_the_update(review: Review) -> None:
    workspace = review.workspace
    with workspace.write("Take in figures"):
        workspace.records.snapshots.add(Snapshot(group_id=review.group.id, title="Switchboard", rows=[["", "a"]]))
    with workspace.transaction():
        workspace.db.execute("delete from outbox")
        workspace.db.execute("drop trigger snapshots_to_outbox_on_insert")
        workspace.db.execute("update meta set value = 'older' where name = 'triggers'")
        watch(workspace.db, [*workspace.records.all_rows(), "packs"], INDEXED)
    assert find(workspace, "switchboard").keys() == {"snapshots"}


def test_a_pack_opens_at_its_line_and_is_cited_by_board_date_and_minute(
    workspace: Workspace, pack: ArchivedPack
) -> None:
    results = ask(workspace, '"young carers" kind:resolution')
    one = results.found[0]
    line = next(n for n, text in enumerate(PACK.split("\n"), 1) if text.startswith("RESOLVED that the Board notes the"))
    assert one.place == Place("pack", id=pack.id, line=line)
    assert one.citation.startswith(
        "Children and Families Scrutiny Board (2), 12 March 2026, minutes of 29 January 2026,"
    )
    assert "minute 33" in one.citation
    assert one.source == "Children and Families Scrutiny Board (2), 12 March 2026"


def test_a_heading_is_found_with_the_words_under_it(workspace: Workspace, pack: ArchivedPack) -> None:
    found = ask(workspace, "purpose of the note", kind="report").found
    headed = [one.text for one in found if one.text.startswith("1 Purpose of the Note")]
    assert headed
    assert all("\n1.1 " in text for text in headed)


def test_a_pack_in_the_bin_is_not_found_and_comes_back(workspace: Workspace, pack: ArchivedPack) -> None:
    assert find(workspace, "young carers")
    binned = bin_pack(workspace, pack)
    assert find(workspace, "young carers") == {}
    bring_back(workspace, Binned("packs", binned.id, "Pack", "", "", "", None, None))
    assert find(workspace, "young carers")


def test_a_pack_in_the_bin_is_not_found_even_before_the_index_knows(workspace: Workspace, pack: ArchivedPack) -> None:
    assert find(workspace, "young carers")
    bin_pack(workspace, pack)
    searching = Searching(workspace)
    assert searching.ask("young carers").found == []
    searching.close()


def test_abbreviations_of_a_pack_are_synonyms_until_it_goes(
    workspace: Workspace, pack: ArchivedPack, review: Review
) -> None:
    with workspace.write("Note"):
        workspace.records.notes.add(
            Note(group_id=review.group.id, interview_id=review.interview.id, text="YC need a quiet room")
        )
    assert "notes" in find(workspace, "young carers")
    assert "packs" in find(workspace, "YC")
    bin_pack(workspace, pack)
    assert "notes" not in find(workspace, "young carers")


def test_the_bin_takes_a_record_and_all_of_a_group_out(review: Review) -> None:
    workspace = review.workspace
    review.save("notes", review.note, binned_at=workspace.author.now())
    assert set(find(workspace, "helpline")) == {"findings", "recommendations"}
    review.save("groups", review.group, binned_at=workspace.author.now())
    assert find(workspace, "helpline") == {}
    undo(workspace)
    assert set(find(workspace, "helpline")) == {"findings", "recommendations"}
    undo(workspace)
    assert set(find(workspace, "helpline")) == {"notes", "findings", "recommendations"}


def test_what_changes_elsewhere_changes_what_is_said_of_it(review: Review) -> None:
    workspace = review.workspace
    assert find(workspace, "helpline")["notes"].source == "Elective Home Education"
    review.save("groups", review.group, title="Learning at Home")
    review.save("partners", review.partner, name="Wexcombe Constabulary")
    review.save("interviews", review.interview, title="Beat officers")
    note = find(workspace, "helpline partner:constabulary")["notes"]
    assert note.source == "Learning at Home"
    assert note.title == "Beat officers, Sergeant"
    assert find(workspace, "helpline partner:police") == {}
    review.save("interviews", review.interview, binned_at=workspace.author.now())
    assert "notes" not in find(workspace, "helpline")


def test_an_exempt_note_is_found_and_says_that_it_is(review: Review) -> None:
    review.save("notes", review.note, sensitivity=Sensitivity.EXEMPT, exempt_reason="names a child")
    assert find(review.workspace, "helpline")["notes"].kind == "note (exempt)"


def test_a_note_that_became_exempt_a_moment_ago_is_not_shown_as_open(review: Review) -> None:
    assert find(review.workspace, "helpline")["notes"].kind == "note"
    review.save("notes", review.note, sensitivity=Sensitivity.EXEMPT, exempt_reason="names a child")
    searching = Searching(review.workspace)
    assert all(one.kind != "note" for one in searching.ask("helpline").found)
    searching.close()


def test_a_long_submission_is_found_by_the_piece(review: Review) -> None:
    text = "\n".join([*("We know of nothing else to say here." for _ in range(80)), "Our zebra crossing is broken."])
    with review.workspace.write("Submission"):
        review.workspace.records.submissions.add(
            Submission(group_id=review.group.id, reference="EHE01", title="What we think", text=text)
        )
    one = find(review.workspace, "zebra")["submissions"]
    assert len(one.text) < 1300
    assert one.place.screen == "document"
    assert one.place.line > 1
    assert one.citation.startswith("Elective Home Education, EHE01 What we think, line ")


def test_similar_recommendations_are_found(review: Review) -> None:
    feeding, searching = Feeding(review.workspace), Searching(review.workspace)
    assert feeding.feed()
    found = searching.similar("Print the helpline on letters", kind="recommendation")
    assert [one.place.chosen for one in found] == [review.recommendation.id]
    searching.close()
    feeding.close()


# -- in the background -------------------------------------------------------------------------------------------------


class Answers:
    """Asks a searcher and waits for what it says."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher

    def ask(self, words: str) -> Results:
        heard: list[Results] = []
        done = threading.Event()

        def then(results: Results) -> None:
            heard.append(results)
            done.set()

        self.searcher.ask(words, then=then)
        assert done.wait(10)
        return heard[0]


def eventually(answers: Answers, words: str, wanted: int, seconds: float) -> Results:
    """Ask until so many are found by the index."""
    results = answers.ask(words)
    for _ in range(int(seconds / 0.05)):
        if len(results.found) == wanted and not results.is_building:
            break
        threading.Event().wait(0.05)
        results = answers.ask(words)
    return results


@pytest.fixture
def background(review: Review, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr("workbench.indexing.BEGIN", 0.0)
    keeper = IndexKeeper(review.workspace)
    searcher = Searcher(review.workspace, keeper)
    keeper.start()
    yield Answers(searcher)
    searcher.stop()
    keeper.stop()
    assert not [t for t in threading.enumerate() if t.name in ("index", "search")]


def test_a_note_is_found_soon_after_it_is_saved(background: Answers, review: Review) -> None:
    assert len(eventually(background, "helpline", 3, 10).found) == 3
    with review.workspace.write("Note"):
        review.workspace.records.notes.add(
            Note(group_id=review.group.id, interview_id=review.interview.id, text="A marmalade cat")
        )
    # A second is what is wanted (a third is usual); a busy machine that runs tests is given longer.
    results = eventually(background, "marmalade", 1, 5)
    assert [one.text for one in results.found] == ["A marmalade cat"]
    assert not results.is_building


def test_a_damaged_index_is_mended_while_the_app_runs(background: Answers, review: Review) -> None:
    assert len(eventually(background, "helpline", 3, 10).found) == 3
    for file in review.workspace.index_folder.rglob("*.toc"):
        file.write_bytes(b"not an index")
    review.save("notes", review.note, text="No helpline, no hotline")
    assert len(eventually(background, "hotline", 1, 10).found) == 1
    results = eventually(background, "helpline", 3, 10)
    assert len(results.found) == 3
    assert not results.is_building


def test_only_the_newest_of_many_questions_is_answered_last(background: Answers) -> None:
    heard: list[str] = []
    done = threading.Event()

    def then(words: str) -> Callable[[Results], None]:
        def hear(_: Results) -> None:
            heard.append(words)
            if words == "last":
                done.set()

        return hear

    for n in range(50):
        background.searcher.ask(f"help {n}", then=then(str(n)))
    background.searcher.ask("last", then=then("last"))
    assert done.wait(10)
    assert heard[-1] == "last"
    assert len(heard) < 51


def test_a_fault_becomes_a_sentence(background: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret words")

    eventually(background, "helpline", 3, 10)
    monkeypatch.setattr("index.search.read_query", fail)
    results = background.ask("helpline")
    assert results.notices == ["The search could not be done, because of a fault of the program (ZeroDivisionError)."]
    monkeypatch.undo()
    assert len(background.ask("helpline").found) == 3


# -- the command line --------------------------------------------------------------------------------------------------


@pytest.fixture
def run(review: Review, pack: ArchivedPack) -> Any:
    folder = str(review.workspace.folder)
    return lambda *words: CliRunner().invoke(workbench, ["--workspace", folder, *words])


def test_the_command_prints_plain_lines(run: Any) -> None:
    said = run("search", "helpline", "letter")
    assert said.exit_code == 0
    lines = said.output.split("\n")
    assert lines[0] == "1. recommendation: Recommendation to the Cabinet Member"
    assert "helpline" in lines[1]
    assert lines[2] == "   Elective Home Education, recommendation to the Cabinet Member"
    assert "any of the words" in said.output


def test_the_command_narrows_and_says_so(run: Any) -> None:
    said = run("search", "helpline", "--kind", "findings", "--group", "ehe")
    assert "Only: group: Elective Home Education; kind: finding" in said.output
    assert "1. finding: " in said.output
    assert "2." not in said.output
    assert "Nothing found." in run("search", "helpline", "--year", "1999").output
    assert "2." not in run("search", "helpline", "--limit", "1").output


def test_the_command_forgives_and_leaves_out(run: Any) -> None:
    assert "Showing results for “helpline”" in run("search", "helplnie").output
    said = run("search", "helpline", "-letter").output
    assert "1." in said
    assert "recommendation" not in said


def test_the_command_gives_json(run: Any) -> None:
    body = json.loads(run("search", "young", "carers", "--json").output)
    assert body["filters"] == []
    one = body["found"][0]
    assert one["place"]["screen"] == "pack"
    assert one["all_words"] is True
    assert one["citation"].startswith("Children and Families Scrutiny Board (2), 12 March 2026")


def test_a_group_that_is_not_there_is_said(run: Any, capsys: pytest.CaptureFixture[str], review: Review) -> None:
    assert call(["--workspace", str(review.workspace.folder), "search", "x", "--group", "nowhere"]) == 2
    assert "There is no group called “nowhere”" in capsys.readouterr().err


def test_reindex_builds_anew_and_doctor_says_how_it_stands(
    run: Any, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    def index() -> tuple[bool, str]:
        return next((f.sound, f.sentence) for f in examine(review.workspace) if f.what == "index")

    assert index() == (True, "The search index is not built yet: the first search, or the open app, does so.")
    assert "The search index was built anew: " in run("reindex").output
    assert index()[0]
    assert "has taken in every change" in index()[1]
    review.save("notes", review.note, text="The helpline is unknown")
    assert index() == (
        True,
        "The search index has one change to take in: a search, or the open app, does so.",
    )
    run("search", "helpline")
    for file in review.workspace.index_folder.rglob("*.toc"):
        file.unlink()
    assert index() == (
        False,
        "The search index is not as it was left, and was not opened: mend it with “workbench reindex”.",
    )
    found = run("search", "helpline")
    assert (found.exit_code, "1. " in found.output) == (0, True)
    assert index()[0]

    def full(_: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr("workbench.services.feeding.Feeding.feed", full)
    found = run("search", "helpline")
    assert (found.exit_code, "not up to date: The disk is full." in found.output) == (1, True)


def test_searching_does_not_import_textual() -> None:
    code = "import workbench.cli.search, sys; print([m for m in sys.modules if m.split('.')[0] in ('textual', 'rich')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert done.stdout.strip() == "[]"
