"""Asks to which question some lines of notes belong, and who spoke them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import App

from groups.enquiry import EnquiryLine, LineKind, outline
from interviews.interview import Interview, Note
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.text import one_line


async def ask_question(
    app: App[int], question: str, enquiry: Sequence[EnquiryLine], *, under: str = "", or_none: bool = False
) -> str | None:
    """Ask, from a worker, for a line of enquiry by id: any, or one and its parts; "" is no question, None is Esc."""
    places = [p for p in outline(enquiry) if p.line.kind is not LineKind.THEME]
    if under:
        places = [p for p in places if under in (p.line.id, p.line.parent_id)]
    choices = [(p.line.id, f"{'  ' * max(p.depth - 1, 0)}{p.number}  {p.line.text}") for p in places]
    none = [("none", "No question")] if or_none else []
    answer = await app.push_screen_wait(AskWhich(question, [*choices, *none]))
    return "" if answer == "none" else answer


async def ask_speaker(
    app: App[int], question: str, interview: Interview, notes: Iterable[Note], *, or_nobody: bool = False
) -> str | None:
    """Ask, from a worker, who spoke: somebody who is here or spoke before, or another name; None on Esc."""
    names = list(dict.fromkeys([*interview.people(), *(n.speaker for n in notes if n.speaker.strip())]))
    choices = [(str(n), name) for n, name in enumerate(names)] + [("other", "Somebody else …")]
    choices += [("nobody", "Nobody in particular")] if or_nobody else []
    answer = await app.push_screen_wait(AskWhich(question, choices)) if len(choices) > 1 else "other"
    if answer == "other":
        typed = await app.push_screen_wait(AskWords(question, hint="such as Ms P Lee"))
        return one_line(typed).plain if typed else None
    if answer is None:
        return None
    return "" if answer == "nobody" else one_line(names[int(answer)]).plain
