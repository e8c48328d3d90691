"""Themes: labels that cut across partners and lines of enquiry, put on notes and on passages."""

from __future__ import annotations

from collections.abc import Iterable

from groups.record import OfGroup


class Theme(OfGroup):
    """One theme; ``parent_id`` names the theme under which it stands, if any."""

    name: str
    parent_id: str = ""
    position: int = 0


def in_order(themes: Iterable[Theme]) -> list[Theme]:
    """Themes as they are listed, each followed by those under it; the first nine have the keys 1 to 9."""
    rows = sorted(themes, key=lambda t: (t.position, t.id))
    ids = {t.id for t in rows}
    under: dict[str, list[Theme]] = {}
    for theme in rows:
        under.setdefault(theme.parent_id if theme.parent_id in ids else "", []).append(theme)
    return [each for top in under.get("", []) for each in (top, *under.get(top.id, []))]
