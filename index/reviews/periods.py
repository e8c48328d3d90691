"""Times in which a review rested: read from the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.reviews.days import find_periods
from index.reviews.models import Suspension
from index.reviews.paragraphs import Para

_RESTED = re.compile(r"\b(?:suspended|paused|put on hold|on hold|halted|postponed)\b", re.I)
_WORK = re.compile(r"\b(?:work|group|review|T\s*[&+]\s*F|meetings?|task)\b", re.I)
_LEAD = re.compile(
    r"\A(?:[\s,;(]|and\b|then\b|again\b|also\b|during\b|due to\b|owing to\b|because of\b|as a result of\b|for\b|from\b"
    r"|between\b|in\b|over\b|the\b)+",
    re.I,
)
_TAIL = re.compile(r"(?:[\s,;(:–—-]|\bof\b|\bfrom\b|\bbetween\b|\bin\b|\bduring\b|\bfor\b)+\Z", re.I)


def read_suspensions(paras: Iterable[Para]) -> list[Suspension]:
    """Every time of rest that a sentence of these paragraphs tells, one for each period in it.

    "paused for a by-election in May – June 2024 and for the floods of October 2024" is two, the words in front of each
    being its reason. A rest without a period is told with an empty one.
    """
    found = []
    for para in paras:
        for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z])", para.text):
            rested = _RESTED.search(sentence)
            if not rested or not _WORK.search(sentence[: rested.start()]):
                continue
            clause = sentence[rested.end() :]
            last, some = 0, False
            for period in find_periods(clause):
                reason = _TAIL.sub("", _LEAD.sub("", clause[last : period.start]))
                found.append(
                    Suspension(
                        period=period.words, reason=reason, starts=period.starts, ends=period.ends, line=para.line
                    )
                )
                last, some = period.end, True
            if not some:
                found.append(Suspension(period="", reason=_LEAD.sub("", clause).rstrip(" ."), line=para.line))
    return found
