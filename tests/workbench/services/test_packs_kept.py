"""Packs in the archive: kept once, taken back by undo, brought back by redo, in the bin and out of it."""

from __future__ import annotations

import pytest

from tests.index.packs.fictional import PACK
from workbench.services.bin import bring_back, in_the_bin
from workbench.services.packs import SamePackDiffers, bin_pack, keep_pack, propose_pack
from workbench.workspace.undo import redo, undo
from workbench.workspace.workspace import Workspace


def test_importing_is_one_step_that_undo_takes_back(workspace: Workspace) -> None:
    pack = keep_pack(workspace, propose_pack(PACK.encode(), "pack.txt"))
    assert undo(workspace).startswith("Import the pack")
    assert workspace.packs.all() == []
    assert [p.id for p in workspace.packs.all(binned=True)] == [pack.id]
    redo(workspace)
    assert [p.id for p in workspace.packs.all()] == [pack.id]
    assert workspace.packs.text(pack.id)


def test_the_same_bytes_again_change_nothing(workspace: Workspace) -> None:
    first = keep_pack(workspace, propose_pack(PACK.encode(), "pack.txt"))
    again = keep_pack(workspace, propose_pack(PACK.encode(), "the same.txt"))
    assert again.id == first.id
    assert len(workspace.packs.all()) == 1
    assert len(list(workspace.files.iterdir())) == 1


def test_other_bytes_of_the_same_meeting_ask(workspace: Workspace) -> None:
    first = keep_pack(workspace, propose_pack(PACK.encode(), "pack.txt"))
    other = propose_pack((PACK + "\nOne line more.\n").encode(), "pack 2.txt")
    with pytest.raises(SamePackDiffers, match="already, from the file"):
        keep_pack(workspace, other)
    assert [p.id for p in workspace.packs.all()] == [first.id]
    second = keep_pack(workspace, other, same="replace")
    assert [p.id for p in workspace.packs.all()] == [second.id]
    assert [p.id for p in workspace.packs.all(binned=True)] == [first.id]


def test_a_pack_comes_back_from_the_bin(workspace: Workspace) -> None:
    pack = keep_pack(workspace, propose_pack(PACK.encode(), "pack.txt"))
    bin_pack(workspace, pack)
    (thing,) = in_the_bin(workspace)
    assert thing.kind == "Pack"
    bring_back(workspace, thing)
    assert [p.id for p in workspace.packs.all()] == [pack.id]
    undo(workspace)
    assert workspace.packs.all() == []
