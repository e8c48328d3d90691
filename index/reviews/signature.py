"""Who signed a report: the block of name, title, telephone and e-mail at its end, in its many forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.packs.lines import Line
from index.reviews.models import SignOff
from index.reviews.places import Places

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\(?\+?\d[\d ()-]{7,18}\d")
_LABEL = re.compile(
    r"(?:(?:report )?(?:author(?:\(s\)|s)?)|contact(?: officer)?|name and job title|name|lead officer)(?:\s*:\s*|\Z)",
    re.I,
)
_NAME = re.compile(r"(?:(?:Cllr|Mr|Mrs|Ms|Miss|Dr|Prof)\.? )?[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){1,3}")
_LONGEST = 110
_LINES_BELOW = 3


def signs_here(lines: Sequence[Line], at: int) -> bool:
    """Whether a signature begins on this line: a label such as "Report author", or a name alone or with a title.

    A telephone number or an e-mail address must stand on the line or within the next three.
    """
    text = lines[at].text
    if not text or len(text) > _LONGEST or lines[at].is_row:
        return False
    words = _without_label(text)
    name = _NAME.match(words)
    named = name is not None and (name.end() == len(words) or words[name.end() :].lstrip()[:1] in (",", "–", "-"))
    reached = [text, *(line.text for line in _below(lines, at))]
    return (named or words != text) and any(_EMAIL.search(line) or _phone(line) for line in reached)


def read_signatures(lines: Sequence[Line], places: Places) -> list[SignOff]:
    """The people who signed, in order, each with the telephone and e-mail that stand behind or below the name."""
    found: list[SignOff] = []
    open_lines = 0
    for at, line in enumerate(lines):
        if line.is_blank:
            continue
        if signs_here(lines, at):
            places.place(line.number)
            words = _without_label(line.text)
            name = _NAME.match(words)
            open_lines = _LINES_BELOW + 1
            if name:
                title = re.split(
                    r"[;,]?\s*(?:\bTel|\bE-?mail|\S+@|\(?\d{3})", words[name.end() :], maxsplit=1, flags=re.I
                )[0]
                found.append(SignOff(name=name.group(), title=title.strip(" ,–-:"), line=line.number))
        if not found or open_lines == 0:
            continue
        open_lines -= 1
        email, phone = _EMAIL.search(line.text), _phone(line.text)
        if email and not found[-1].email:
            found[-1] = found[-1].model_copy(update={"email": email.group()})
        if phone and not found[-1].telephone:
            found[-1] = found[-1].model_copy(update={"telephone": phone})
        if email or phone:
            places.place(line.number)
    return found


def _below(lines: Sequence[Line], at: int) -> list[Line]:
    return [line for line in lines[at + 1 : at + 10] if not line.is_blank][:_LINES_BELOW]


def _without_label(text: str) -> str:
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def _phone(text: str) -> str:
    found = _PHONE.search(text)
    return found.group().strip() if found and sum(letter.isdigit() for letter in found.group()) >= 9 else ""
