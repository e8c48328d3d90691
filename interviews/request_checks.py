"""What is late or unclear among the things a group waits for, each as one sentence. Advice, never a block."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from interviews.request import InformationRequest, RequestState, in_order

_LONGEST = 80


class RequestRemark(NamedTuple):
    """One sentence, and the id of the request that it is about."""

    text: str
    request_id: str


def request_remarks(requests: Iterable[InformationRequest], today: date) -> list[RequestRemark]:
    """Requests whose day has passed, with by how much, then open ones that nobody sees to or that have no day."""
    open_ones = [r for r in in_order(requests) if r.state is RequestState.OPEN]
    late = [RequestRemark(overdue_words(r, today), r.id) for r in open_ones if r.is_overdue(today)]
    return late + [RequestRemark(f"{lacks}.", r.id) for r in open_ones if (lacks := _lacking(r))]


def overdue_words(request: InformationRequest, today: date) -> str:
    """That a request is late, and by how many days: "The 2024 return from Ms P Lee is overdue by 3 days."."""
    days = (today - request.due).days if request.due else 0
    return f"{named(request)} is overdue by {days} day{'' if days == 1 else 's'}."


def lacking(request: InformationRequest) -> list[str]:
    """What nobody has said yet about an open request: who sees to it, and by when."""
    if request.state is not RequestState.OPEN:
        return []
    return [
        words
        for words, there in (("nobody sees to it", request.owner.strip()), ("it has no day", request.due))
        if not there
    ]


def named(request: InformationRequest) -> str:
    """A request as a sentence begins with it. What is private about it is not repeated outside its place."""
    if request.sensitivity.is_closed:
        return f"A request that is {request.sensitivity.value}"
    giver = f" from {request.asked_of.strip()}" if request.asked_of.strip() else ""
    return f"“{_cut(request.what)}”{giver}"


def _lacking(request: InformationRequest) -> str:
    lacks = " and ".join(lacking(request))
    return f"{named(request)}: {lacks}" if lacks else ""


def _cut(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + "…"
