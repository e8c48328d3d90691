"""E-mail as a file (.eml): its words, from whom and when, and its attachments. Nothing it points to is ever fetched.

Quoted replies and signatures stay: they are evidence. Recipients, hidden ones too, are no part of the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes
from email.message import Message
from mimetypes import guess_extension
from typing import NamedTuple

from interviews.readers.clean import clean, visible
from interviews.readers.mail_headers import Bounded, TooMuch, day_sent, decoded, header, heading_of_forwarded, sender_of
from interviews.readers.problems import Refusal, UnreadableDocument

MOST_BYTES = 60_000_000
MOST_PARTS = 500
MOST_DEPTH = 20
MOST_WORDS = 5_000_000  # characters of the message itself
_MOST_BOUNDARIES = 60  # each may nest the message one level deeper
_LONGEST_NAME = 120

_BOUNDARY = re.compile(rb"boundary[ \t0-9*]{0,20}=", re.I)
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_LOCKED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted", "application/pgp-encrypted")
_OUTLOOK_PACKING = ("application/ms-tnef", "application/vnd.ms-tnef")


class Mail(NamedTuple):
    """One message. ``attachments`` are names, that are no paths, and bytes; ``dropped`` are sentences."""

    text: str
    subject: str
    sender: str
    sent: date | None
    attachments: list[tuple[str, bytes]]
    dropped: list[str]


@dataclass
class _Taken:
    """What is taken out of the parts on the way."""

    words: list[str] = field(default_factory=list)
    attachments: list[tuple[str, bytes]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    parts: int = 0
    pictures: int = 0
    beyond: int = 0

    def tell(self, sentence: str) -> None:
        """Say something once."""
        if sentence not in self.dropped:
            self.dropped.append(sentence)


def read_mail(data: bytes, name: str) -> Mail:
    """The message in these bytes; ``name`` is what the file is called in a sentence.

    The plain text is taken where there is one, else the text of the web page; a forwarded message is read as part of
    the text. Raises UnreadableDocument where the message is encrypted, far too large, or put together to do harm.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableDocument(
            f"{name} has {len(data) / 1e6:.0f} MB; e-mails of up to {MOST_BYTES / 1e6:.0f} MB can be read: save its "
            "attachments and take them in one by one."
        )
    if len(_BOUNDARY.findall(data)) > _MOST_BOUNDARIES:
        raise UnreadableDocument(_too_nested(name))
    taken = _Taken()
    try:
        message: Message = message_from_bytes(data, policy=Bounded())
        _take(message, taken, 0)
    except (RecursionError, TooMuch):
        raise UnreadableDocument(_too_nested(name)) from None
    except _Locked:
        raise UnreadableDocument(
            f"{name} is encrypted: open it in your mail program, save it without encryption and try that file."
        ) from None
    text = "\n\n".join(words for words in taken.words if words)
    if taken.pictures:
        many = f"{taken.pictures} pictures inside the message were left out."
        taken.tell(many if taken.pictures > 1 else "A picture inside the message was left out.")
    if taken.beyond:
        taken.tell(f"Only the first {MOST_PARTS} parts of the message were read: it has {taken.beyond} more.")
    return Mail(
        text, header(message, "Subject"), sender_of(message), day_sent(message), taken.attachments, taken.dropped
    )


class _Locked(Exception):
    """A part is encrypted."""


def _too_nested(name: str) -> str:
    return (
        f"{name} is put together from messages within messages, more than can be read: open it in your mail program "
        "and save the one you need."
    )


# -- parts ------------------------------------------------------------------------------------------------------------


def _take(part: Message, taken: _Taken, depth: int) -> None:
    """Take what one part holds, and what is in it."""
    taken.parts += 1
    if taken.parts > MOST_PARTS:
        taken.beyond += 1
        return
    kind = _kind(part)
    if kind in _LOCKED:
        raise _Locked
    if depth > MOST_DEPTH:
        taken.tell(f"What lies more than {MOST_DEPTH} messages deep was left out.")
    elif kind == "multipart/alternative":
        _take_best(part, taken, depth)
    elif part.is_multipart() and kind != "message/rfc822":
        for each in _inside(part):
            _take(each, taken, depth + 1)
    elif kind == "message/rfc822":
        for each in _inside(part):
            taken.words.append(heading_of_forwarded(each))
            _take(each, taken, depth + 1)
    elif _is_body(part, kind):
        taken.words.append(_words(part, kind, taken))
    else:
        _take_attached(part, kind, taken)


def _take_best(part: Message, taken: _Taken, depth: int) -> None:
    """The same message several times: as plain text where it is there with words, else as a web page."""
    forms: list[list[str]] = []
    for each in _inside(part):
        before = taken.words
        taken.words = []
        _take(each, taken, depth + 1)
        plain = [words for words in taken.words if words.strip()]
        taken.words = before
        if plain:
            forms.append(plain)
    if forms:  # the plainest comes first
        taken.words += forms[0]


def _inside(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (each for each in payload if isinstance(each, Message))


def _kind(part: Message) -> str:
    try:
        return part.get_content_type()
    except Exception:  # the library takes headers apart that nobody else reads, and has met every kind of error there
        return "application/octet-stream"


def _disposition(part: Message) -> str:
    with suppress(Exception):
        return str(part.get_content_disposition() or "")
    return ""


def _is_body(part: Message, kind: str) -> bool:
    return kind in ("text/plain", "text/html") and _disposition(part) != "attachment" and not _name_of(part)


def _words(part: Message, kind: str, taken: _Taken) -> str:
    text = clean(_text(part, taken))
    if len(text) > MOST_WORDS:
        text = text[:MOST_WORDS]
        taken.tell(f"Only the first {MOST_WORDS / 1e6:.0f} million characters of the message were read.")
    if kind == "text/html" and text.strip():
        text = _page_words(text, taken)
    return text.strip("\n").rstrip()


def _page_words(page: str, taken: _Taken) -> str:
    """The words of a message that is a web page."""
    from interviews.readers.web import read_web  # only where it is needed

    try:
        found = read_web(page)
    except Refusal as why:
        taken.tell(f"The web page in the message {why}")
        return ""
    for sentence in found.dropped:
        taken.tell(sentence)
    return found.text


def _text(part: Message, taken: _Taken) -> str:
    """The text of a part in whatever encoding it says, and by guessing where it says none that exists."""
    raw = _bytes(part)
    charset = ""
    with suppress(Exception):
        charset = str(part.get_content_charset() or "")
    if charset.isascii() and charset.isprintable() and len(charset) < 40:
        try:
            text = raw.decode(charset or "utf-8", errors="replace" if charset else "strict")
        except (LookupError, ValueError, UnicodeError):
            if charset:
                taken.tell(f"It names an encoding that does not exist ({charset}): look whether the words are right.")
        else:
            return text
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _bytes(part: Message) -> bytes:
    with suppress(Exception):
        found = part.get_payload(decode=True)
        if isinstance(found, bytes):
            return found
    plain = part.get_payload()
    return plain.encode("utf-8", errors="replace") if isinstance(plain, str) else b""


def _take_attached(part: Message, kind: str, taken: _Taken) -> None:
    if kind in _SIGNATURES:
        taken.tell("The electronic signature was left out; the file is kept as it came.")
    elif kind in _OUTLOOK_PACKING or _name_of(part).casefold() == "winmail.dat":
        taken.tell(
            "Its attachments are packed in winmail.dat, which only Outlook opens: ask the sender for them as files."
        )
    elif kind == "text/calendar":
        taken.tell("An invitation for the calendar was left out.")
    elif kind.startswith("image/") and _disposition(part) != "attachment":
        taken.pictures += 1
    else:
        data = _bytes(part)
        if data:
            taken.attachments.append((_safe_name(_name_of(part), kind, len(taken.attachments) + 1), data))
        else:
            taken.tell("An attachment without content was left out.")


def _name_of(part: Message) -> str:
    with suppress(Exception):
        found = part.get_filename()
        if found:
            return decoded(str(found))
    return ""


def _safe_name(name: str, kind: str, place: int) -> str:
    """The name of an attachment as a name and nothing more: no folders, no signs that mean something to a system."""
    plain = visible(name.replace("\\", "/").rpartition("/")[2], single_line=True)
    plain = _UNSAFE.sub(" ", plain).strip(" .")
    if not plain:
        return f"attachment {place}{guess_extension(kind) or ''}"
    if len(plain) > _LONGEST_NAME:
        stem, dot, ending = plain.rpartition(".")
        ending = ending if dot and len(ending) < 10 else ""
        plain = (stem if ending else plain)[: _LONGEST_NAME - 10].rstrip() + (f".{ending}" if ending else "")
    return plain
