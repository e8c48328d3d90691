"""Names of people: which forms can be the same person. A surname alone never is enough."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_TITLES = frozenset(
    "cllr councillor councillors mr mrs ms miss mx dr prof professor rev revd reverend sir dame lord lady the".split()
)


class NameParts(NamedTuple):
    """A name taken apart: given names or initials in lower case, and the surname in lower case."""

    given: tuple[str, ...]
    surname: str


def name_parts(name: str) -> NameParts:
    """Take a name apart: titles, brackets and what follows a comma are left out ("Cllr J Smith (Chair)" → j, smith)."""
    plain = re.sub(r"\(.*?\)|,.*", " ", name)
    words = [w.strip(".").casefold() for w in plain.split()]
    words = [w for w in words if w and w not in _TITLES]
    return NameParts(tuple(words[:-1]), words[-1]) if words else NameParts((), "")


def same_person(one: str, other: str) -> bool:
    """Whether two written names can be one person: the same surname and given names that agree as far as both go.

    "Mr G Vohra" and "Ghulam Vohra" agree; "Mr Vohra" and "Ghulam Vohra" do not, since a surname alone never matches.
    """
    a, b = name_parts(one), name_parts(other)
    if not a.surname or a.surname != b.surname:
        return False
    if not a.given or not b.given:
        return a == b and _plain(one) == _plain(other)
    return all(
        x == y or (len(x) == 1 and y.startswith(x)) or (len(y) == 1 and x.startswith(y))
        for x, y in zip(a.given, b.given, strict=False)
    )


def serving_on_several(names_by_group: dict[str, Iterable[str]]) -> dict[str, list[str]]:
    """Who serves on more than one group: the name as first met → the groups' titles, in order."""
    met: list[tuple[str, list[str]]] = []
    for title, names in names_by_group.items():
        for name in names:
            for known, titles in met:
                if same_person(known, name):
                    if title not in titles:
                        titles.append(title)
                    break
            else:
                met.append((name, [title]))
    return {name: titles for name, titles in met if len(titles) > 1}


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
