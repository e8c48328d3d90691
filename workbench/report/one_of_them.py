"""A count of one before its noun: "{meetings} occasions" is "one occasion" where the count is one.

Somebody who writes a fact cannot know how many it will be. Only nouns of what a review counts are touched, and the verb
right behind them.
"""

from __future__ import annotations

import re

# The plural → the singular of what the facts count, and of what people call it.
_NOUNS = {
    "people": "person",
    "persons": "person",
    "parties": "party",
    "replies": "reply",
    "bodies": "body",
    "boards": "board",
    "councillors": "councillor",
    "documents": "document",
    "findings": "finding",
    "interviews": "interview",
    "issues": "issue",
    "meetings": "meeting",
    "members": "member",
    "occasions": "occasion",
    "officers": "officer",
    "organisations": "organisation",
    "papers": "paper",
    "partners": "partner",
    "recommendations": "recommendation",
    "reports": "report",
    "responses": "response",
    "sessions": "session",
    "snapshots": "snapshot",
    "submissions": "submission",
    "tables": "table",
    "times": "time",
    "visits": "visit",
    "witnesses": "witness",
}
_VERBS = {"were": "was", "are": "is", "have": "has"}
# A word that may stand between the count and its noun: no preposition and no verb, so that "one of its members" stays.
_BETWEEN = (
    "key|main|site|school|data|external|further|formal|informal|partner|committee|board|group|public|private|written|"
    r"separate|full|evidence|interview|other|[a-z]+(?:ing|al)"
)
_PLURAL = re.compile(
    rf"^(?P<before>\s+(?:(?:{_BETWEEN})\s+)?)(?P<noun>{'|'.join(_NOUNS)})\b(?:(?P<gap>\s+)(?P<verb>{'|'.join(_VERBS)})\b)?"
)


def after_one(text: str) -> str:
    """What follows a count of one, with the noun and the verb behind it as one thing has them."""
    found = _PLURAL.match(text)
    if found is None:
        return text
    verb = f"{found['gap']}{_VERBS[found['verb']]}" if found["verb"] else ""
    return f"{found['before']}{_NOUNS[found['noun']]}{verb}{text[found.end() :]}"
