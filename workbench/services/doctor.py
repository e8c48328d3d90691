"""Is everything sound? The database, links that lead nowhere, originals, templates, the index, SQLite itself."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from groups.evidence import EvidenceKind, Standing, find_again
from workbench.services.kept_templates import kept_templates
from workbench.workspace.connection import check_integrity
from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.workspace import Workspace

# The WAL-reset race between connections is fixed in these versions and all after 3.51.3 (SQLite's release notes).
FIXED = ((3, 44, 6), (3, 50, 7), (3, 51, 3))


class Finding(NamedTuple):
    """One thing that was looked at: what, whether it is sound, and a sentence; ``advice`` where that says what to do.

    Nothing is wrong where there is only advice.
    """

    what: str
    sound: bool
    sentence: str
    advice: bool = False

    @property
    def in_a_word(self) -> str:
        """How it stands, as a list of findings says it."""
        return "ATTENTION" if not self.sound else "advice" if self.advice else "sound"


def examine(workspace: Workspace) -> list[Finding]:
    """Look at everything; each finding is one line for a person."""
    return [
        *_database(workspace),
        *_links(workspace),
        *_originals(workspace),
        *_templates(workspace),
        *_index(workspace),
        _sqlite(sqlite3.sqlite_version_info),
        _backups(workspace),
    ]


def _database(workspace: Workspace) -> Iterator[Finding]:
    try:
        check_integrity(workspace.file)
        yield Finding("database", True, f"The database is sound ({workspace.file}).")
    except WorkspaceProblem as why:
        yield Finding("database", False, str(why))
    broken = workspace.db.execute("pragma foreign_key_check").fetchall()
    if broken:
        yield Finding("database", False, f"{len(broken)} rows point to rows that are not there: bring back a backup.")


def _links(workspace: Workspace) -> Iterator[Finding]:
    """Links that the database itself cannot check: evidence to what it cites, notes to lines of enquiry, and so on."""
    records = workspace.records
    texts = {
        EvidenceKind.NOTE: {n.id: n.text for n in [*records.notes.find(), *records.notes.find(binned=True)]},
        EvidenceKind.PASSAGE: {
            s.id: s.text for s in [*records.submissions.find(), *records.submissions.find(binned=True)]
        },
        EvidenceKind.FIGURE: {s.id: "" for s in [*records.snapshots.find(), *records.snapshots.find(binned=True)]},
        EvidenceKind.FINDING: {f.id: f.text for f in [*records.findings.find(), *records.findings.find(binned=True)]},
    }
    packs = {p.id for p in [*workspace.packs.all(), *workspace.packs.all(binned=True)]}
    gone = moved = total = 0
    for link in records.evidence.find():
        total += 1
        address = link.address
        if address.kind is EvidenceKind.PACK:
            gone += address.id not in packs
        elif address.id not in texts[address.kind]:
            gone += 1
        elif address.kind is EvidenceKind.PASSAGE and address.standing is not Standing.WORDS_ONLY:
            moved += find_again(address, texts[address.kind][address.id]) is None
    lines = {row.id for row in [*records.enquiry.find(), *records.enquiry.find(binned=True)]}
    loose = sum(1 for note in records.notes.find() if note.line_id and note.line_id not in lines)
    if gone or moved or loose:
        parts = [f"{gone} evidence links lead to nothing"] if gone else []
        parts += [f"{moved} passages no longer have the words that were cited"] if moved else []
        parts += [f"{loose} notes name a line of enquiry that is not there"] if loose else []
        yield Finding("links", False, f"{'; '.join(parts)}: the quoted words are kept beside each link.")
    else:
        yield Finding("links", True, f"Every link leads somewhere ({total} evidence links).")


def _originals(workspace: Workspace) -> Iterator[Finding]:
    wanted = {p.sha256 for p in workspace.packs.all()}
    wanted |= {s.file_sha256 for s in workspace.records.submissions.find() if s.file_sha256}
    wanted |= {s.file_sha256 for s in workspace.records.snapshots.find() if s.file_sha256}
    missing = [sha for sha in wanted if not (workspace.files / sha).is_file()]
    changed = [sha for sha in wanted - set(missing) if _is_changed(workspace, sha)]
    if missing or changed:
        yield Finding(
            "originals",
            False,
            f"Of {len(wanted)} imported originals {len(missing)} are missing and {len(changed)} were changed: "
            "their text is kept; bring the files back from a backup.",
        )
    else:
        yield Finding("originals", True, f"All {len(wanted)} imported originals are as they came.")


def _templates(workspace: Workspace) -> Iterator[Finding]:
    """The council's own Word templates, which are kept beside the originals."""
    for sha, (name, whose) in kept_templates(workspace).items():
        called = f"The council’s Word template “{name}” ({whose})"
        if not (workspace.files / sha).is_file():
            why = "is missing: choose it again with “workbench template use”, or take it off."
        elif _is_changed(workspace, sha):
            why = "was changed since it was chosen: choose it again with “workbench template use”, or take it off."
        else:
            yield Finding("template", True, f"{called} is as it was chosen.")
            continue
        yield Finding("template", False, f"{called} {why}")


def _is_changed(workspace: Workspace, sha256: str) -> bool:
    """Whether a kept file is not what its checksum says."""
    with (workspace.files / sha256).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() != sha256


def _index(workspace: Workspace) -> Iterator[Finding]:
    from workbench.services.feeding import Feeding

    feeding = Feeding(workspace)
    health = feeding.health()
    waiting = health.changes + health.behind
    if not feeding.is_there():
        yield Finding("index", True, "The search index is not built yet: the first search, or the open app, does so.")
    elif waiting:
        changes = "one change" if waiting == 1 else f"{waiting:,} changes"
        yield Finding("index", True, f"The search index has {changes} to take in: a search, or the open app, does so.")
    elif not feeding.is_usable():
        yield Finding(
            "index",
            False,
            "The search index is not as it was left, and was not opened: mend it with “workbench reindex”.",
        )
    else:
        yield Finding(
            "index", True, f"The search index has taken in every change ({health.passages:,} passages can be searched)."
        )


def _sqlite(version: tuple[int, ...]) -> Finding:
    fixed = version >= FIXED[-1] or any(version[:2] == f[:2] and version >= f for f in FIXED)
    shown = ".".join(str(part) for part in version)
    if fixed:
        return Finding("sqlite", True, f"SQLite {shown} has no known fault that concerns us.")
    return Finding(
        "sqlite",
        True,
        f"SQLite {shown} has a rare fault when several programs use one workspace at once (mended in 3.51.3): "
        "use one program at a time, or a newer Python.",
        advice=True,
    )


def _backups(workspace: Workspace) -> Finding:
    copies = sorted(workspace.backups.glob("workbench-*.zip"))
    if copies:
        return Finding("backups", True, f"The last backup is {copies[-1].name}.")
    return Finding("backups", True, "There is no backup yet: make one with “workbench backup”.", advice=True)
