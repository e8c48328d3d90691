"""Asks what is to be said about several lines of notes, and of which lines; one step of undo takes all of it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.app import App

from groups.sensitivity import SCHEDULE_12A, Sensitivity, exempt_reason
from interviews.interview import Note, NoteKind
from interviews.theme import in_order
from workbench.dialogs.about_line import ask_question, ask_speaker
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.dialogs.mark_several import MarkSeveral
from workbench.services.many_notes import (
    ManyChanged,
    add_theme,
    in_words,
    set_kind,
    set_privacy,
    set_question,
    set_speaker,
    take_theme_off,
)
from workbench.services.session import InterviewNow, interview_now
from workbench.text import one_line
from workbench.workspace.workspace import Workspace

Act = Callable[[Sequence[Note]], ManyChanged]

_WHAT = [
    ("question", "The question that they answer"),
    ("kind", "What kind of thing they are"),
    ("speaker", "Who spoke them"),
    ("privacy", "How private they are"),
    ("theme", "A theme"),
]


async def change_many(
    app: App[int], workspace: Workspace, interview_id: str, *, marked: Iterable[str] = ()
) -> str | None:
    """Ask, from a worker, for the lines (unless some are ``marked`` by id), what about them, and the value; then do it.

    Returns a sentence that says what was changed and what was left, or None on Esc. Raises NoReason, WorkspaceProblem.
    """
    now = interview_now(workspace, interview_id)
    ids = [note.id for note in now.notes if note.id in set(marked)]
    if not ids:
        chosen = await app.push_screen_wait(
            MarkSeveral("Which lines?", [(n.id, _line(n, now)) for n in now.notes], empty="There are no lines yet.")
        )
        ids = [note.id for note in now.notes if chosen and note.id in set(chosen)]
    if not ids:
        return None
    count = "1 line" if len(ids) == 1 else f"{len(ids)} lines"
    what = await app.push_screen_wait(AskWhich(f"What do you want to say about {count}?", _WHAT))
    act = await _ask_value(app, workspace, now, what) if what else None
    if act is None:
        return None
    wanted = set(ids)
    return in_words(workspace, act([note for note in now.notes if note.id in wanted]))


async def _ask_value(app: App[int], workspace: Workspace, now: InterviewNow, what: str) -> Act | None:
    match what:
        case "question":
            return await _question(app, workspace, now)
        case "kind":
            kinds = [(kind.value, kind.value) for kind in NoteKind]
            kind = await app.push_screen_wait(AskWhich("What kind of thing are they?", kinds))
            return (lambda notes: set_kind(workspace, notes, NoteKind(kind))) if kind else None
        case "speaker":
            return await _speaker(app, workspace, now)
        case "privacy":
            return await _privacy(app, workspace)
        case _:
            return await _theme(app, workspace, now)


async def _question(app: App[int], workspace: Workspace, now: InterviewNow) -> Act | None:
    line_id = await ask_question(app, "Which question do they answer?", now.enquiry, or_none=True)
    return None if line_id is None else lambda notes: set_question(workspace, notes, line_id)


async def _speaker(app: App[int], workspace: Workspace, now: InterviewNow) -> Act | None:
    speaker = await ask_speaker(app, "Who spoke them?", now.interview, now.notes, or_nobody=True)
    return None if speaker is None else lambda notes: set_speaker(workspace, notes, speaker)


async def _privacy(app: App[int], workspace: Workspace) -> Act | None:
    choices = [
        (Sensitivity.WORKING.value, "Working paper: not for publication (as every note begins)"),
        (Sensitivity.PUBLIC.value, "Public: may stand in a report"),
        (Sensitivity.CONFIDENTIAL.value, "Confidential"),
        *((str(n), f"Exempt, paragraph {n}: {about}") for n, about in SCHEDULE_12A.items()),
    ]
    answer = await app.push_screen_wait(AskWhich("How private are they?", choices, numbered=False))
    if answer is None:
        return None
    if not answer.isdecimal():
        return lambda notes: set_privacy(workspace, notes, Sensitivity(answer))
    why = await app.push_screen_wait(
        AskWords("Why is keeping them private in the public interest?", hint="such as: they name a child")
    )
    if not why:
        return None
    reason = exempt_reason(int(answer), one_line(why).plain)
    return lambda notes: set_privacy(workspace, notes, Sensitivity.EXEMPT, reason)


async def _theme(app: App[int], workspace: Workspace, now: InterviewNow) -> Act | None:
    themes = in_order(workspace.records.themes.find(group_id=now.group.id))
    if not themes:
        question = "There are no themes yet: they are made among the themes of the group."
        await app.push_screen_wait(AskWhich(question, [("ok", "Back")]))
        return None
    choices = [(f"on:{t.id}", t.name) for t in themes] + [(f"off:{t.id}", f"Take off: {t.name}") for t in themes]
    answer = await app.push_screen_wait(AskWhich("Which theme?", choices))
    way, _, theme_id = (answer or "").partition(":")
    if not theme_id:
        return None
    act = add_theme if way == "on" else take_theme_off
    return lambda notes: act(workspace, notes, theme_id)


def _line(note: Note, now: InterviewNow) -> str:
    number = now.numbers.get(note.line_id, "") or "—"
    said = f"{note.speaker}: {note.text}" if note.speaker.strip() else note.text
    return f"{number}  {said}"
