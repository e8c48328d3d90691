"""Canaries in every field that can hold text: none of what is withheld comes out of anywhere, however it is written.

The records are filled by walking their models, so that a field which is added later is planted by itself. Each canary
is a sentence of nine words that stand nowhere else.
"""

from __future__ import annotations

import hashlib
import logging
import tempfile
import types
import typing
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pytest
from pydantic import BaseModel

from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import Address, EvidenceKind, EvidenceLink
from groups.finding import Finding, FindingKind
from groups.group import Group, Person, Stage
from groups.prose import Prose, ReportSection
from groups.recommendation import Recommendation, RecommendationState, RestsOn
from groups.record import Record
from groups.report_draft import ReportDraft
from groups.response import Covered, Response
from groups.scope import Scope, default_template
from groups.sensitivity import Sensitivity
from index.passage_store import PassageStore
from interviews.interview import Interview, InterviewState, Note
from interviews.leak_sources import withheld_in
from interviews.leaks import Leak, find_leaks
from interviews.partner import Partner
from interviews.passage import MarkedPassage
from interviews.request import InformationRequest
from interviews.review import Review
from interviews.role_name import RoleName
from interviews.submission import Publication, Snapshot, Submission
from workbench.cli.main import call
from workbench.report.as_docx import as_docx
from workbench.report.as_pdf import can_write_pdf
from workbench.report.finished_words import words_of
from workbench.services import chasing, exports, monitoring, passport
from workbench.services import report as reports
from workbench.services.backup import back_up
from workbench.services.close_out import write_summary
from workbench.services.feeding import Feeding
from workbench.services.leak_places import written_in
from workbench.services.publishing import GivesAway, guard_of, leaks_in
from workbench.services.question_sheets import write_sheet
from workbench.services.search import Searching
from workbench.workspace.workspace import Workspace

M = TypeVar("M", bound=BaseModel)

# Fields that point to other records or say what kind a record is: everything else that is a text can hold words.
LINKS = frozenset(
    "id created_by changed_by asked_of to_ask asked follows corrects attachment_of file_sha256 sha256 source_pack form "
    "key number heading note_taken_by".split()
)
_SYLLABLES = [f"{c}{v}" for c in "bdfgklmnprtvz" for v in "aeiou"]


def canary(place: str) -> str:
    """The sentence of a place, of nine words that stand nowhere else and in no dictionary."""
    digest = hashlib.shake_256(place.encode()).digest(54)
    words = ["".join(_SYLLABLES[byte % len(_SYLLABLES)] for byte in digest[n * 6 : n * 6 + 6]) + "ko" for n in range(9)]
    return f"{' '.join(words).capitalize()}."


def is_link(name: str) -> bool:
    return name in LINKS or name.endswith(("_id", "_ids"))


def filled(model: type[M], place: str, **given: Any) -> M:
    """A record of this kind with a canary in every text that it can hold; ``given`` stands as it is."""
    values = dict(given)
    for name, field in model.model_fields.items():
        if name not in values and not is_link(name):
            value = value_for(field.annotation, f"{place}.{name}")
            if value is not None:
                values[name] = value
        if name not in values and field.is_required():
            values[name] = needed(field.annotation)
    return model.model_validate(values)


def needed(annotation: Any) -> Any:
    """A value without words for a field that must have one."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return next(iter(annotation))
    return "x" if annotation is str else 1


def value_for(annotation: Any, place: str) -> Any:
    """A value with a canary for a field of this type; None for one that holds no text."""
    origin, inside = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return next((v for part in inside if (v := value_for(part, place)) is not None), None)
    if annotation is str:
        return canary(place)
    if origin in (list, tuple):
        value = value_for(inside[0], f"{place}.0")
        return None if value is None else [value]
    if origin is dict:
        value = value_for(inside[1], f"{place}.value")
        return None if value is None else {"name": value}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return filled(annotation, place)
    return None


def texts_of(value: Any, name: str = "") -> Iterator[str]:
    """Every canary in a record."""
    match value:
        case Enum():
            return
        case str():
            if not is_link(name) and value.endswith("ko.") and len(value.split()) == 9:
                yield value
        case BaseModel():
            for field, inside in value:
                yield from texts_of(inside, field)
        case list() | tuple():
            for inside in value:
                yield from texts_of(inside, name)
        case dict():
            for inside in value.values():
                yield from texts_of(inside, name)


class Planted(NamedTuple):
    """What was planted: the group, what may not come out, and what may (some of it must)."""

    group: Group
    closed: dict[str, str]  # canary → the record that holds it
    withheld: dict[str, str]
    public: list[str]


@pytest.fixture
def planted(workspace: Workspace) -> Planted:
    return plant(workspace)


def plant(workspace: Workspace) -> Planted:
    """A review of which every record is full of canaries: exempt, confidential, private, working papers and public."""
    records = workspace.records
    with workspace.write("Plant canaries"):
        group = records.groups.add(
            filled(Group, "group", stage=Stage.SENT, boards=["Scrutiny Board"], sign_off="A Clerk")
        )
        g = {"group_id": group.id}
        person = records.people.add(filled(Person, "person"))
        partner = records.partners.add(filled(Partner, "partner", **g))
        line = records.enquiry.add(filled(EnquiryLine, "line", kind=LineKind.QUESTION, **g))
        scope = {"fields": default_template(), "answers": {f.key: canary(f"scope.{f.key}") for f in default_template()}}
        records.scopes.add(filled(Scope, "scope", enquiry=[], **scope, **g))
        interview = records.interviews.add(
            filled(
                Interview,
                "interview",
                partner_ids=[partner.id],
                state=InterviewState.CLOSED_OUT,
                interviewees=[],
                present=[],
                **g,
            )
        )
        said = {"interview_id": interview.id, "line_id": line.id, **g}
        closed: list[Record] = []
        withheld: list[Record] = []
        public: list[Record] = []
        for kind in Sensitivity:
            note = records.notes.add(filled(Note, f"note {kind}", sensitivity=kind, **said))
            asked = records.requests.add(
                filled(InformationRequest, f"request {kind}", sensitivity=kind, interview_id=interview.id, **g)
            )
            handed = records.submissions.add(
                filled(
                    Submission,
                    f"submission {kind}",
                    sensitivity=kind,
                    publication=Publication.PUBLISH,
                    partner_id=partner.id,
                    turns=[],
                    **g,
                )
            )
            passage = records.marked.add(passage_in(handed, f"passage {kind}", **g))
            rows = [note, asked, handed, passage]
            (public if kind is Sensitivity.PUBLIC else closed if kind.is_closed else withheld).extend(rows)
        private = records.submissions.add(
            filled(Submission, "submission private", publication=Publication.PRIVATE, partner_id=partner.id, **g)
        )
        withheld += [
            private,
            records.marked.add(passage_in(private, "passage private", **g)),
            records.snapshots.add(filled(Snapshot, "snapshot private", rows=table("private"), **g)),
        ]
        records.snapshots.add(filled(Snapshot, "snapshot", publication=Publication.PUBLISH, rows=table("public"), **g))
        findings = [
            records.findings.add(filled(Finding, f"finding {kind}", kind=kind, partner_id=partner.id, **g))
            for kind in FindingKind
        ]
        public += findings
        for number, row in enumerate([*closed, *withheld]):
            if isinstance(row, Note | Submission):
                kind_of = EvidenceKind.NOTE if isinstance(row, Note) else EvidenceKind.PASSAGE
                address = filled(Address, f"quoted {number}", kind=kind_of, id=row.id)
                link = filled(EvidenceLink, f"link {number}", finding_id=findings[0].id, address=address, **g)
                (closed if row in closed else withheld).append(records.evidence.add(link))
        recommended = records.recommendations.add(
            filled(Recommendation, "recommendation", state=RecommendationState.AGREED_BY_BOARD, **g)
        )
        public.append(recommended)
        records.rests_on.add(RestsOn(recommendation_id=recommended.id, finding_id=findings[0].id, **g))
        records.responses.add(filled(Response, "response", covers=[Covered(recommendation_id=recommended.id)], **g))
        for section in ReportSection:
            records.prose.add(filled(Prose, f"prose {section.name}", section=section, facts={}, **g))
        withheld.append(records.report_drafts.add(filled(ReportDraft, "private draft", number=1, private=True, **g)))
        named = {"recommendation_id": recommended.id, "person_id": person.id, "to_group_id": "x", "record_id": "x"}
        done = {"enquiry", "partners", "scope", "interviews", "notes", "submissions", "passages", "requests"}
        done |= {"snapshots", "findings", "evidence_links", "recommendations", "rests_on", "responses", "prose"}
        done |= {"report_drafts", "published_files"}
        for field, kept in records.of_group().items():
            if field not in done:
                needs = {n: v for n, v in (named | g).items() if n in kept.model.model_fields}
                kept.add(filled(kept.model, field, **needs))
        records.role_names.add(RoleName(name="Pat Quillfeather", role="Parent A", **g))
    return Planted(
        group,
        {text: f"{type(row).__name__} {row.id}" for row in closed for text in texts_of(row)},
        {text: f"{type(row).__name__} {row.id}" for row in withheld for text in texts_of(row)},
        [text for row in public for text in texts_of(row)],
    )


def table(place: str) -> list[list[str]]:
    return [["Ward", canary(f"{place} heading")], [canary(f"{place} row"), "417"]]


def passage_in(submission: Submission, place: str, **given: Any) -> MarkedPassage:
    address = filled(Address, place, kind=EvidenceKind.PASSAGE, id=submission.id)
    return filled(MarkedPassage, place, submission_id=submission.id, address=address, **given)


def found_in(text: str, canaries: dict[str, str]) -> list[str]:
    """The records of which any word stands in a text."""
    small = text.casefold()
    return [
        f"{record}: {sentence}"
        for sentence, record in canaries.items()
        if any(word in small for word in sentence.casefold().rstrip(".").split())
    ]


def everything_in(data: bytes, form: str) -> str:
    return "\n".join(stretch.text for stretch in words_of(data, form)) + data.decode("utf-8", "ignore")


def public_files(workspace: Workspace, group: Group) -> Iterator[tuple[str, bytes, str]]:
    """Every file that the program can write for the public: what it is, its bytes and its form."""
    forms = [*reports.FORMATS]
    for form in forms:
        for sources in (False, True):
            yield f"report {form}", reports.render(workspace, group, form, sources=sources), form
    for what in exports.LISTS:
        for form in exports.formats_of(what):
            yield f"{what} {form}", exports.render_list(workspace, group, what, form), form
    for form in monitoring.FORMATS:
        yield f"progress {form}", monitoring.render(workspace, group, form), form
    review = workspace.records.review(group.id)
    for chase in chasing.chases(workspace, review, workspace.today().date()):
        yield "letter txt", chasing.letter_text(workspace, review, chase).encode(), "txt"
        yield "letter docx", as_docx(chasing.letter(workspace, review, chase)), "docx"
    for row in workspace.records.recommendations.find(group_id=group.id):
        made = passport.passport_of(workspace, group, row.id)
        for form in passport.FORMATS:
            if form != "pdf" or can_write_pdf():
                yield f"passport {form}", passport.render(made, form), form


# -- nothing comes out by itself ---------------------------------------------------------------------------------------


def test_every_text_of_every_record_is_planted(workspace: Workspace, planted: Planted) -> None:
    """The test of the tests: a field that can hold text and holds no canary is named here."""
    review = workspace.records.review(planted.group.id)
    empty = []
    for field in Review.model_fields:
        rows = [getattr(review, field)] if field == "group" else getattr(review, field)
        if field in ("published_files", "rests_on"):
            continue
        assert rows, field
        for row in rows:
            for name, about in type(row).model_fields.items():
                if about.annotation is str and not is_link(name) and not getattr(row, name):
                    empty.append(f"{field}.{name}")
    assert empty == []


def test_nothing_withheld_comes_out_in_any_public_file(workspace: Workspace, planted: Planted) -> None:
    seen = ""
    guard = guard_of(workspace, planted.group.id)
    for what, data, form in public_files(workspace, planted.group):
        stretches = words_of(data, form)
        text = "\n".join(stretch.text for stretch in stretches) + data.decode("utf-8", "ignore")
        assert found_in(text, planted.closed | planted.withheld) == [], what
        assert "quillfeather" not in text.casefold(), what
        assert find_leaks(stretches, guard) == [], what
        seen += text
    # What may come out does: neither the files nor those who look into them are blind.
    for place in ("finding key.text", "recommendation.action", "submission public.text", "line.text", "group.title"):
        assert found_in(seen, {canary(place): place}), place


@pytest.mark.parametrize("form", [*reports.FORMATS])
def test_the_test_above_would_see_it(workspace: Workspace, planted: Planted, form: str) -> None:
    """A working copy has what is private, and the check finds it: neither is blind."""
    data = reports.render(workspace, planted.group, form, private=True)
    assert found_in(everything_in(data, form), {canary("submission private.text"): "private"})
    found = leaks_in(workspace, planted.group.id, data, form)
    assert canary("submission private.text").rstrip(".") in {leak.words for leak in found}


def test_question_sheets_and_pages_on_interviews_hold_nothing_closed(workspace: Workspace, planted: Planted) -> None:
    (interview,) = workspace.records.interviews.find(group_id=planted.group.id)
    for form in ("docx", "txt"):
        data = write_sheet(workspace, interview.id, form).read_bytes()
        assert found_in(everything_in(data, form), planted.closed | planted.withheld) == []
    for form in ("docx", "txt", "md"):
        data = write_summary(workspace, interview.id, form).read_bytes()
        assert found_in(everything_in(data, form), planted.closed) == []
        private = write_summary(workspace, interview.id, form, private=True).read_bytes()
        assert found_in(everything_in(private, form), planted.closed)


# -- pasted by a person ------------------------------------------------------------------------------------------------


def nearly(text: str) -> str:
    """A canary as somebody would paste and change it: other case, one word replaced, one added, other marks."""
    words = text.rstrip(".").split()
    words[4] = "otherwise"
    words.insert(6, "also")
    return f"“{' – '.join([' '.join(words[:3]).upper(), ' '.join(words[3:])])}”"


@pytest.mark.parametrize("change", [str, nearly], ids=["as it is", "nearly"])
def test_every_pasted_canary_is_found_and_nothing_else(
    workspace: Workspace, planted: Planted, change: Callable[[str], str]
) -> None:
    review = workspace.records.review(planted.group.id, with_binned=True)
    guarded = {row.text: row for row in withheld_in(review)}
    pasted = [text for text in planted.closed | planted.withheld if "private draft" not in text and text in guarded]
    # Everything of a closed record is guarded; of a working paper what was said, of a private one everything.
    assert set(planted.closed) <= set(guarded)
    with workspace.write("Paste"):
        for number, text in enumerate(pasted):
            finding = Finding(
                group_id=planted.group.id, text=f"It was heard that so it is: {change(text)}", position=number
            )
            workspace.records.findings.add(finding)
    guard = guard_of(workspace, planted.group.id)
    for form in reports.FORMATS:
        found = find_leaks(words_of(reports.render(workspace, planted.group, form), form), guard)
        # Who sent something exempt is a private name besides.
        assert all(leak.words in planted.closed for leak in found if leak.is_name)
        missed = [text for text in pasted if not any(_is_of(leak, text) for leak in found)]
        assert missed == [], form
        others = [leak for leak in found if not any(_is_of(leak, text) for text in pasted)]
        assert others == [], form
    with pytest.raises(GivesAway):
        reports.export_report(workspace, planted.group, "docx")
    assert list(workspace.exports.iterdir()) == []


def _is_of(leak: Leak, text: str) -> bool:
    words = leak.words.casefold().split()
    return len(words) >= 6 and " ".join(words[:6]) in text.casefold()


def test_a_canary_pasted_into_any_section_or_field_that_is_printed_is_found(
    workspace: Workspace, planted: Planted
) -> None:
    records, secrets = workspace.records, [text for text in planted.closed if len(text.split()) == 9]
    with workspace.write("Paste"):
        for row, secret in zip(records.prose.find(group_id=planted.group.id), secrets, strict=False):
            records.prose.save(row.model_copy(update={"text": f"{row.text}\n\nSo it is: {secret}"}))
        pasted = secrets[: len(ReportSection)]
        more = secrets[len(ReportSection) :]
        for rows, field in (
            (records.recommendations, "action"),
            (records.recommendations, "reason"),
            (records.recommendations, "measure"),
            (records.responses, "text"),
            (records.enquiry, "text"),
            (records.scopes, "answers"),
            (records.meetings, "place"),
            (records.snapshots, "definition"),
        ):
            printed: Any = rows.find(group_id=planted.group.id)[-1]
            secret = more.pop()
            value = {"hopes": f"So: {secret}"} if field == "answers" else f"So it is: {secret}"
            rows.save(printed.model_copy(update={field: value}))
            if field != "place":  # where a meeting was is not printed
                pasted.append(secret)
    data = reports.render(workspace, planted.group, "docx")
    found = leaks_in(workspace, planted.group.id, data, "docx")
    missed = [text for text in pasted if not any(_is_of(leak, text) for leak in found)]
    assert missed == []
    assert {written_in(workspace, planted.group.id, leak).tab for leak in found} == {
        *("report", "recommendations", "enquiry", "scope", "evidence")
    }


# -- the index, logs, temporary files, names of files ------------------------------------------------------------------


def test_the_open_index_has_no_closed_word(workspace: Workspace, planted: Planted) -> None:
    feeding = Feeding(workspace)
    try:
        while not feeding.feed():
            pass
    finally:
        feeding.close()
    store = PassageStore(workspace.db)
    for name, must_have in (("live-open", False), ("live-closed", True)):
        state = store.state(name)
        assert state is not None
        files = b"".join(f.read_bytes() for f in (workspace.index_folder / state.uid).rglob("*") if f.is_file())
        there = found_in(files.decode("latin-1"), planted.closed)
        assert bool(there) is must_have, name
    open_words = {r["word"] for r in workspace.db.query("select word from word where access = 'open'")}
    closed_words = {word for text in planted.closed for word in text.casefold().rstrip(".").split()}
    assert not open_words & closed_words
    searching = Searching(workspace)
    try:
        secret = canary("note exempt.text").split()[2]
        assert secret in " ".join(str(found) for found in searching.ask(secret).found)
    finally:
        searching.close()


def test_logs_temporary_files_names_and_errors_hold_nothing(
    workspace: Workspace,
    planted: Planted,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    secrets = planted.closed | planted.withheld
    # Whoever begins a file where the machine keeps such fails at once, though it were taken away again.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert workspace.db.execute("pragma temp_store").fetchone()[0] == 2  # in memory
    caplog.set_level(logging.DEBUG)
    here = ["--workspace", str(workspace.folder)]
    for form in ("docx", "html", "md", "txt"):
        assert call([*here, "report", planted.group.id, "--format", form]) == 0
    assert call([*here, "report", planted.group.id, "--format", "docx", "--private"]) == 0
    for kind in ((), ("--private",)):
        assert call([*here, "export", "evidence", planted.group.id, "--format", "xlsx", *kind]) == 0
    with workspace.write("Paste"):
        for row in workspace.records.findings.find(group_id=planted.group.id)[:1]:
            text = f"{row.text} {canary('note exempt.text')}"
            workspace.records.findings.save(row.model_copy(update={"text": text}))
    capsys.readouterr()
    refused = tmp_path / "refused.docx"
    assert call([*here, "report", planted.group.id, "--format", "docx", "--out", str(refused)]) == 2
    told = capsys.readouterr()
    assert found_in(told.err, secrets) == []
    assert found_in(told.out, {canary("note exempt.text"): "shown to the person who asked"})
    why = "They agreed to it in writing"
    assert call([*here, "report", planted.group.id, "--out", str(refused), "--override-leaks", why]) == 0
    made = back_up(workspace)
    assert found_in(capsys.readouterr().err, secrets) == []
    assert found_in(caplog.text, secrets) == []
    names = " ".join(path.name for path in workspace.folder.rglob("*"))
    assert found_in(f"{names} {made}", secrets) == []
    assert "quillfeather" not in names.casefold()
    for published in workspace.records.published.find():
        assert found_in(published.model_dump_json(), secrets) == []
    label = " ".join(row["label"] for row in workspace.db.query("select label from steps"))
    assert found_in(label, secrets) == []


def test_the_archive_of_a_review_is_whole_and_is_no_public_file(
    workspace: Workspace, planted: Planted, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``group export`` is the whole review for another workspace: everything is in it, and only on being asked for."""
    out = tmp_path / "whole.json"
    assert call(["--workspace", str(workspace.folder), "group", "export", planted.group.id, "--out", str(out)]) == 0
    assert found_in(capsys.readouterr().err, planted.closed) == []
    text = out.read_text(encoding="utf-8")
    assert all(secret in text for secret in planted.closed)
    assert "Quillfeather" not in text  # the key of names is in no review
