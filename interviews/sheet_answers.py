"""The answers in a question sheet that came back: which words belong to which question, and what belongs to none.

A heading is known again by its number and its wording together, so that it may have been renumbered, reworded a little,
wrapped, quoted or marked, and headings may be missing or new. Nothing that the partner wrote is lost: what stands
nowhere becomes an answer to no question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from interviews.question_sheet import (
    ABOUT_ANYTHING_ELSE,
    ABOUT_DOCUMENTS,
    ANYTHING_ELSE,
    DOCUMENTS,
    FILLED_IN_BY,
    HOW_TO,
    QuestionSheet,
    SheetQuestion,
    first_lines,
)
from interviews.sheet_lines import after_words, as_paragraph, bare, goes_on, numbered, words_in, wrapped_at

_LONGEST_NAME = 80
_LONGEST_HEADING = 600
_SAME_NUMBER, _OTHER_NUMBER = 0.6, 0.82  # how alike the wording must be for the same heading
_SHARED = 0.45  # of the words, before it is worth comparing letter by letter
_MOST_BLANK = 40  # lines between a theme and its first question
_MOST_LINES = 4  # over which a heading may have been wrapped

_RULE = re.compile(r"[\s|:+_.…=*\-–—]*")


class Where(StrEnum):
    """Under which heading some words stand."""

    BEFORE = "before the first question"
    QUESTION = "under a question"
    LOOSE = "under no question of the sheet"
    ANYTHING_ELSE = "anything else"
    DOCUMENTS = "documents to follow"


class Answer(NamedTuple):
    """One paragraph, bullet or table row that the partner wrote; ``line`` is where it begins in the text, from 1."""

    text: str
    line_id: str
    where: Where
    line: int


class SheetAnswers(NamedTuple):
    """What a filled-in sheet holds.

    ``met`` are the lines of enquiry whose headings are in it; ``unknown`` are headings like a question's that the sheet
    does not have.
    """

    answers: list[Answer]
    filled_in_by: str
    met: list[str]
    unknown: list[str]

    def empty(self) -> list[str]:
        """The lines of enquiry that were put, and answered with nothing."""
        answered = {answer.line_id for answer in self.answers}
        return [line_id for line_id in self.met if line_id not in answered]


class _Known(NamedTuple):
    """A heading to be found again."""

    where: Where
    number: str
    words: tuple[str, ...]
    line_id: str = ""
    is_asked: bool = True


class _Heading(NamedTuple):
    """A heading that was found: how many lines it takes, and the answer that stands behind it on its last line."""

    known: _Known | None
    lines: int = 1
    rest: str = ""


def read_answers(
    text: str, sheet: QuestionSheet, others: Iterable[SheetQuestion] = (), *, may_be_wrapped: bool = True
) -> SheetAnswers:
    """Read a sheet that came back. ``others`` are questions of the group that this sheet does not ask.

    In a text that ``may_be_wrapped`` several lines can be one paragraph; in one from Word a line is a paragraph.
    """
    lines = text.split("\n")
    return _Reader(sheet, others).read(lines, wrapped_at(lines) if may_be_wrapped else 0)


class _Reader:
    """Goes through the lines once, knowing under which heading it is."""

    def __init__(self, sheet: QuestionSheet, others: Iterable[SheetQuestion]) -> None:
        asked = sheet.questions
        known = [_known(question) for question in (*asked, *others)]
        known += [
            _Known(Where.QUESTION, q.number, words_in(q.original), q.line_id, q.is_asked)
            for q in asked
            if q.original and q.original != q.text
        ]
        self._headings = [each for each in known if each.words]
        self._last = {
            words_in(ANYTHING_ELSE): _Known(Where.ANYTHING_ELSE, "", words_in(ANYTHING_ELSE)),
            words_in(DOCUMENTS): _Known(Where.DOCUMENTS, "", words_in(DOCUMENTS)),
        }
        self._by_word: dict[str, list[_Known]] = {}
        for heading in self._headings:
            for word in set(heading.words):
                self._by_word.setdefault(word, []).append(heading)
        self._by_number: dict[str, list[_Known]] = {}
        for heading in self._headings:
            self._by_number.setdefault(heading.number, []).append(heading)
        self._themes = {
            words_in(theme.title): {question.line_id for question in theme.questions}
            for theme in sheet.themes
            if theme.title
        }
        self._ours = {words_in(f"Questions {sheet.title}"), words_in(ABOUT_ANYTHING_ELSE), words_in(ABOUT_DOCUMENTS)}
        self._top = {name.casefold(): words_in(words) for name, words in first_lines(sheet, "a day")}
        self._how_to = words_in(HOW_TO)
        self._met: dict[str, None] = {}
        self._unknown: list[str] = []
        self._name = ""

    def read(self, lines: Sequence[str], width: int) -> SheetAnswers:
        answers: list[Answer] = []
        here, line_id = Where.BEFORE, ""
        part: list[str] = []
        began = at = 0

        def close() -> None:
            if said := as_paragraph(part):
                answers.append(Answer(said, line_id, here, began + 1))
            part.clear()

        while at < len(lines):
            line = lines[at]
            if not line.strip() or _RULE.fullmatch(line):
                close()
                at += 1
                continue
            if here is Where.BEFORE and (taken := self._on_top(lines, at)):
                close()
                at += taken
                continue
            heading = self._heading(lines, at)
            if heading is not None:
                close()
                here, line_id = self._under(heading, line)
                began = at + heading.lines - 1
                part = [heading.rest] if heading.rest else []
                if heading.known is None:
                    part, began = [line], at
                    close()
                at += heading.lines
                continue
            words = words_in(line)
            is_theme = words in self._themes and self._leads_to(lines, at + 1, self._themes[words])
            if is_theme or words in self._ours:
                close()
                if is_theme and here is not Where.BEFORE:
                    here, line_id = Where.LOOSE, ""
                at += 1
                continue
            if part and not goes_on(lines[at - 1], line, width):
                close()
            if not part:
                began = at
            part.append(line)
            at += 1
        close()
        return SheetAnswers(answers, self._name, list(self._met), self._unknown)

    def _under(self, heading: _Heading, line: str) -> tuple[Where, str]:
        """Where one is below a heading."""
        known = heading.known
        if known is None:
            self._unknown.append(" ".join(bare(line).split()))
            return Where.LOOSE, ""
        if known.line_id and known.is_asked:
            self._met[known.line_id] = None
        return known.where, known.line_id

    # -- what stands on top -------------------------------------------------------------------------------------------

    def _on_top(self, lines: Sequence[str], at: int) -> int:
        """How many lines of the sheet's own beginning stand here; 0 where the partner wrote it."""
        name, colon, words = bare(lines[at]).partition(":")
        if not colon:
            name, colon, words = bare(lines[at]).partition("\t")
        told = name.strip(" *_").casefold()
        if told == FILLED_IN_BY.casefold():
            self._name = " ".join(words.strip(" *_\t|").split())[:_LONGEST_NAME] or self._name
            return 1
        if told in self._top and (told == "date" or words_in(words) in ((), self._top[told])):
            return 1
        said: tuple[str, ...] = ()
        for taken, line in enumerate(lines[at : at + _MOST_LINES * 2], start=1):
            said = (*said, *words_in(line))
            if said == self._how_to or said in self._ours:
                return taken
            if not line.strip() or said != self._how_to[: len(said)]:
                return 0
        return 0

    # -- headings -----------------------------------------------------------------------------------------------------

    def _heading(self, lines: Sequence[str], at: int) -> _Heading | None:
        """The heading that begins at a line; one with no ``known`` looks like a question but is not of this sheet."""
        line = bare(lines[at])
        if len(line) > _LONGEST_HEADING * 4:
            return None
        words = words_in(line)
        for last, heading in self._last.items():
            if words == last or (
                words[: len(last)] == last and ":" in line and not words_in(line.partition(":")[0])[len(last) :]
            ):
                return _Heading(heading, rest=after_words(line, len(last)))
        number, blank, wording = numbered(line)
        if found := self._whole(lines, at, number, wording):
            return found
        if found := self._with_answer(number, wording, line):
            return found
        if len(line) <= _LONGEST_HEADING and (alike := self._alike(number, words_in(wording), words)):
            return _Heading(alike)
        known = self._by_number.get(number, []) if number else []
        is_lettered = number[-1:].isalpha()
        if known and not words_in(wording):
            return _Heading(known[0]) if is_lettered or line[:1] in "Qq" else None
        if is_lettered and known and blank is not None and not line.rstrip().endswith("?"):
            return _Heading(known[0], rest=wording)
        if is_lettered and line.rstrip().endswith("?"):
            return _Heading(None)
        return None

    def _leads_to(self, lines: Sequence[str], at: int, line_ids: Collection[str]) -> bool:
        """Whether the next words are the heading of one of these questions."""
        after = next((n for n in range(at, min(at + _MOST_BLANK, len(lines))) if lines[n].strip()), None)
        heading = self._heading(lines, after) if after is not None else None
        return heading is not None and heading.known is not None and heading.known.line_id in line_ids

    def _whole(self, lines: Sequence[str], at: int, number: str, wording: str) -> _Heading | None:
        """A heading in exactly its words, on one line or wrapped over several."""
        said = words_in(wording) or ()
        for taken in range(1, _MOST_LINES + 1):
            fits = [h for h in self._candidates(said[:1]) if h.words[: len(said)] == said] if said else []
            exact = [h for h in fits if h.words == said]
            if exact:
                return _Heading(_best(exact, number), taken)
            if not fits or (taken == 1 and len(said) < 3 and not any(h.number == number for h in fits)):
                return None
            if at + taken >= len(lines) or not lines[at + taken].strip():
                return None
            said = (*said, *words_in(lines[at + taken]))
        return None

    def _with_answer(self, number: str, wording: str, line: str) -> _Heading | None:
        """A heading with its answer behind it on the same line."""
        said = words_in(wording)
        fits = [h for h in self._candidates(said[:1]) if len(h.words) > 2 and said[: len(h.words)] == h.words]
        if not fits:
            return None
        longest = max(len(h.words) for h in fits)
        known = _best([h for h in fits if len(h.words) == longest], number)
        return _Heading(known, rest=after_words(wording, longest))

    def _candidates(self, words: Sequence[str]) -> list[_Known]:
        return self._by_word.get(words[0], []) if words else []

    def _alike(self, number: str, wording: Sequence[str], all_words: Sequence[str]) -> _Known | None:
        """The heading that somebody changed a little, or None."""
        shared: dict[_Known, int] = {}
        for word in set(wording):
            for heading in self._by_word.get(word, ()):
                shared[heading] = shared.get(heading, 0) + 1
        best: tuple[float, bool] = (0.0, False)
        found: _Known | None = None
        for heading, count in shared.items():
            if 2 * count < _SHARED * (len(set(wording)) + len(set(heading.words))):
                continue
            same = bool(number) and heading.number == number
            enough = _SAME_NUMBER if same else _OTHER_NUMBER
            compared = SequenceMatcher(None, " ".join(heading.words), " ".join(wording), autojunk=False)
            if compared.real_quick_ratio() < enough or compared.quick_ratio() < enough:
                continue
            alike = compared.ratio()
            if alike >= enough and (alike + 0.1 * same, same) > best:
                best, found = (alike + 0.1 * same, same), heading
        return found


def _known(question: SheetQuestion) -> _Known:
    return _Known(Where.QUESTION, question.number, words_in(question.text), question.line_id, question.is_asked)


def _best(found: Sequence[_Known], number: str) -> _Known:
    """Of several headings in the same words the one with the number."""
    return next((heading for heading in found if heading.number == number), found[0])
