"""What a file would give away: the words on standard output, the places without them on standard error."""

from __future__ import annotations

import click

from interviews.leaks import Leak
from interviews.readers.clean import clean
from workbench.cli.base import say, say_json
from workbench.services.publishing import GivesAway, in_the_record


def tell_leaks(refused: GivesAway, *, json_out: bool) -> None:
    """Tell every place with its source. Standard error may be kept in a log: none of the words go there."""
    if json_out:
        say_json(
            {
                "written": None,
                "leaks": [
                    {
                        "place": leak.place,
                        "heading": leak.heading,
                        "words": leak.found,
                        "why": leak.why,
                        "source": leak.source,
                        "source_words": leak.words,
                        "table": leak.table,
                        "record_id": leak.record_id,
                        "is_name": leak.is_name,
                        "is_exact": leak.is_exact,
                    }
                    for leak in refused.leaks
                ],
            }
        )
    else:
        for leak in refused.leaks:
            heading = f" ({leak.heading})" if leak.heading else ""
            say(f"In the file, {leak.place}{heading}: “{leak.found}”")
            say(f"  The source, {leak.source} ({leak.why}): “{leak.words}”")
    places = Leak.places(refused.leaks)
    count = "one place" if places == 1 else f"{places} places"
    click.echo(f"Nothing was written: the file gives away in {count} what may not come out:", err=True)
    for leak in refused.leaks:
        click.echo(clean(f"  {in_the_record(leak)}"), err=True)
    if refused.prepared is not None:
        click.echo("Mend them, or say why it is to come out all the same with --override-leaks REASON.", err=True)
