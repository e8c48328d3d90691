"""Words around names and names that are words, and text in small letters without accents for comparing names."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

TITLES = "mr mrs ms miss mx master dr doctor prof professor sir dame lord lady rev revd reverend pc"
CIVIC_TITLES = ("cllr", "councillor")
TITLE_WORDS = frozenset((*TITLES.split(), *CIVIC_TITLES))
PARTICLES = frozenset("van von de der den del della da di du le la al el bin ibn ap st mac".split())
# Given names and surnames that are words, months or places too. Alone they are names only where they look like one.
ORDINARY = frozenset(
    "abbey able amber angel april art asian august autumn baker ball banks barber bell berry best bill bird bishop "
    "black blossom blue bond boy branch brand bridge bridges bright broad brook brooks brown bud bush butcher care "
    "carer caribbean carpenter carter case cash chambers chance charity chase child childs christian chuck church "
    "clay clerk cliff close coach colt cook cooper court cross daisy dale dawn day dean dear destiny dick dolly drew "
    "driver duke earl early east eden england english ernest eve faith farmer fern field fields finch fisher flora "
    "flowers ford forest foster fox frank freeman french friend gale gardener gates gay gene german ginger glen "
    "golden good grace grant gray green grey guy hall hand harmony harper hart hazel head heath heather heaven hill "
    "holiday holly honey hope house hunt hunter ireland iris irish iron ivy jack jade jasmine jewel joy joyce judge "
    "june justice keen key king knight lake lane lark law laws lily little lock london long love lucky main major "
    "march marine mark marsh mason max may mayor melody mercy miles mill miller mills money moon moore moss noble "
    "north nova nurse ocean olive page parish park parker parks pass patience peace pearl penny pepper piper place "
    "plant pole pond pool pope poppy porter post potter pound power price prince prior queen quick rain ray read "
    "reader red reed rich ring river rivers rob robin rock rose rowan ruby rush rusty sage sales sandy say school "
    "seal see self sharp shaw shepherd short singer sky small smart south speed spring star stark sterling steward "
    "stone storm street strong sue summer summers sunny swan sweet swift tanner taylor teacher tiger town trip true "
    "turner violet wade wake wales walker wall ward warden waters way weaver webb weeks wells welsh west white wild "
    "will winter wise wood woods worth young".split()
)
# Those that have a capital in the middle of a sentence too: a surname is not told from "White British" by that.
CAPITALISED = frozenset(
    "asian black caribbean christian england english french german ireland irish london wales welsh white".split()
)
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’ʼ`´′＇", "'"),
        **dict.fromkeys("‐‑‒–−", "-"),
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
    }
)


class Folded(NamedTuple):
    """A text in small letters without accents, and where each of its characters stands in the text."""

    text: str
    places: Sequence[int]


def fold(text: str) -> Folded:
    """The text for comparing names: any hyphen and any apostrophe is one, and marks and hidden signs are left out."""
    if text.isascii():
        return Folded(text.lower(), range(len(text) + 1))
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        plain = _plain(sign)
        letters.append(plain)
        places += [place] * len(plain)
    return Folded("".join(letters), [*places, len(text)])


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    """One character in small letters without accents; nothing for a mark or for one that does not show."""
    apart = unicodedata.normalize("NFD", sign.translate(_ALIKE).casefold().translate(_ALIKE))
    return "".join(c for c in apart if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
