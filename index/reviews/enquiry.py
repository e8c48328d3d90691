"""The outline of the key lines of enquiry: themes, numbered questions, lettered questions below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.reviews.models import EnquiryOutline, EnquiryQuestion, EnquiryTheme
from index.reviews.numbers import fill_gaps
from index.reviews.paragraphs import Para
from index.reviews.places import Places

_HEADING = re.compile(
    r"(?:appendix \w+\W+)?(?:the )?(?:agreed )?key lines? of enquiry\b|(?:appendix \w+\W+)?KLOEs?\b", re.I
)


def starts_enquiry(text: str) -> bool:
    """Whether a line is the heading of an outline of key lines of enquiry."""
    return len(text) <= 120 and not text.rstrip().endswith((".", ",", ";")) and bool(_HEADING.match(text.strip(" *#")))


def read_enquiry(paras: Sequence[Para], title: str, line: int, places: Places) -> EnquiryOutline | None:
    """The outline below a heading; None where nothing there is a question.

    A paragraph without a mark just before a numbered one is a theme; numbers and letters that are lost are given back
    where only one fits.
    """
    paras = list(paras)
    while paras and starts_enquiry(paras[0].text) and paras[0].bare:
        title = paras[0].text
        places.place(paras.pop(0))
    numbers = _questions(paras)
    themes: list[EnquiryTheme] = []
    below: list[Para] = []
    for n, para in enumerate(paras):
        if n in numbers:
            _finish(themes, below, places)
            themes = themes or [EnquiryTheme(text="", line=para.line)]
            question = EnquiryQuestion(
                number=str(numbers[n]), text=para.text, line=para.line, inferred=para.arabic is None
            )
            themes[-1] = themes[-1].model_copy(update={"questions": [*themes[-1].questions, question]})
            places.place(para)
        elif _is_theme(paras, n):
            _finish(themes, below, places)
            themes.append(EnquiryTheme(text=para.text, line=para.line))
            places.place(para)
        else:
            below.append(para)
    _finish(themes, below, places)
    if not any(theme.questions for theme in themes):
        return None
    return EnquiryOutline(title=title, line=line, themes=themes)


def _questions(paras: Sequence[Para]) -> dict[int, int]:
    """Which paragraphs are the numbered questions, and their numbers.

    One without a number is a question where a. follows it at once, or where just that many numbers are missing.
    """
    top = [n for n, para in enumerate(paras) if para.arabic is not None or _opens_letters(paras, n)]
    filled = zip(top, fill_gaps([paras[n].arabic for n in top]), strict=True)
    numbers = {n: numbered.value for n, numbered in filled if numbered.value is not None}
    found = dict(numbers)
    for (start, first), (end, last) in pairwise(sorted(numbers.items())):
        between = [n for n in range(start + 1, end) if paras[n].bare and not _is_theme(paras, n)]
        if between and last - first - 1 == len(between):
            found |= {n: first + 1 + place for place, n in enumerate(between)}
    return found


def _opens_letters(paras: Sequence[Para], at: int) -> bool:
    return paras[at].bare and at + 1 < len(paras) and paras[at + 1].letter == 1


def _is_theme(paras: Sequence[Para], at: int) -> bool:
    """Words without a mark, and the next thing is a numbered question, or one that has lost its number."""
    if not paras[at].bare or paras[at].bulleted or len(paras[at].text) > 150 or at + 1 >= len(paras):
        return False
    return paras[at + 1].arabic is not None or _opens_letters(paras, at + 1)


def _finish(themes: list[EnquiryTheme], below: list[Para], places: Places) -> None:
    """Give what stood below the last question to it, and begin anew."""
    paras, below[:] = list(below), []
    if not paras:
        return
    if not themes or not themes[-1].questions:
        places.leave(paras, "a question of the lines of enquiry that stands below no numbered one")
        return
    question = themes[-1].questions[-1]
    parts: list[EnquiryQuestion] = []
    for para, (value, inferred) in zip(paras, fill_gaps([p.letter for p in paras], _all_bulleted(paras)), strict=True):
        last = ord(parts[-1].number) - 96 if parts else 0
        if value is None or not last < value <= 26 or para.style not in ("", "lower"):
            places.leave([para], "a question of the lines of enquiry whose letter is lost")
            continue
        parts.append(EnquiryQuestion(number=chr(96 + value), text=para.text, line=para.line, inferred=inferred))
        places.place(para)
    whole = question.model_copy(update={"parts": parts})
    themes[-1] = themes[-1].model_copy(update={"questions": [*themes[-1].questions[:-1], whole]})


def _all_bulleted(paras: Sequence[Para]) -> bool:
    return all(para.bulleted for para in paras if para.bare)
