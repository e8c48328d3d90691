"""Names published as roles: every form of a name in the key is replaced by its role ("Parent A"), whole words only.

Of "Mrs Anna Smith" these are found: the name with or without title, given names or initials; "Anna" and "Smith" alone;
"Smith, Anna"; "the Smiths"; in any case, with accents or without, with any apostrophe or hyphen, and across a line
break; and what stands for it in an e-mail address ("asmith@"). A name that is also a word ("Will", "May") is found only
where it is written as a name; initials alone ("AS") only where they are among the other forms. What cannot be told for
sure ``names_left`` says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from groups.numbering import letter
from interviews.name_words import CAPITALISED, CIVIC_TITLES, ORDINARY, PARTICLES, TITLE_WORDS, TITLES, Folded, fold
from interviews.role_name import RoleName

_MOST_ROLES = 703  # A to ZZ
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD_ENDS = r"(?![^\W\d_])"
_GAP = r"(?:\s+|\s?-\s?|[._])"
_ANY_TITLE = rf"(?:{'|'.join(sorted(TITLE_WORDS, key=len, reverse=True))})\.?\s+"
_TITLE = rf"(?:{'|'.join(sorted(TITLES.split(), key=len, reverse=True))})\.?\s+"
_SEASONS = frozenset("april may june august spring summer autumn winter".split())
_BEFORE_A_SEASON = re.compile(
    r"\b(?:in|since|until|till|by|of|from|to|last|next|this|every|each|early|late|mid|during|before|after|and|or|\d+(?:st|"
    r"nd|rd|th)?|(?:march|april|may|june|july|august|september),?)[\s-]+$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[A-Z]\.?\s?){2,4}")
_SAINT = re.compile(r"\b(?:st|saint)\.?\s+$", re.IGNORECASE)
_ARTICLES = frozenset("ai")  # one letter that is a word: "A young carer", "I hope"
_BEFORE_A_SENTENCE = " \t\n\r'\"“”‘’([*_"
_SENTENCE_ENDS = frozenset(".!?:;•|–—>")


class InText(NamedTuple):
    """A name in a text: where it begins and ends, and what is published for it."""

    start: int
    end: int
    role: str


class _Form(NamedTuple):
    """One form of a name. ``role`` is empty for a name that is published as it is.

    ``capital`` is what must be written with a capital: "" nothing, "first" the first letter, "each" that and one of the
    next words, "inside" the first and not at the beginning of a sentence, "all" every letter. Of a surname that is a
    word too, "initials" and "family" ask for a capital that no heading explains.
    """

    pattern: re.Pattern[str]
    role: str
    capital: str = ""


def with_roles(text: str, key: Iterable[RoleName], keep: Iterable[str] = ()) -> str:
    """The text with every name in the key replaced by its role; the names in ``keep`` are published as they are."""
    parts, last = [], 0
    for found in roles_in(text, key, keep):
        parts += [text[last : found.start], found.role]
        last = found.end
    return "".join([*parts, text[last:]])


def roles_in(text: str, key: Iterable[RoleName], keep: Iterable[str] = ()) -> list[InText]:
    """Where the names of the key stand in a text, in order; none overlaps another.

    A form that two people share is published as both their roles: "Parent A or Parent B".
    """
    forms = _forms(tuple((row.name, tuple(row.other_forms), row.role) for row in key), tuple(keep))
    return _places(text, forms) if forms and text else []


def _places(text: str, forms: Mapping[str, Sequence[_Form]]) -> list[InText]:
    folded = fold(text)
    found: list[InText] = []
    done = 0
    for token in _LETTERS.finditer(folded.text):
        at = token.start()
        if at < done or token.group() not in forms:
            continue
        longest, roles = at, dict[str, None]()
        for form in forms[token.group()]:
            match = form.pattern.match(folded.text, at)
            if match is None or match.end() < longest or not _counts(form, text, folded, at, match.end()):
                continue
            if match.end() > longest:
                longest, roles = match.end(), {}
            roles[form.role] = None
        done = max(done, longest)
        if shown := " or ".join(role for role in roles if role):
            found.append(InText(folded.places[at], folded.places[longest], shown))
    return found


def names_left(text: str, key: Iterable[RoleName], keep: Iterable[str] = ()) -> list[str]:
    """Words of a text that may still give away somebody in the key, as they are written there, each once.

    To be asked of a text whose roles are in: a name that is also a word, at the beginning of a sentence; a name that is
    part of a hyphenated one; a name written as one word.
    """
    rows = list(key)
    left = dict.fromkeys(text[found.start : found.end] for found in roles_in(text, rows, keep))
    single: set[str] = set()
    whole: set[str] = set()
    for name in (form for row in rows for form in (row.name, *row.other_forms)):
        words = [] if _INITIALS.fullmatch(name.strip()) else _words(name)
        letters = [part for word in words for part in _LETTERS.findall(word)]
        single |= {word for word in letters if len(word) > 1 and word not in PARTICLES}
        whole |= {"".join(letters)} if len(words) > 1 else set()
    kept = {word for name in keep for word in _words(name)}
    folded = fold(text)
    for token in _LETTERS.finditer(folded.text):
        word, start = token.group(), folded.places[token.start()]
        if word in single and word in ORDINARY and not text[start].isupper():
            continue
        if word in single and _SAINT.search(text, max(0, start - 8), start):
            continue
        if (word in single and word not in kept) or word in whole:
            left.setdefault(text[start : folded.places[token.end()]])
    return list(left)


def next_role(kind: str, key: Iterable[RoleName]) -> str:
    """The next role of a kind: "Parent A" where there is none yet, then "Parent B"."""
    plain = " ".join(kind.split())
    pattern = re.compile(rf"{re.escape(plain)} ([a-z]{{1,2}})", re.IGNORECASE)
    used = {match[1].casefold() for row in key if (match := pattern.fullmatch(" ".join(row.role.split())))}
    number = 1 + max((n for n in range(1, _MOST_ROLES) if letter(n) in used), default=0)
    return f"{plain} {letter(number).upper()}".strip()


@lru_cache(maxsize=16)
def _forms(key: tuple[tuple[str, tuple[str, ...], str], ...], keep: tuple[str, ...]) -> dict[str, tuple[_Form, ...]]:
    """Every form of every name, by the words with which it can begin."""
    found: dict[str, dict[_Form, None]] = {}

    def add(begins: Iterable[str], pattern: str, role: str, capital: str = "") -> None:
        form = _Form(re.compile(pattern + _WORD_ENDS), role, capital)
        for begin in begins:
            found.setdefault(begin, {})[form] = None

    for name, others, role in key:
        for form in (name, *others):
            _add_forms(add, form, role)
    private = {begin: tuple(forms) for begin, forms in found.items()}
    for name in keep if found else ():
        words = _words(name)
        if len(words) > 1 and not _is_of_a_person(name, len(words), private):
            full = _GAP.join(map(_word, words))
            add([*_begins(words[0]), *TITLE_WORDS], f"(?:{_ANY_TITLE})?{full}", "")
            add(CIVIC_TITLES, f"(?:{'|'.join(CIVIC_TITLES)})\\.?\\s+(?:\\w\\.?\\s+)?{_word(words[-1])}", "")
    return {begin: tuple(forms) for begin, forms in found.items()}


def _is_of_a_person(name: str, words: int, forms: Mapping[str, Sequence[_Form]]) -> bool:
    """Whether a longer name has that of somebody in the key in it: "Anna Smith Childcare Services"."""
    return any(1 < len(_words(name[place.start : place.end])) < words for place in _places(name, forms))


def _add_forms(add: Callable[..., None], name: str, role: str) -> None:
    """All forms that follow from one name as it stands in the key."""
    words = _words(name)
    # A councillor of the same name is somebody else, unless it is a councillor who stands in the key.
    begins = _LETTERS.match(fold(name).text.strip())
    titled = _ANY_TITLE if begins and begins.group() in CIVIC_TITLES else _TITLE
    if not words:
        return
    if len(words) == 1:
        _add_single(add, words[0], name, role, titled)
        return
    at = next((n for n, word in enumerate(words[1:], start=1) if word in PARTICLES and n < len(words) - 1), -1)
    given, surname = (words[:at], words[at:]) if at > 0 else (words[:-1], words[-1:])
    last = _GAP.join(map(_word, surname))
    is_word = surname[-1] in ORDINARY
    initials = r"\s?".join(rf"(?:{re.escape(word[0])}\.?)" + ("" if n == 0 else "?") for n, word in enumerate(given))
    middle = "|".join([*map(_word, given[1:]), r"[a-z]\.?"])
    between = rf"(?:(?:{middle}){_GAP})*"
    # With a whole given name in front, or with initials, which must be capitals.
    whole = f"(?:{titled})?{_word(given[0])}{_GAP}{between}{last}"
    add([*_begins(given[0]), *TITLE_WORDS], whole, role, "each" if is_word and given[0] in ORDINARY else "")
    add(TITLE_WORDS, f"{titled}{initials}\\s*{last}", role)
    capital = "initials" if is_word else "each" if given[0][0] in _ARTICLES else "first"
    add([given[0][0], "".join(word[0] for word in given)], f"{initials}\\s*{last}", role, capital)
    _add_addresses(add, given[0], surname[-1], role)
    for word in given[1:]:
        if len(word) > 1:
            add(_begins(word), f"{_word(word)}{_GAP}{last}", role, "first")
    add(_begins(surname[0]), f"{last}(?:,\\s*|[._]){_word(given[0])}", role)
    # Alone, each of them behind a title or not.
    singles = [given[0], *([surname[-1]] if len(surname[-1]) > 2 or len(surname) == 1 else [])]
    for word in singles:
        if len(word) > 1:
            add(TITLE_WORDS, f"{titled}{_word(word)}", role)
            if word not in CAPITALISED:
                add(_begins(word), _word(word), role, "inside" if word in ORDINARY else "")
    if len(surname) > 1:
        add(_begins(surname[0]), last, role)
        add(TITLE_WORDS, f"{titled}{last}", role)
    for ending in ("s", "es"):
        add(["the"], rf"the\s+{last}{ending}", f"{role}'s family", "family" if is_word else "")


def _add_addresses(add: Callable[..., None], given: str, surname: str, role: str) -> None:
    """What stands for a name before the sign of an e-mail address: "plee@", "leep@", "lee.pat85@"."""
    first, last = ("".join(_LETTERS.findall(word)) for word in (given, surname))
    if not first or not last:
        return
    for one, other in ((first, last), (last, first), (first[0], last), (last, first[0])):
        add([one + other], rf"{one}{other}(?=[\d._-]*@)", role)
        add([one], rf"{one}[._-]{other}(?=[\d._-]*@)", role)


def _add_single(add: Callable[..., None], word: str, name: str, role: str, titled: str) -> None:
    """A name or a form of one word: somebody wrote it in the key, so it counts wherever it looks like a name."""
    if _INITIALS.fullmatch(name.strip()):
        letters = [letter.casefold() for letter in name if letter.isalpha()]
        add({letters[0], "".join(letters)}, r"\.?\s?".join(letters) + r"(?:\.(?=\S))?", role, "all")
    elif len(word) > 1:
        add(TITLE_WORDS, f"{titled}{_word(word)}", role)
        begins = _LETTERS.match(fold(name).text.strip())
        only_titled = word in ORDINARY and begins is not None and begins.group() in TITLE_WORDS
        if not only_titled:
            add(_begins(word), _word(word), role, "first" if word in ORDINARY else "")


def _counts(form: _Form, text: str, folded: Folded, start: int, end: int) -> bool:
    """Whether words that match a form are that name: not part of another one, and written as a name."""
    before, after = folded.text[start - 1] if start else "", folded.text[end : end + 1]
    if before == "-" and start > 1 and _run_is_capital(text, folded, start - 2):
        return False
    if before == "'" and start > 1 and folded.text[start - 2].isalpha():
        return False
    if after == "-" and folded.text[end + 1 : end + 2].isalpha() and text[folded.places[end + 1]].isupper():
        return False
    first = folded.places[start]
    # "St Mary's" is a school, whatever the pupil is called.
    if (
        form.role
        and not re.search(r"\s", text[first : folded.places[end]])
        and _SAINT.search(text, max(0, first - 8), first)
    ):
        return False
    match form.capital:
        case "all":
            return all(not c.isalpha() or c.isupper() for c in text[first : folded.places[end]])
        case "first":
            return text[first].isupper()
        case "each":
            return text[first].isupper() and _has_capital(text[first + 1 : folded.places[end]])
        case "initials":  # "A Young said", not "A young carer" or "A YOUNG CARER"
            written = text[first : folded.places[end]]
            return written[0].isupper() and _has_capital(written[1:]) and ("." in written or not written.isupper())
        case "family":
            written = text[first : folded.places[end]]
            return _has_capital(written[1:]) and not written.isupper()
        case "inside":
            written = text[first : folded.places[end]]
            is_date = bool(re.match(r"\s*\d", text[folded.places[end] : folded.places[end] + 4]))
            if folded.text[start:end] in _SEASONS and _BEFORE_A_SEASON.search(text[max(0, first - 12) : first]):
                is_date = True
            return written[0].isupper() and not written.isupper() and not is_date and not _begins_sentence(text, first)
        case _:
            return True


def _has_capital(text: str) -> bool:
    return any(sign.isupper() for sign in text)


def _run_is_capital(text: str, folded: Folded, at: int) -> bool:
    """Whether the word that ends at a place begins with a capital: then it is part of a double name."""
    while at > 0 and folded.text[at - 1].isalpha():
        at -= 1
    return folded.text[at].isalpha() and text[folded.places[at]].isupper()


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 40) : start].rstrip(_BEFORE_A_SENTENCE)
    return not before or before[-1] in _SENTENCE_ENDS


def _words(name: str) -> list[str]:
    """The words of a name in small letters without accents; titles, brackets, dots and commas left out."""
    plain = fold(re.sub(r"\(.*?\)|,.*", " ", name)).text
    words = [word.strip(".\"'") for word in re.sub(r"(?<=\w)\.(?=\w)", " ", plain).split()]
    words = [word for word in words if _LETTERS.search(word)]
    while words and words[0] in TITLE_WORDS:
        words.pop(0)
    return words


def _word(word: str) -> str:
    """A word of a name as a pattern: with its apostrophe or without, and with any hyphen or a blank."""
    return "".join("'?" if c == "'" else r"(?:\s?-\s?|\s)" if c == "-" else re.escape(c) for c in word)


def _begins(word: str) -> set[str]:
    """The runs of letters with which a word can begin in a text: "o" and "obrien" for O'Brien."""
    return {match.group() for form in (word, word.replace("'", "")) if (match := _LETTERS.match(form))}
