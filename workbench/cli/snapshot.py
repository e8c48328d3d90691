"""Commands about data snapshots: which there are, what one shows, and what the check says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.cli.base import ATTENTION, Session, as_json, columns, pass_session, say, say_json

if TYPE_CHECKING:
    from interviews.measures import Measure
    from interviews.submission import Snapshot
    from workbench.services.snapshots import Looked

_WIDTH = 80


@click.group()
def snapshot() -> None:
    """Data snapshots: tables of figures as they were on a day."""


@snapshot.command("list")
@click.argument("group")
@as_json
@pass_session
def list_snapshots(session: Session, group: str, json_out: bool) -> None:
    """The data snapshots of the group GROUP: title, day, measures, and how much the check says."""
    from interviews.snapshot_checks import count_of
    from workbench.dates import show_date

    rows = _looked(session, group, "")
    if json_out:
        say_json([_json(one) for one in rows])
    elif not rows:
        say("There is no data snapshot yet. Bring one in with: workbench import FILE --group GROUP --as snapshot")
    else:
        columns(
            (
                one.snapshot.title,
                show_date(one.snapshot.as_at) or "no date",
                f"{len(one.table.measures)} measure{'' if len(one.table.measures) == 1 else 's'}",
                count_of(one.remarks),
                one.snapshot.id,
            )
            for one in rows
        )


@snapshot.command("show")
@click.argument("group")
@click.argument("snapshot", required=False, default="")
@click.option("--measure", "measure_name", default="", metavar="MEASURE", help="Only this measure.")
@as_json
@pass_session
def show_snapshot(session: Session, group: str, snapshot: str, measure_name: str, json_out: bool) -> None:
    """What the figures of a SNAPSHOT show: each measure in a sentence and as bars. Without SNAPSHOT, of each one."""
    from workbench.services.figure_bars import chart_lines
    from workbench.services.snapshots import measure_called, told_about

    rows = _looked(session, group, snapshot)
    chosen = [(one, [measure_called(one, measure_name)] if measure_name else list(one.table.measures)) for one in rows]
    if json_out:
        say_json([_json(one, measures) for one, measures in chosen])
        return
    for n, (one, measures) in enumerate(chosen):
        if n:
            say()
        say(told_about(one.snapshot))
        for measure in measures:
            say()
            if sentence := one.sentence(measure):
                say(sentence)
            for line, _ in chart_lines(one.chart(measure), _WIDTH):
                say(line)


@snapshot.command("check")
@click.argument("group")
@click.argument("snapshot", required=False, default="")
@as_json
@pass_session
@click.pass_context
def check_snapshot(ctx: click.Context, session: Session, group: str, snapshot: str, json_out: bool) -> None:
    """What is missing or surprising in a SNAPSHOT, or in each one of GROUP. Exit status 1 where there is something."""
    rows = _looked(session, group, snapshot)
    if json_out:
        say_json([{"id": one.snapshot.id, "title": one.snapshot.title, "remarks": _remarks(one)} for one in rows])
    else:
        for one in rows:
            say(f"{one.snapshot.title}: {'nothing to remark.' if not one.remarks else ''}".rstrip())
            for remark in one.remarks:
                say(f"  {remark.text}")
        if not rows:
            say("There is no data snapshot yet.")
    if any(one.remarks for one in rows):
        ctx.exit(ATTENTION)


def _looked(session: Session, group: str, name: str) -> list[Looked]:
    from workbench.services.exchange import find_group
    from workbench.services.snapshots import find_snapshot, in_order, look_at

    found = find_group(session.workspace, group)
    rows: list[Snapshot] = (
        [find_snapshot(session.workspace, found.id, name)] if name else in_order(session.workspace, found.id)
    )
    return [look_at(row) for row in rows]


def _json(one: Looked, measures: list[Measure] | None = None) -> dict[str, Any]:
    about = one.snapshot.model_dump(mode="json", exclude={"rows"})
    told = list(one.table.measures) if measures is None else measures
    return {**about, "measures": [_measure(one, measure) for measure in told], "remarks": _remarks(one)}


def _measure(one: Looked, measure: Measure) -> dict[str, Any]:
    from interviews.figure_words import compared

    found = compared(measure, add=one.adds_up(measure))
    return {
        "name": measure.name,
        "kind": measure.kind.value,
        "sentence": one.sentence(measure),
        "compared": {
            "of": found.how,
            "is_sum": found.is_sum,
            "values": [{"label": v.label, "value": str(v.value), "shown": v.shown} for v in found.values],
        }
        if found
        else None,
        "series": [
            {
                "name": series.name,
                "kind": series.kind.value,
                "points": [
                    {
                        "label": point.label,
                        "text": point.text,
                        "value": str(point.figure.value) if point.figure else None,
                        "gap": point.gap.value if point.gap else "",
                        "role": point.role.value,
                    }
                    for point in series.points
                ],
            }
            for series in measure.series
        ],
    }


def _remarks(one: Looked) -> list[dict[str, Any]]:
    return [
        {"text": remark.text, "field": remark.field, "cells": [{"row": r, "column": c} for r, c in remark.cells]}
        for remark in one.remarks
    ]
