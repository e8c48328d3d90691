"""A pack in plain lines, for the command line and for people who use a screen reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.packs.models import Pack
from workbench.services.pack_outline import long_date, outline
from workbench.services.packs import import_report


def pack_in_lines(pack: Pack, notices: Sequence[str] = ()) -> str:
    """What a pack holds as text: which meeting, its outline with the line of each thing, what was read and not read."""
    parts = [_facts(pack), _outline(pack), _groups(pack), _programme(pack), [*notices, *import_report(pack)]]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))


def _facts(pack: Pack) -> Iterator[str]:
    facts = pack.pack
    yield facts.board or "(no board found)"
    told = (
        ("Council", facts.council),
        ("Meeting", long_date(facts.meeting_date)),
        ("Place", facts.venue),
        ("Chair", facts.chair),
        ("Minutes of", long_date(facts.minutes_of)),
    )
    for label, value in told:
        if value:
            yield f"{label}: {value}"


def _outline(pack: Pack) -> Iterator[str]:
    for row in outline(pack):
        if row.kind not in ("Task and finish groups", "Group"):
            yield f"{'  ' * row.depth}{row.kind}: {row.text}".rstrip(" :") + f"  [line {row.line}]"


def _groups(pack: Pack) -> Iterator[str]:
    if pack.task_groups:
        yield "TASK AND FINISH GROUPS"
    for group in pack.task_groups:
        minute = f", set up by minute {group.minute_number}" if group.resolution_line else ""
        yield f"  {group.name}{minute}"
        if group.members:
            yield f"    {', '.join(group.members)}"


def _programme(pack: Pack) -> Iterator[str]:
    rows = [row for row in pack.work_programme if row.title]
    if rows:
        yield "WORK PROGRAMME"
    day = None
    for row in rows:
        if row.date_text != day:
            day = row.date_text
            yield f"  {day or '(no date)'}"
        yield f"    {row.title}" + (f"  [line {row.line}]" if row.line else "")
