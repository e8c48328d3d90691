"""How marked passages stand in a list: the line, the words, and what they are linked to."""

from __future__ import annotations

from collections.abc import Sequence

from groups.evidence import Standing
from workbench.services.anchoring import Unsettled
from workbench.services.marking import Mark
from workbench.text import one_line
from workbench.widgets.hanging import hanging
from workbench.widgets.record_list import Row

LONGEST = 150  # characters of a passage in the list: its place in the text is a key away
NOTHING_LIKE = "Nothing like it stands there now: h chooses its place by hand, k keeps the words."


def mark_rows(marks: Sequence[Mark], to_look_at: int, width: int) -> list[Row]:
    """The marks in the order of the text; above them how many somebody must look at."""
    rows = []
    if to_look_at:
        words = f"{to_look_at} to be looked at: the text was changed. Press o."
        rows.append(Row("unsure", one_line(words, "$text-warning")))
    for mark in marks:
        lead = f"{mark.line or '—':>4} "
        about = f"  {mark.about or 'not linked to anything yet'}"
        remark = one_line(mark.passage.remark).plain
        if remark:
            about += f" · {shortened(remark, 80)}"
        was = mark.passage.address.was if mark.passage.address.standing is Standing.IN_PLACE else ""
        if was:
            about += " · the words were corrected since"
        rows.append(Row(mark.passage.id, hanging(lead, shortened(mark.words), width, tail=about, tail_style="dim")))
    return rows


def shortened(words: str, most: int = LONGEST) -> str:
    """So much of some words as a list has room for, on one line."""
    plain = one_line(words).plain
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def unsettled_rows(found: Sequence[tuple[Unsettled, list[tuple[int, int, float, str]]]], width: int) -> list[Row]:
    """Each passage to be looked at, and under it the places where it may stand now: (line, number, likeness, words)."""
    rows = []
    for one, places in found:
        name = f"{one.submission.reference} {one.submission.title}".strip()
        held = " and ".join(dict.fromkeys(one.held_by))
        rows.append(Row(None, one_line(f"{shortened(name, 60)} · {held}", "dim")))
        rows.append(Row(None, hanging("Was: ", shortened(one.words, 300), width, lead_style="bold")))
        for line, number, likeness, words in places:
            tail = f"  line {line}, {how_like(likeness)}"
            rows.append(
                Row(f"{one.key}:{number}", hanging("Now? ", shortened(words, 300), width, tail=tail, tail_style="dim"))
            )
        if not places:
            rows.append(Row(f"{one.key}:-", one_line(NOTHING_LIKE)))
    return rows


def how_like(likeness: float) -> str:
    """How like two stretches of words are, in words."""
    if likeness >= 1:
        return "the same words"
    return "nearly the same words" if likeness >= 0.8 else "somewhat like it"
