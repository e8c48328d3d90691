"""Feeds the indexes from the passages in the database, and builds them anew at any doubt.

The database remembers of each index how far it has come. An index that is further than the database, a folder that is
not as it was left, or any fault of the engine leads to the same: a new folder, an empty index in it, and every passage
from the first. A kill at any moment therefore loses nothing. One feeder works at a time, whichever process it is in.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from whoosh.util.filelock import FileLock

from index.engine import Engine, EngineFault, EngineKind, Enough
from index.folder import IndexFolder, Seals, new_folder, sweep
from index.passage import INDEXES, Passage, access_class
from index.passage_store import Changed, IndexState, PassageStore
from index.whoosh_engine import WhooshKind

LOCK = "feeding.lock"
SMALL_BATCH = 500
LARGE_BATCH = 5000
# The system's faults that a new index would meet as well.
_NOT_THE_INDEX = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE}

Progress = Callable[[int, int], object]
"""Told how many of how many passages were taken in."""
Transaction = Callable[[], AbstractContextManager[None]]


class Stopped(Exception):
    """Feeding was told to stop; what was committed stays, the rest is taken in next time."""


class _Open(NamedTuple):
    """An index open for writing. ``seals`` are of the files as they are now; ``state`` is what the database has."""

    folder: IndexFolder
    engine: Engine
    state: IndexState
    seals: Seals


class Feeder:
    """Keeps the four indexes in step with the database. It belongs to the thread that made it.

    ``root`` is the folder of the indexes; ``transaction`` begins a write of the database that ``store`` reads.
    """

    def __init__(
        self, root: Path, store: PassageStore, transaction: Transaction, kind: EngineKind | None = None
    ) -> None:
        self._root = root
        self._store = store
        self._transaction = transaction
        self._kind = kind or WhooshKind()
        self._open: dict[str, _Open] = {}
        self._swept = False
        self._at = ""  # the index under work, to be made anew after a fault

    def feed(
        self,
        *,
        prepare: Callable[[], object] | None = None,
        enough: Enough | None = None,
        progress: Progress | None = None,
    ) -> bool:
        """Take in every passage that the indexes have not taken in; returns whether all of it is done.

        ``prepare`` is called before, when no other process can be feeding: to bring the passages up to date. All is not
        done where ``enough`` said to stop, or another process is at it. Raises EngineFault where an index cannot
        be written at all, and what the database raises.
        """
        with self._alone() as alone:
            if not alone:
                return False
            if prepare is not None:
                prepare()
            try:
                return self._feed(enough or _never, progress or _silent)
            except EngineFault as why:
                if _is_the_systems(why):
                    raise
                # Once more, and with new indexes where those that are there cannot be used; then it is no use.
                self.close()
                return self._feed(enough or _never, progress or _silent, renew=self._at)

    def rebuild(self) -> bool:
        """Let the next feeding build every index anew; False where another process is feeding."""
        with self._alone() as alone:
            if alone:
                self.close()
                with self._transaction():
                    for name in INDEXES:
                        self._store.forget_state(name)
            return alone

    def doubt(self) -> None:
        """Somebody could not open an index: look at every file again before the next change."""
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        for opened in self._open.values():
            with suppress(EngineFault):
                opened.engine.close()
        self._open.clear()

    def _feed(self, enough: Enough, progress: Progress, *, renew: str = "") -> bool:
        for name in INDEXES:
            self._open[name] = self._ready(name, renew=name == renew)
        if not self._swept:
            sweep(self._root, {opened.folder.uid for opened in self._open.values()})
            self._swept = True
        left = self._store.behind()
        done = 0
        while not enough():
            since = min(self._open[name].state.seq for name in INDEXES)
            changes = self._store.changed_since(since, SMALL_BATCH if left <= LARGE_BATCH else LARGE_BATCH)
            if not changes:
                if done:
                    with self._transaction():
                        self._store.tidy()
                return True
            try:
                self._take_in(changes, enough, _counted(progress, done, left))
            except Stopped:
                return False
            done += len(changes)
        return not self._store.behind()

    def _ready(self, name: str, *, renew: bool) -> _Open:
        """The index, open for writing and known to be as it was left; a new one where it is not."""
        self._at = name
        state = None if renew else self._store.state(name)
        opened = self._open.pop(name, None)
        if opened is not None and state != opened.state:
            opened.engine.close()
            opened = None
        if state is not None and self._is_ours(name, state):
            try:
                folder = opened.folder if opened else IndexFolder(self._root, state.uid)
                folder.must_be_sound(opened.seals if opened else state.files, self._kind.entry)
                return opened or _Open(folder, self._kind.open(folder.path), state, state.files)
            except EngineFault as why:
                if _is_the_systems(why):
                    raise
        if opened is not None:
            opened.engine.close()
        return self._anew(name)

    def _is_ours(self, name: str, state: IndexState) -> bool:
        fingerprint = self._kind.fingerprint(access_class(name))
        return state.fingerprint == fingerprint and state.seq <= self._store.highest()

    def _anew(self, name: str) -> _Open:
        folder = new_folder(self._root)
        engine = self._kind.make(folder.path)
        seals = folder.seals(self._kind.sealed_files(folder.path))
        state = IndexState(name, folder.uid, self._kind.fingerprint(access_class(name)), 0, seals)
        with self._transaction():
            self._store.keep_state(state)
        self._swept = False
        return _Open(folder, engine, state, seals)

    def _take_in(self, changes: Sequence[Changed], enough: Enough, told: Callable[[int], object]) -> None:
        """Put one batch into every index. Each index's new state is kept as soon as its files are written."""
        last = changes[-1].seq
        to_keep: dict[str, IndexState] = {}
        for name in INDEXES:
            self._at = name
            opened = self._open[name]
            fresh, old, moved = _for_index(name, [c for c in changes if c.seq > opened.state.seq])
            seals = opened.seals
            if self._write(opened.engine, fresh, old, moved, enough, told):
                seals = opened.folder.seals(self._kind.sealed_files(opened.folder.path))
                # Before the database has it too: should that fail, the same batch comes again and does no harm.
                self._open[name] = opened._replace(seals=seals)
            to_keep[name] = opened.state._replace(seq=max(last, opened.state.seq), files=seals)
            if seals is not opened.seals:
                self._keep(to_keep)
        self._keep(to_keep)

    def _keep(self, states: dict[str, IndexState]) -> None:
        if states:
            with self._transaction():
                for state in states.values():
                    self._store.keep_state(state)
        for name, state in states.items():
            self._open[name] = self._open[name]._replace(state=state)
        states.clear()

    def _write(
        self,
        engine: Engine,
        fresh: list[Passage],
        old: list[str],
        moved: list[str],
        enough: Enough,
        told: Callable[[int], object],
    ) -> bool:
        """Whether the engine's files may have changed."""
        there = engine.frequencies(()).passages > 0
        if there and moved:
            engine.remove(moved, wipe=True)
        if there and old:
            engine.remove(old)
        if fresh:
            engine.add(_watched(fresh, enough, told))
        return bool(fresh) or (there and bool(moved or old))

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Whether no other process feeds these indexes; while it is so, none begins to."""
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(str(self._root / LOCK))
        ours = bool(lock.acquire(blocking=False))
        try:
            yield ours
        finally:
            if ours:
                lock.release()


def _for_index(name: str, changes: Sequence[Changed]) -> tuple[list[Passage], list[str], list[str]]:
    """What one index has to do: passages to put in, ids to take out, and ids that moved to another class of access."""
    source = name.partition("-")[0]
    fresh = [c.passage for c in changes if c.passage is not None and c.passage.index == name]
    old = [c.id for c in changes if c.passage is None and c.source == source]
    moved = [c.id for c in changes if c.passage is not None and c.source == source and c.passage.index != name]
    return fresh, old, moved


def _watched(passages: Sequence[Passage], enough: Enough, told: Callable[[int], object]) -> Iterator[Passage]:
    for count, passage in enumerate(passages):
        if not count % 32:
            if enough():
                raise Stopped
            told(count)
        yield passage


def _counted(progress: Progress, done: int, left: int) -> Callable[[int], object]:
    return lambda count: progress(done + count, max(left, done + count))


def _is_the_systems(why: EngineFault) -> bool:
    cause: BaseException | None = why
    while cause is not None:
        if isinstance(cause, OSError) and cause.errno in _NOT_THE_INDEX:
            return True
        cause = cause.__cause__
    return False


def _never() -> bool:
    return False


def _silent(_done: int, _of: int) -> None:
    """Nobody wants to know how far it is."""
