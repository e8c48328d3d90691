"""Which segments of a Whoosh index are merged when something is committed.

Whoosh's own way leaves dozens of equal segments after an import, and each costs every search some time; and it leaves
the words of deleted passages in the files for as long as it pleases.
"""

from __future__ import annotations

from typing import Any

from whoosh.reading import SegmentReader

MOST_SEGMENTS = 8


def merged(writer: Any, segments: list[Any]) -> list[Any]:
    """Merge the smallest segments where there would be too many; returns those left as they are.

    Each merge goes on while the next segment is not much larger than what is merged already, so that after many small
    changes the large ones are written anew only rarely.
    """
    by_size = sorted((s for s in segments if s.doc_count()), key=lambda s: s.doc_count_all())
    too_many = len(by_size) + 1 - MOST_SEGMENTS
    size, count = writer.doc_count(), 0
    if too_many > 0:
        for segment in by_size:
            if count >= too_many and segment.doc_count_all() > 2 * size:
                break
            size += segment.doc_count_all()
            count += 1
    faded = [s for s in by_size[count:] if s.deleted_count() > s.doc_count()]
    return _without(writer, by_size, by_size[:count] + faded)


def wiped(writer: Any, segments: list[Any]) -> list[Any]:
    """Write every segment anew in which something was deleted."""
    live = [s for s in segments if s.doc_count()]
    return _without(writer, live, [s for s in live if s.has_deletions()])


def _without(writer: Any, segments: list[Any], taken: list[Any]) -> list[Any]:
    for segment in taken:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [s for s in segments if s not in taken]
