"""Themes: labels that cut across partners and lines of enquiry, put on notes and on passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from groups.record import OfGroup


class Theme(OfGroup):
    """One theme; ``parent_id`` names the theme under which it stands, if any."""

    name: str
    parent_id: str = ""
    position: int = 0


class Tagged(Protocol):
    """What themes can be put on: a note, a marked passage."""

    @property
    def theme_ids(self) -> list[str]:
        """The themes that it has."""


T = TypeVar("T", bound=Tagged)


def in_order(themes: Iterable[Theme]) -> list[Theme]:
    """Themes as they are listed, each followed by those under it; the first nine have the keys 1 to 9."""
    rows = sorted(themes, key=lambda t: (t.position, t.id))
    ids = {t.id for t in rows}
    under: dict[str, list[Theme]] = {}
    for theme in rows:
        under.setdefault(theme.parent_id if theme.parent_id in ids else "", []).append(theme)
    return [each for top in under.get("", []) for each in (top, *under.get(top.id, []))]


def depths(themes: Iterable[Theme]) -> dict[str, int]:
    """How deep each theme stands: 1 under another, else 0."""
    rows = list(themes)
    ids = {t.id for t in rows}
    return {t.id: int(t.parent_id in ids) for t in rows}


def possible_parents(theme_id: str, themes: Iterable[Theme]) -> list[Theme]:
    """The themes under which one can stand: there are two levels, and what holds others stays on the first."""
    rows = in_order(themes)
    if any(t.parent_id == theme_id for t in rows if theme_id):
        return []
    deep = depths(rows)
    return [t for t in rows if t.id != theme_id and not deep[t.id]]


def called(name: str, themes: Iterable[Theme]) -> Theme | None:
    """The theme of this name, large or small letters alike."""
    wanted = " ".join(name.casefold().split())
    return next((t for t in themes if " ".join(t.name.casefold().split()) == wanted), None)


def having(theme_ids: Iterable[str], tagged: Iterable[T]) -> list[T]:
    """What has one of these themes or several, each once and in its order."""
    wanted = set(theme_ids)
    return [each for each in tagged if wanted.intersection(each.theme_ids)]


def with_those_under(theme_id: str, themes: Iterable[Theme]) -> list[str]:
    """A theme and the themes that stand under it, by id."""
    return [theme_id, *(t.id for t in in_order(themes) if t.parent_id == theme_id)]


def retagged(theme_ids: Sequence[str], renamed: Mapping[str, str]) -> list[str]:
    """The themes of something after some became others, each once: what two themes had has the one that is left."""
    return list(dict.fromkeys(renamed.get(each, each) for each in theme_ids))


def toggled(tagged: Sequence[Tagged], theme_id: str) -> bool:
    """Whether a key that stands for a theme puts it on several things: it does unless all of them have it."""
    return not all(theme_id in each.theme_ids for each in tagged)
