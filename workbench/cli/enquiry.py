"""Commands about a group's lines of enquiry: show, add, move."""

from __future__ import annotations

import click

from workbench.cli.base import Session, as_json, pass_session, say, say_json


@click.group()
def enquiry() -> None:
    """The key lines of enquiry of a group."""


@enquiry.command()
@click.argument("group")
@as_json
@pass_session
def show(session: Session, group: str, json_out: bool) -> None:
    """The outline: themes, numbered questions, lettered sub-questions, and what came of each."""
    from workbench.services.enquiry_edit import enquiry_rows
    from workbench.services.exchange import find_group

    found = find_group(session.workspace, group)
    rows = enquiry_rows(session.workspace.records.review(found.id))
    if json_out:
        say_json(
            [
                {
                    "id": row.line.id,
                    "kind": row.line.kind.value,
                    "number": row.place.number,
                    "was": row.was,
                    "text": row.line.text,
                    "parent_id": row.line.parent_id,
                    "notes": row.told.notes,
                    "passages": row.told.passages,
                    "told": row.noted,
                    "questions": row.questions,
                    "asked_of": row.asked_of,
                }
                for row in rows
            ]
        )
        return
    if not rows:
        say(f"There are no lines of enquiry yet. Begin with: workbench enquiry add “{found.title}” --theme TEXT")
    for row in rows:
        told = [f"was {row.was}" if row.was else "", row.noted, row.packed]
        told.append(f"asked of {', '.join(row.asked_of)}" if row.asked_of else "")
        number = f"{row.place.number} " if row.place.number else ""
        say(f"{'  ' * row.place.depth}{number}{' '.join(row.line.text.split())}" + _bracketed(told))


@enquiry.command()
@click.argument("group")
@click.option("--theme", help="A theme, under which questions stand.")
@click.option("--question", help="A question.")
@click.option("--sub", help="A sub-question.")
@click.option("--under", metavar="NUMBER", help="Under or behind this line: its number, or the beginning of a theme.")
@pass_session
def add(
    session: Session, group: str, theme: str | None, question: str | None, sub: str | None, under: str | None
) -> None:
    """Add one line: a theme, a question (under the last theme) or a sub-question (of the last question)."""
    from groups.enquiry import LineKind
    from workbench.services.enquiry_edit import add_line, called, default_beside, enquiry_rows, find_line
    from workbench.services.exchange import find_group

    given = {LineKind.THEME: theme, LineKind.QUESTION: question, LineKind.SUB_QUESTION: sub}
    said = [(kind, text.strip()) for kind, text in given.items() if text is not None and text.strip()]
    if len(said) != 1:
        raise click.UsageError("Say one of --theme TEXT, --question TEXT or --sub TEXT.")
    kind, text = said[0]
    workspace = session.workspace
    found = find_group(workspace, group)
    lines = workspace.records.enquiry.find(group_id=found.id)
    beside = find_line(lines, under).line if under else default_beside(lines, kind)
    if kind is LineKind.SUB_QUESTION and (beside is None or beside.kind is LineKind.THEME):
        raise click.UsageError("A sub-question stands under a question: add one first, or name it with --under.")
    added = add_line(workspace, found.id, kind, text, beside)
    row = next(row for row in enquiry_rows(workspace.records.review(found.id)) if row.line.id == added.id)
    say(f"Added the {kind.value} {called(row.place)}." + (f" It asks {row.packed}: split it." if row.packed else ""))


@enquiry.command()
@click.argument("group")
@click.argument("number")
@click.argument("way", type=click.Choice(["up", "down"]))
@pass_session
def move(session: Session, group: str, number: str, way: str) -> None:
    """Move the line NUMBER one place up or down; what is linked to it stays linked."""
    from groups.enquiry import outline
    from workbench.services.enquiry_edit import called, find_line
    from workbench.services.enquiry_edit import move as move_line
    from workbench.services.exchange import find_group

    rows = session.workspace.records.enquiry
    found = find_group(session.workspace, group)
    place = find_line(rows.find(group_id=found.id), number)
    if not move_line(session.workspace, place.line, -1 if way == "up" else 1):
        say(f"{called(place)} is the {'first' if way == 'up' else 'last'} already.")
        return
    after = next(p for p in outline(rows.find(group_id=found.id)) if p.line.id == place.line.id)
    say(f"Moved {way}: {called(place)}" + (f" is {called(after)} now." if called(after) != called(place) else "."))


def _bracketed(told: list[str]) -> str:
    words = "; ".join(word for word in told if word)
    return f"  [{words}]" if words else ""
