"""The only way for text from a person or a file to reach a widget: cleaned, and never taken as markup."""

from __future__ import annotations

from textual.content import Content

from interviews.readers.clean import clean


def shown(text: str, style: str = "") -> Content:
    """The text as it may be shown: no control characters, no markup, several lines kept."""
    plain = clean(text)
    return Content.styled(plain, style) if style else Content(plain)


def one_line(text: str, style: str = "") -> Content:
    """The text on one line, for lists and titles."""
    return shown(" ".join(clean(text).split()), style)


def joined(*parts: str | Content, gap: str = "  ") -> Content:
    """Several parts on one line with a gap between those that are not empty; plain strings are cleaned first."""
    contents = [part if isinstance(part, Content) else one_line(part) for part in parts]
    return Content(gap).join([content for content in contents if content.plain])


def in_quotes(text: str, most: int = 60) -> str:
    """The beginning of somebody's words in quotation marks on one line, so that a question says what it is about."""
    plain = one_line(text).plain.strip("“”")
    return f"“{plain if len(plain) <= most else plain[: most - 1].rstrip() + '…'}”" if plain else ""
