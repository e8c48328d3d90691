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
    "abbey able amber angel april art august autumn baker banks barber bell berry bill bird bishop black blossom blue "
    "bond boy brand brook brooks brown bud bush butcher carpenter carter chance chase chuck church clay cliff close "
    "colt cook cooper cross daisy dale dawn day dean destiny dick dolly drew duke earl eden ernest eve faith fern "
    "field fields finch fisher flora flowers ford forest foster fox frank freeman friend gale gardener gay gene "
    "ginger glen golden good grace grant gray green grey guy hall harmony harper hart hazel head heath heather heaven "
    "hill holly honey hope house hunt hunter iris iron ivy jack jade jasmine jewel joy joyce judge june justice king "
    "knight lake lane lark law lily little long love lucky major march marine mark marsh mason max may melody mercy "
    "miles mill miller mills moon moore moss noble nova ocean olive page park parker parks patience pearl penny "
    "pepper piper pole pond pool pope poppy porter potter power price prince queen rain ray read red reed rich river "
    "rivers rob robin rock rose rowan ruby rusty sage sandy say seal see sharp shaw shepherd short singer sky small "
    "smart spring star stark sterling stone storm street strong sue summer summers sunny swan swift tanner taylor "
    "tiger turner violet wade walker wall ward warden waters weaver webb wells west will winter wise wood woods worth "
    "young".split()
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
