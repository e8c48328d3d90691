"""The headers of an e-mail: cut to the length of honest ones, decoded, and cleaned."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from email.header import decode_header
from email.message import Message
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime
from typing import Any

from interviews.readers.clean import visible

_LONGEST_HEADER = 2_000
_LONGEST_ABOUT_PART = 700
_MOST_ABOUT_PARTS = 120_000  # characters of headers that say what the parts are
_MOST_HEADERS_OF_PARTS = 4_000


class TooMuch(Exception):
    """The headers of the parts are longer than those of any honest message."""


class Bounded(EmailPolicy):
    """Headers are cut before they are taken apart: that may take time with the square of their length."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(**kw)
        self.__dict__["about_parts"] = [0, 0]  # how many and how long, in a list since a policy cannot be changed

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """The name of a header and so much of its value as any honest one has."""
        name, value = super().header_source_parse(sourcelines)
        if name.casefold().startswith("content-"):
            told = self.__dict__["about_parts"]
            told[0] += 1
            told[1] += len(value)
            if told[0] > _MOST_HEADERS_OF_PARTS or told[1] > _MOST_ABOUT_PARTS:
                raise TooMuch
            return name, value[:_LONGEST_ABOUT_PART]
        return name, value[:_LONGEST_HEADER]


def header(message: Message, name: str) -> str:
    """A header on one line, decoded and cleaned; empty where it is not there or is beyond reading."""
    try:
        value = str(message.get(name, "") or "")
    except Exception:  # as in _kind
        value = next((str(value) for key, value in message.raw_items() if key.casefold() == name.casefold()), "")
    return visible(decoded(value), single_line=True)


def decoded(value: str) -> str:
    """Words that are still encoded for the way ("=?utf-8?q?…?="), as they are meant."""
    if "=?" not in value:
        return value
    words = ""
    try:
        for part, charset in decode_header(value[:_LONGEST_HEADER]):
            words += part if isinstance(part, str) else part.decode(charset or "ascii", errors="replace")
    except (LookupError, ValueError):
        return value
    return words


def sender_of(message: Message) -> str:
    """The name of the one who sent it, or the address where there is no name."""
    written = header(message, "From") or header(message, "Sender")
    name, _, address = written.partition("<")
    return name.strip("'\" ") or address.partition(">")[0].strip()


def day_sent(message: Message) -> date | None:
    """The day it was sent, in the time of the one who sent it; None where it does not say."""
    with suppress(Exception):
        return parsedate_to_datetime(header(message, "Date")).date()
    return None


def heading_of_forwarded(message: Message) -> str:
    """What stands over a message that was forwarded with another."""
    lines = ["Forwarded message"]
    for name in ("From", "Date", "To", "Subject"):
        value = header(message, name)
        if value:
            lines.append(f"{name}: {value}")
    return "\n".join(lines)
