"""Reply clocks: how long whom has for an answer, from which day, and which law or custom says so.

The rules are local settings of a council: those it starts with are data (``clock_rules.toml``), each with its source.
A suspension moves the group's own dates and never a statutory one. The clock starts with the Board, not with the group.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import Field

from groups.group import Group, Stage, Suspension
from groups.numbering import in_words
from groups.record import Record

# From which stage on somebody owes a reply, whatever days are recorded.
_GONE_OUT = (Stage.AGREED_BY_BOARD, Stage.SENT, Stage.RESPONSES_IN, Stage.MONITORING, Stage.CLOSED)

NO_DATE_YET = "no date yet: "  # what begins the words of a date for which something has to be said first


class ClockStart(StrEnum):
    """From which day the time runs."""

    LATER_OF_RECEIPT_AND_NOTICE = "receipt of the report or, if later, of the committee's notice"
    SENT = "the day the report was sent"
    GROUPS_OWN = "the day that the group asks for"
    PROGRESS = "the day that the Board agreed, and again from each progress report"


class ClockRule(Record):
    """One rule: ``words`` tell whom it is for by how an addressee is called; ``months`` and ``days`` are added up.

    A rule that is not ``statutory`` has no date of its own unless it gives a time: then the group may set one.
    """

    name: str
    words: list[str] = Field(default_factory=list)
    starts: ClockStart = ClockStart.GROUPS_OWN
    months: int = 0
    days: int = 0
    statutory: bool = False
    source: str = ""
    position: int = 0


class Due(NamedTuple):
    """By when an addressee's reply is due: the day, if there is one, the rule, and the same in words.

    ``start`` is the day from which the time runs; ``before_moving`` is the day as it was before a suspension moved it.
    """

    day: date | None
    rule: ClockRule
    why: str
    start: date | None = None
    before_moving: date | None = None

    def days_late(self, today: date) -> int:
        """How many days overdue a reply is that has not come; 0 where it is not, or nothing says when it is."""
        return max((today - self.day).days, 0) if self.day else 0


# -- the rules --------------------------------------------------------------------------------------------------------


@cache
def default_rules() -> tuple[ClockRule, ...]:
    """The rules that a council starts with, in the order in which they are tried."""
    text = files("groups").joinpath("clock_rules.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["rule"]
    return tuple(ClockRule.model_validate({**row, "position": n}) for n, row in enumerate(rows, start=1))


def rule_for(addressee: str, rules: Sequence[ClockRule]) -> ClockRule:
    """The first rule whose words are in the name of an addressee, else the one without words."""
    plain = " ".join(addressee.split())
    name = plain if plain.casefold().startswith("the ") else f"the {plain}"
    ordered = sorted(rules, key=lambda r: (r.position, r.id))
    for rule in ordered:
        if (
            rule.starts is not ClockStart.PROGRESS
            and plain
            and any(_phrase(words).search(name) for words in rule.words if words.strip())
        ):
            return rule
    for_anyone = [rule for rule in (*ordered, *default_rules()) if not rule.words]
    return next(rule for rule in for_anyone if rule.starts is not ClockStart.PROGRESS)


@cache
def _phrase(words: str) -> re.Pattern[str]:
    inside = re.escape(" ".join(words.split())).replace(r"\*", r"\w*")
    return re.compile(rf"(?<!\w){inside}(?!\w)", re.IGNORECASE)


def time_in_words(rule: ClockRule) -> str:
    """How long a rule gives: "two months", "28 days"; nothing where it gives no time."""
    months = f"{in_words(rule.months)} {'month' if rule.months == 1 else 'months'}" if rule.months else ""
    days = f"{abs(rule.days)} {'day' if abs(rule.days) == 1 else 'days'}" if rule.days else ""
    return (" less " if rule.days < 0 else " and ").join(part for part in (months, days) if part)


# -- days -------------------------------------------------------------------------------------------------------------


def months_on(day: date, count: int) -> date:
    """The same day so many months later, or the last of that month: 31 December and two months is 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def standing_still(suspensions: Iterable[Suspension], today: date) -> list[tuple[date, date]]:
    """The times in which the work stood still, first and last day, one after the other and none overlapping.

    A suspension that goes on counts up to today. One of which a day is not known counts for nothing: see ``undated``.
    """
    known = []
    for row in suspensions:
        until = row.until or (today if row.since is not None and not row.period else None)
        if row.since is not None and until is not None and until >= row.since:
            known.append((row.since, until))
    joined: list[tuple[date, date]] = []
    for since, until in sorted(known):
        if joined and since <= joined[-1][1] + timedelta(days=1):
            joined[-1] = (joined[-1][0], max(joined[-1][1], until))
        else:
            joined.append((since, until))
    return joined


def undated(suspensions: Iterable[Suspension]) -> list[Suspension]:
    """Suspensions that move nothing because a day is not known: they began or ended nobody can say when."""
    return [s for s in suspensions if s.since is None or (s.until is None and s.period)]


def moved(day: date, start: date, suspensions: Iterable[Suspension], today: date) -> date:
    """A day that the group set, moved by the days between ``start`` and itself on which the work stood still.

    So many working days of the group lie between ``start`` and the day that is returned as lay there before.
    """
    if day <= start:
        return day
    for since, until in standing_still(suspensions, today):
        first = max(since, start + timedelta(days=1))
        if first > day or until < first:
            continue
        day += until - first + timedelta(days=1)
    return day


# -- when a reply is due ----------------------------------------------------------------------------------------------


def has_gone_out(group: Group) -> bool:
    """Whether anybody owes a reply: the Board agreed the recommendations, gave notice of them or sent the report."""
    days = (group.board_agreed_on, group.notice_on, group.sent_on, group.received_on)
    return any(days) or group.stage in _GONE_OUT


def due(
    addressee: str, group: Group, suspensions: Iterable[Suspension], rules: Sequence[ClockRule], today: date
) -> Due:
    """By when an addressee's reply is due and which rule says so. No day where none is known, with why not."""
    rule = rule_for(addressee, rules)
    if not has_gone_out(group):
        return Due(None, rule, f"{NO_DATE_YET}the clock starts when the Board has agreed the recommendations")
    time = time_in_words(rule)
    if rule.starts is ClockStart.GROUPS_OWN or not (time or rule.statutory):
        return _groups_own(rule, group, suspensions, today)
    start, from_when = _start(rule, group)
    if start is None:
        return Due(None, rule, f"{NO_DATE_YET}{from_when}")
    day = months_on(start, rule.months) + timedelta(days=rule.days)
    why = f"{time or 'at once'} from {_day(start)}, {from_when}"
    if rule.statutory:
        return Due(day, rule, why, start)
    return _with_suspensions(Due(day, rule, f"{why}; not statutory", start), start, suspensions, today)


def _groups_own(rule: ClockRule, group: Group, suspensions: Iterable[Suspension], today: date) -> Due:
    if group.replies_wanted_by is None:
        return Due(None, rule, "asked, no statutory date; the group may set one")
    start = asked_on(group) or group.replies_wanted_by
    own = Due(group.replies_wanted_by, rule, f"the group asked for it by {_day(group.replies_wanted_by)}", start)
    return _with_suspensions(own._replace(why=f"{own.why}; no statutory date"), start, suspensions, today)


def asked_on(group: Group) -> date | None:
    """The day on which those were asked who have no statutory date: when the report was sent, else agreed."""
    return group.sent_on or group.received_on or group.notice_on or group.board_agreed_on


def progress_due(
    group: Group, last: date | None, suspensions: Iterable[Suspension], rules: Sequence[ClockRule], today: date
) -> Due | None:
    """When the Board should next be told how far its recommendations have come; ``last`` is the day of the last report.

    None where the Board has not agreed anything yet, or no rule asks for a report.
    """
    rule = next((r for r in sorted(rules, key=lambda r: (r.position, r.id)) if r.starts is ClockStart.PROGRESS), None)
    start = max((day for day in (group.board_agreed_on, last) if day is not None), default=None)
    if rule is None or group.board_agreed_on is None or start is None:
        return None
    day = months_on(start, rule.months) + timedelta(days=rule.days)
    what = "the Board agreed" if start == group.board_agreed_on else "progress was last reported"
    own = Due(day, rule, f"{time_in_words(rule)} from {_day(start)}, when {what}", start)
    return _with_suspensions(own, start, suspensions, today)


def _with_suspensions(own: Due, start: date, suspensions: Iterable[Suspension], today: date) -> Due:
    """The group's own date, moved by the time in which its work stood still."""
    if own.day is None:
        return own
    later = moved(own.day, start, suspensions, today)
    days = (later - own.day).days
    if not days:
        return own
    why = f"{own.why}; moved by {days} {'day' if days == 1 else 'days'} in which the work stood still"
    return own._replace(day=later, why=why, before_moving=own.day)


def _start(rule: ClockRule, group: Group) -> tuple[date | None, str]:
    """From which day a rule's time runs, and in words what happened then, or what has to be said first."""
    if rule.starts is ClockStart.SENT:
        if group.sent_on is not None:
            return group.sent_on, "when the report was sent"
        if group.received_on is not None:
            return group.received_on, "when the report was received"
        return None, "say on which day the report was sent"
    notice = [(group.notice_on, "when the Board gave notice")]
    if group.notice_on is None:
        notice = [(group.board_agreed_on, "when the Board agreed (no day of its notice is recorded)")]
    receipt = [(group.received_on, "when the report was received")]
    if group.received_on is None:
        receipt = [(group.sent_on, "when the report was sent (no day of receipt is recorded)")]
    if notice[0][0] is None:
        return None, "say on which day the Board agreed the recommendations or gave notice"
    known = [(day, words) for day, words in [*receipt, *notice] if day is not None]
    return max(known, key=lambda pair: pair[0])


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
