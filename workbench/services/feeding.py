"""Keeps search in step with the record: changes in the outbox become passages, and passages go to the indexes.

The app does it in the background and the command line before it searches; only one of them does at a time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

from index.engine import EngineFault, Enough
from index.feeder import Feeder, Progress
from index.passage import EVERYTHING, INDEXES, Passage
from index.passage_store import Change, PassageStore
from index.readers import Readers
from workbench.services.passages import depending_on, expansions_of, passages_of
from workbench.services.record_passages import owner_of
from workbench.workspace.workspace import Workspace

CHANGES_AT_ONCE = 100
RECORDS_A_WRITE = 20
BREATH = 0.01  # seconds between two writes: who waits for the lock would else never find it free
PASSAGES_A_WRITE = 60

Key = tuple[str, str]


class IndexHealth(NamedTuple):
    """How the index stands: how many passages there are, how many changes wait, and how many passages are behind."""

    passages: int
    changes: int
    behind: int


class Feeding:
    """Feeds the indexes of a workspace. It belongs to the thread that opened the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._store = PassageStore(workspace.db)
        self._feeder = Feeder(workspace.index_folder, self._store, workspace.transaction)

    def health(self) -> IndexHealth:
        """How the index stands."""
        return IndexHealth(self._store.count(), self._store.waiting(), self._store.behind())

    def is_there(self) -> bool:
        """Whether any index was built; a workspace that is new, or was brought back from a backup, has none yet."""
        states = [self._store.state(name) for name in INDEXES]
        return any(state is not None and (self._workspace.index_folder / state.uid).exists() for state in states)

    def is_usable(self) -> bool:
        """Whether all indexes are there, as they were left, and can be opened. Looks at every file."""
        readers = Readers(self._workspace.index_folder, self._store)
        try:
            return readers.engines(EVERYTHING) is not None
        except EngineFault:
            return False
        finally:
            readers.close()

    def something_waits(self) -> bool:
        """Whether anything is to be taken in."""
        return self._store.waiting() > 0 or self._store.behind() > 0

    def feed(self, *, enough: Enough | None = None, progress: Progress | None = None) -> bool:
        """Take in everything that waits, building an index anew where there is any doubt; returns whether all is done.

        It is not where ``enough`` said to stop, or another process is at it. Raises EngineFault, WorkspaceProblem.
        """
        enough = enough or (lambda: False)
        return self._feeder.feed(prepare=lambda: self._take_changes(enough), enough=enough, progress=progress)

    def rebuild(self) -> bool:
        """Throw the indexes away, so that the next feeding builds them anew; False where another process is feeding."""
        return self._feeder.rebuild()

    def doubt(self) -> None:
        """Somebody could not open an index: look at all of them again at the next feeding."""
        self._feeder.doubt()

    def close(self) -> None:
        """Let go of the files."""
        self._feeder.close()

    # -- from the outbox to passages ----------------------------------------------------------------------------------

    def _take_changes(self, enough: Callable[[], bool]) -> None:
        while not enough():
            changes = self._store.outbox(CHANGES_AT_ONCE)
            if not changes:
                return
            keys = dict.fromkeys((change.table, change.row_id) for change in changes)
            packs = [row_id for table, row_id in keys if table == "packs"]
            if not self._take_packs(packs, enough):
                return
            self._take_records([key for key in keys if key[0] != "packs"], changes)

    def _take_records(self, keys: list[Key], changes: Iterable[Change]) -> None:
        """The passages of these records and of those that say something of them; the last write forgets the changes."""
        others: dict[Key, None] = {}
        for key in keys:
            if self._is_felt_elsewhere(*key):
                others |= dict.fromkeys(depending_on(self._workspace, *key))
        # The others first: as long as a record's own passage is as it was, a restart after a kill sees that they wait.
        in_order = [*(key for key in others if key not in keys), *keys]
        # In parts, so that somebody who is typing never waits long for the database.
        while len(in_order) > RECORDS_A_WRITE:
            with self._workspace.transaction():
                self._put(in_order[:RECORDS_A_WRITE])
            in_order = in_order[RECORDS_A_WRITE:]
            time.sleep(BREATH)
        with self._workspace.transaction():
            self._put(in_order)
            self._store.forget(list(changes))

    def _put(self, keys: Iterable[Key]) -> None:
        for table, row_id in keys:
            self._store.put(owner_of(table, row_id), passages_of(self._workspace, table, row_id))

    def _is_felt_elsewhere(self, table: str, row_id: str) -> bool:
        """Whether a change of this record may change the passages of others."""
        if table in ("scopes", "partners", "submissions"):
            return True
        if table not in ("groups", "interviews"):
            return False
        # Their own passage has everything that others say of them.
        before = self._store.get([owner_of(table, row_id)]).get(owner_of(table, row_id))
        after = next(iter(passages_of(self._workspace, table, row_id)), None)
        return _told_of(before) != _told_of(after)

    def _take_packs(self, pack_ids: Iterable[str], enough: Callable[[], bool]) -> bool:
        """The passages of these packs, many of them, in parts; False where told to stop before all were in."""
        for pack_id in pack_ids:
            owner = owner_of("packs", pack_id)
            differences = self._store.differences(owner, passages_of(self._workspace, "packs", pack_id))
            for part in differences.in_parts(PASSAGES_A_WRITE):
                if enough():
                    return False
                with self._workspace.transaction():
                    self._store.put_some(owner, part)
            with self._workspace.transaction():
                self._store.words.take_expansions(owner, expansions_of(self._workspace, pack_id))
        return True


def _told_of(passage: Passage | None) -> tuple[object, ...]:
    if passage is None:
        return ()
    return passage.group_title, passage.title, passage.body, passage.partner, passage.date
