"""The names of facts in prose, such as {meetings} or {figure: Census; JAN}: which a text uses, which was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from markdown_it.token import Token

from workbench.report.markdown_rules import FACT, TooDeep, parsed

_FEW = 8  # names that a sentence can list
_ALIKE = 0.6


def fact_key(name: str) -> str:
    """The name by which a fact is known, whatever its blanks: "figure:  JAN,2025" is asked for as it is kept."""
    kind, colon, which = name.partition(":")
    return f"{kind.strip()}: {' '.join(which.split())}" if colon else name.strip()


def names_in(text: str) -> list[str]:
    """The facts that a text uses, each once, in the order in which they come first; none in what cannot be read."""
    try:
        tokens = parsed(text) if "{" in text else []
    except TooDeep:
        return []
    return list(dict.fromkeys(fact_key(token.content) for token in _all(tokens) if token.type == FACT))


def instead_of(name: str, known: Iterable[str]) -> str:
    """The end of a sentence about a fact that is not there: the likely one meant, else which there are."""
    names = sorted(known)
    if not names:
        return "this text can use no facts; "
    if likely := likely_meant(name, names):
        return f"did you mean {{{likely}}}? If not, "
    if len(names) > _FEW:
        return "the list of facts (F2 while writing) says which there are; "
    return f"the facts are {', '.join(f'{{{one}}}' for one in names[:-1])} and {{{names[-1]}}}; "


def likely_meant(name: str, known: Iterable[str]) -> str:
    """The fact whose name is most like a misspelt one; "" where none is."""
    names = {_plain(one): one for one in known}
    found = get_close_matches(_plain(name), names, n=1, cutoff=_ALIKE)
    return names[found[0]] if found else ""


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def _all(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or ())
