"""The indexes as those who search see them: opened when they are known to be as they were left, and only then."""

from __future__ import annotations

import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from index.engine import Engine, EngineFault, EngineKind
from index.folder import IndexFolder
from index.passage import CLOSED, INDEXES, access_class
from index.passage_store import IndexState, PassageStore
from index.whoosh_engine import WhooshKind

# A writer replaces files a moment before it says so in the database: look again before thinking ill of the folder.
LOOKS = 4
PAUSE = 0.03


class _Open(NamedTuple):
    state: IndexState
    folder: IndexFolder
    engine: Engine


class Readers:
    """The open indexes of one thread."""

    def __init__(self, root: Path, store: PassageStore, kind: EngineKind | None = None) -> None:
        self._root = root
        self._store = store
        self._kind = kind or WhooshKind()
        self._open: dict[str, _Open] = {}

    def engines(self, access: Collection[str]) -> list[Engine] | None:
        """The indexes that hold passages of these sensitivities, as they are now; None where one cannot be used."""
        classes = classes_of(access)
        engines = []
        for name in INDEXES:
            if access_class(name) in classes:
                engine = self._engine(name)
                if engine is None:
                    return None
                engines.append(engine)
        return engines

    def close(self) -> None:
        """Let go of the files."""
        for name in list(self._open):
            self._let_go(name)

    def _engine(self, name: str) -> Engine | None:
        for look in range(LOOKS):
            if look:
                time.sleep(PAUSE)
            state = self._store.state(name)
            opened = self._open.get(name)
            if state is None or state.fingerprint != self._kind.fingerprint(access_class(name)):
                self._let_go(name)
                return None
            if opened is not None and opened.state.uid == state.uid and opened.state.files == state.files:
                return opened.engine
            folder = opened.folder if opened and opened.folder.uid == state.uid else IndexFolder(self._root, state.uid)
            self._let_go(name)
            with suppress(EngineFault):
                folder.must_be_sound(state.files, self._kind.entry)
                self._open[name] = _Open(state, folder, self._kind.open(folder.path))
                return self._open[name].engine
        return None

    def _let_go(self, name: str) -> None:
        opened = self._open.pop(name, None)
        if opened is not None:
            with suppress(EngineFault):
                opened.engine.close()


def classes_of(access: Collection[str]) -> list[str]:
    """The classes of access in which passages of these sensitivities are kept."""
    return ["open", "closed"] if CLOSED & set(access) else ["open"]
