"""Several recommendations made into one: with lettered parts or as one text, so that nothing that was asked is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from groups.recommendation import (
    Recommendation,
    RecommendationState,
    SubPart,
    date_as_written,
    sentence,
)

PARTS_OVER = "These steps are taken:"
# What a sentence says of a recommendation: it stands over all the parts only where all of them say the same.
_SAID = ("owner", "measure", "reason")
_STATES = list(RecommendationState)


class Joined(NamedTuple):
    """The one that was made, with the id of the first, and where each of the others went: id → its part, or ""."""

    recommendation: Recommendation
    part_of: dict[str, str]


def joined(rows: Sequence[Recommendation], new_id: Callable[[], str], *, as_parts: bool) -> Joined:
    """One recommendation of several, to the addressee of the first.

    As parts each becomes a lettered part; the first, where it has parts already, keeps them and their ids. What all of
    them say of owner, date, measure and reason stands over the parts, what only some say stays with their words. It
    has come only as far as the one that has come least far, and is agreed by those who agreed all of it.
    """
    first = rows[0]
    shared = _shared(rows)
    whole = first.model_copy(update=shared | _beside(rows))
    if not as_parts:
        texts = [_text_of(row, shared) for row in rows]
        text = "; and ".join([texts[0], *(_lowered(each) for each in texts[1:])])
        return Joined(
            whole.model_copy(update={"action": text, "parts": []}), dict.fromkeys((row.id for row in rows), "")
        )
    parts: list[SubPart] = []
    part_of: dict[str, str] = {}
    for row in rows:
        if row.id == first.id and row.parts:
            parts += row.parts
            part_of[row.id] = ""
            whole = whole.model_copy(update={"action": _over(row, shared)})
            continue
        parts.append(SubPart(id=new_id(), text=_text_of(row, shared)))
        part_of[row.id] = parts[-1].id
    if not first.parts:
        whole = whole.model_copy(update={"action": PARTS_OVER})
    return Joined(whole.model_copy(update={"parts": parts}), part_of)


def _shared(rows: Sequence[Recommendation]) -> dict[str, Any]:
    """What all of them say in the same words; nothing where they differ or one says nothing."""
    found: dict[str, Any] = {}
    for name in _SAID:
        values = {getattr(row, name).strip() for row in rows}
        found[name] = values.pop() if len(values) == 1 else ""
    first = rows[0]
    same_day = len({date_as_written(row) for row in rows}) == 1
    found["by_when"] = first.by_when if same_day else None
    found["by_when_text"] = first.by_when_text if same_day else ""
    return found


def _beside(rows: Sequence[Recommendation]) -> dict[str, Any]:
    """What stands beside the words: notes together, the names of those who agreed all of it, the least far state."""
    agreed = [name for name in rows[0].agreed_by if all(name in row.agreed_by for row in rows)]
    return {
        "cost": _together("\n", (row.cost for row in rows)),
        "equality": _together("\n", (row.equality for row in rows)),
        "minority_view": _together("\n", (row.minority_view for row in rows)),
        "proposed_by": _together(", ", (row.proposed_by for row in rows)),
        "agreed_by": agreed,
        "state": min((row.state for row in rows), key=_STATES.index),
    }


def _together(gap: str, texts: Iterable[str]) -> str:
    return gap.join(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _text_of(row: Recommendation, shared: dict[str, Any]) -> str:
    """What one asks, as one text; what is said over all of them is left out."""
    text = sentence(_less(row, shared)).strip()
    inside = "; ".join(part.text.strip().rstrip(".;") for part in row.parts if part.text.strip())
    return f"{text} {inside}".strip().rstrip(".") if inside else text.rstrip(".")


def _over(row: Recommendation, shared: dict[str, Any]) -> str:
    """The line over the parts of the first, with what it says alone."""
    return sentence(_less(row, shared))


def _less(row: Recommendation, shared: dict[str, Any]) -> Recommendation:
    gone: dict[str, Any] = {name: "" for name in _SAID if shared[name]}
    if shared["by_when"] is not None or shared["by_when_text"]:
        gone |= {"by_when": None, "by_when_text": ""}
    return row.model_copy(update=gone)


def _lowered(text: str) -> str:
    """A text as it goes on in a sentence; an abbreviation or a name of two capitals stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() and text[:1].isupper() else text
