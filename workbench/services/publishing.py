"""Publishing: a finished file is checked for what may not come out before anything of it is written.

While there are leaks nothing is written, unless somebody says why it is to come out all the same: that reason, and the
places without their words, are kept beside the checksum of the file. The words of a leak are for a person's eyes: they
stand in no sentence of an error, in no log and in no record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from groups.record import Record
from groups.report_draft import PublishedFile
from groups.rows import Rows
from interviews.leak_earlier import KINDS, earlier_wordings
from interviews.leak_sources import closed_in_others
from interviews.leaks import Guarded, Leak, Stretch, find_leaks, gives_anything_away, guarded
from interviews.review import Review
from workbench.report.finished_words import words_of
from workbench.services.editing import NotAccepted
from workbench.services.files import write_file
from workbench.services.published import keep_published
from workbench.services.sharing import key_with_shared, with_shared
from workbench.workspace.history import once_with, words_since
from workbench.workspace.workspace import Workspace

FEWEST_WORDS = 3  # of a reason for publishing all the same
_MOST_TOLD = 3
_CLOSED = ("exempt", "confidential")
# What of the group's own forms of words is words, by table: a note that repeats them gives nothing away.
_FORMS = {
    "groups": (
        *("title", "short_title", "council", "portfolio", "boards", "topic_question", "resolution", "minute_title"),
    ),
    "enquiry_lines": ("text",),
    "scopes": ("answers", "enquiry"),
}
R = TypeVar("R", bound=Record)


class Prepared(NamedTuple):
    """A finished file that is not written yet, what it gives away, and its checksum."""

    form: str
    data: bytes
    leaks: tuple[Leak, ...]
    sha256: str
    draft_number: int = 0


class Published(NamedTuple):
    """A file that was written, and what was kept of it."""

    file: Path
    row: PublishedFile


class GivesAway(NotAccepted):
    """A file gives something away, so nothing was written; ``leaks`` has the places, the message none of the words.

    ``prepared`` and ``target`` are there where it may be published all the same, with a reason.
    """

    def __init__(self, leaks: Sequence[Leak], prepared: Prepared | None = None, target: Path | None = None) -> None:
        super().__init__(refusal(leaks))
        self.leaks = tuple(leaks)
        self.prepared = prepared
        self.target = target


def checked(workspace: Workspace, group_id: str, data: bytes, form: str, *, draft_number: int = 0) -> Prepared:
    """A finished file with what it gives away. Raises CannotCheck."""
    leaks = leaks_in(workspace, group_id, data, form)
    return Prepared(form, data, tuple(leaks), hashlib.sha256(data).hexdigest(), draft_number)


def publish(workspace: Workspace, group_id: str, prepared: Prepared, target: Path, *, override: str = "") -> Published:
    """Write a checked file and keep its checksum.

    Raises GivesAway while it gives something away, unless ``override`` says why it is to come out all the same;
    NotAccepted where that is no reason; WorkspaceProblem, and a file is there whole or not at all.
    """
    reason = ""
    if prepared.leaks:
        if not override.strip():
            raise GivesAway(prepared.leaks, prepared, target)
        reason = reason_given(workspace, group_id, override)
    write_file(target, prepared.data)
    row = keep_published(
        workspace,
        group_id,
        prepared.form,
        target.name,
        prepared.data,
        draft_number=prepared.draft_number,
        override_reason=reason,
        overridden=[in_the_record(leak) for leak in prepared.leaks],
    )
    return Published(target, row)


def refuse_leaks(workspace: Workspace, group_id: str, data: bytes, form: str, *, working_papers: bool = False) -> None:
    """Raise GivesAway where a finished file gives something away; for any export that others will see.

    One that may hold ``working_papers``, for members only, is checked for what is exempt or confidential alone. Raises
    CannotCheck too.
    """
    if leaks := leaks_in(workspace, group_id, data, form, working_papers=working_papers):
        raise GivesAway(leaks)


def leaks_in(
    workspace: Workspace, group_id: str, data: bytes, form: str, *, working_papers: bool = False
) -> list[Leak]:
    """Every place of a finished file that gives something away. Raises CannotCheck."""
    return find_leaks(words_of(data, form), guard_of(workspace, group_id, working_papers=working_papers))


def guard_of(workspace: Workspace, group_id: str, *, working_papers: bool = False) -> Guarded:
    """What of a group is to be guarded, and of what other groups of the workspace keep closed.

    With ``working_papers`` these may be shown, and the names that others are not to read.
    """
    records = workspace.records
    # What a sister group shares is guarded as this group's own, and so are the names that it keeps private.
    review = with_shared(workspace, _as_worded(workspace, records.review(group_id, with_binned=True)))
    others = closed_in_others(
        _closed(records.notes), _closed(records.submissions), group_id, requests=_closed(records.requests)
    )
    drafts = [draft for interview in review.interviews for draft in records.drafts.of(interview.id)]
    guard = guarded(review, key_with_shared(workspace, group_id), drafts=drafts, others=others)
    if working_papers:
        guard.withheld = [row for row in guard.withheld if row.why in _CLOSED]
        guard.names = []
    else:
        states = ((table, old) for table in KINDS for old in once_with(workspace.db, table, "sensitivity", _CLOSED))
        guard.withheld += earlier_wordings(review, states)
    guard.packs = _Packs(workspace)
    return guard


def _closed(rows: Rows[R]) -> list[R]:
    """The rows of all groups that are exempt or confidential, those in the bin too."""
    return [row for word in _CLOSED for binned in (False, True) for row in rows.find(binned=binned, sensitivity=word)]


def _as_worded(workspace: Workspace, review: Review) -> Review:
    """The review with its forms of words dated by when they were written: a line that is moved says nothing new."""
    group, enquiry, scope = (words_since(workspace.db, table, fields) for table, fields in _FORMS.items())
    return review.model_copy(
        update={
            "group": _dated(review.group, group),
            "enquiry": [_dated(line, enquiry) for line in review.enquiry],
            "scope": [_dated(row, scope) for row in review.scope],
        }
    )


def _dated(row: R, since: Mapping[str, datetime]) -> R:
    return row.model_copy(update={"changed_at": since.get(row.id, row.changed_at)})


class _Packs:
    """The texts of the public documents in the archive, read when they are asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def __iter__(self) -> Iterator[str]:
        for pack in self._workspace.packs.all():
            yield self._workspace.packs.text(pack.id)


# -- in words ---------------------------------------------------------------------------------------------------------


def refusal(leaks: Sequence[Leak]) -> str:
    """Why a file was not written, in one sentence that has none of the words."""
    places = Leak.places(leaks)
    count = "one place" if places == 1 else f"{places} places"
    told = "; ".join(in_the_record(leak) for leak in leaks[:_MOST_TOLD])
    more = f"; and {places - _MOST_TOLD} more" if len(leaks) > _MOST_TOLD else ""
    return f"Nothing was written: in {count} the file gives away what may not come out ({told}{more}). Mend it first."


def in_the_record(leak: Leak) -> str:
    """A place without its words, as it is kept and told in an error: "part 6, paragraph 3: exempt, a note"."""
    what = "a private name" if leak.is_name else _KINDS.get(leak.table, "a record")
    return f"{leak.place}: {leak.why if not leak.is_name else 'not to be named'}, {what}"


_KINDS = {
    "notes": "a note",
    "interviews": "a note",
    "submissions": "a submission",
    "snapshots": "a table of figures",
    "marked_passages": "a marked passage",
    "requests": "a request",
    "evidence_links": "words quoted beside a finding",
}


def why_no_reason(text: str) -> str:
    """Why some words are no reason for publishing all the same; "" where they are."""
    if len([word for word in text.split() if any(sign.isalpha() for sign in word)]) < FEWEST_WORDS:
        return "Say in a few words why it is to be published all the same: the reason is kept."
    return ""


def reason_given(workspace: Workspace, group_id: str, text: str) -> str:
    """The reason as it is kept. Raises NotAccepted where it is none, or gives something away itself."""
    reason = " ".join(text.split())
    if why := why_no_reason(reason):
        raise NotAccepted(why)
    if gives_anything_away([Stretch("reason", "the reason", reason)], guard_of(workspace, group_id)):
        raise NotAccepted("The reason itself gives away what may not come out: say it in other words.")
    return reason
