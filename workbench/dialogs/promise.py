"""Asks who sees to a promise and by when it is due, for a line of notes or for a request; and what came of it."""

from __future__ import annotations

from datetime import date

from textual.app import App

from interviews.interview import Note
from interviews.request import InformationRequest, RequestState
from workbench.dates import NotADate, show_date
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.services.due_days import due_in, read_due
from workbench.services.membership import members_of
from workbench.services.requests import change_request, from_note, settle
from workbench.text import in_quotes, one_line
from workbench.workspace.workspace import Workspace

BY_WHEN = "By when is it due? Leave it empty where nobody has said."
BY_WHEN_HINT = "such as Friday, in two weeks, or 14 Jan"


async def ask_promise(
    app: App[int], workspace: Workspace, about: Note | InformationRequest
) -> InformationRequest | None:
    """Ask, from a worker, who sees to it and by when; None where somebody left with Esc: nothing is written then.

    Raises what ``from_note`` and ``change_request`` raise.
    """
    known = about if isinstance(about, InformationRequest) else _known(workspace, about)
    words = about.text if isinstance(about, Note) else about.what
    owner = await ask_owner(app, workspace, about.group_id, known.owner if known else "", what=words)
    if owner is None:
        return None
    today = workspace.today().date()
    offered = (known.due if known else None) or due_in(words, today)
    typed = await app.push_screen_wait(
        AskWords(BY_WHEN, value=show_date(offered), hint=BY_WHEN_HINT, refuse=lambda text: no_day(text, today))
    )
    if typed is None:
        return None
    due = read_due(typed, today)
    if isinstance(about, InformationRequest):
        return change_request(workspace, about, owner=owner, due=due)
    if known is not None:
        return change_request(workspace, known, owner=owner, due=due)
    return from_note(workspace, about, owner=owner, due=due)


async def ask_owner(app: App[int], workspace: Workspace, group_id: str, now: str = "", *, what: str = "") -> str | None:
    """Ask who in the group sees to ``what``; "" is nobody yet, None is Esc."""
    question = f"Who sees to it? {in_quotes(what)}".strip()
    names = list(
        dict.fromkeys([*(m.name for m in members_of(workspace, group_id) if m.name.strip()), *filter(None, [now])])
    )
    choices = [(str(n), name) for n, name in enumerate(names)] + [
        ("other", "Somebody else …"),
        ("nobody", "Nobody yet"),
    ]
    me = next((n for n, name in enumerate(names) if name == (now or workspace.author.name)), 0)
    answer = await app.push_screen_wait(AskWhich(question, choices, chosen=str(me)))
    if answer == "other":
        name = await app.push_screen_wait(AskWords("Who sees to it?", hint="such as the scrutiny co-ordinator"))
        return one_line(name).plain if name else None
    if answer is None:
        return None
    return "" if answer == "nobody" else names[int(answer)]


async def ask_settled(app: App[int], workspace: Workspace, request: InformationRequest) -> InformationRequest | None:
    """Ask, from a worker, what came of a request, and which submission it was where one arrived; None on Esc."""
    choices = [
        (RequestState.RECEIVED.value, "Received"),
        (RequestState.NOT_COMING.value, "Not coming"),
        (RequestState.OPEN.value, "Still open"),
    ]
    answer = await app.push_screen_wait(AskWhich("What came of it?", choices, chosen=request.state.value))
    if answer is None:
        return None
    state = RequestState(answer)
    submission_id, outcome = "", ""
    if state is RequestState.RECEIVED:
        handed = sorted(
            workspace.records.submissions.find(group_id=request.group_id),
            key=lambda s: (s.partner_id != request.partner_id or not s.partner_id, -s.position),
        )
        rows = [(s.id, f"{s.reference} {s.title}") for s in handed]
        which = await app.push_screen_wait(
            AskWhich(
                "Which submission is it?",
                [("none", "It is none of the submissions"), *rows],
                chosen=request.submission_id or (rows[0][0] if rows else "none"),
            )
        )
        if which is None:
            return None
        submission_id = "" if which == "none" else which
    if state is RequestState.NOT_COMING or (state is RequestState.RECEIVED and not submission_id):
        question = "Why is it not coming?" if state is RequestState.NOT_COMING else "How did it arrive?"
        said = await app.push_screen_wait(
            AskWords(f"{question} It may stay empty.", value=request.outcome, refuse=lambda _: "")
        )
        if said is None:
            return None
        outcome = said
    return settle(workspace, request, state, outcome=outcome, submission_id=submission_id)


def no_day(text: str, today: date) -> str:
    """Why a text is no day, as a dialog says it; nothing where it is one or is empty."""
    try:
        read_due(text, today)
    except NotADate as why:
        return str(why)
    return ""


def _known(workspace: Workspace, note: Note) -> InformationRequest | None:
    return next(iter(workspace.records.requests.find(note_id=note.id)), None)
