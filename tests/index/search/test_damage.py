"""The index is disposable: whatever happens to its files, nothing of theirs is run and everything is found again."""

from __future__ import annotations

import json
import os
import pickle
import random
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.engine import EngineFault
from index.folder import IndexFolder, Unsound, new_folder, sweep
from index.whoosh_engine import WhooshEngine, WhooshKind
from tests.index.search.conftest import Desk, note
from tests.index.search.corpus import passages

QUESTIONS = ("attendance", "school board", "safeguarding referral", '"wexcombe"', "kind:recommendation transport")
OWNED = "was opened"


@pytest.fixture
def filled(desk: Desk) -> Desk:
    desk.put(*passages(120))
    return desk


def answers(desk: Desk) -> list[list[str]]:
    return [desk.ids(question, limit=200) for question in QUESTIONS]


class Hostile:
    """A pickle that does something when it is opened: makes a file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return os.mkdir, (str(self.mark),)


def flip(folder: Path, chance: random.Random) -> None:
    file = chance.choice([f for f in sorted(folder.iterdir()) if f.suffix in (".toc", ".seg")])
    data = bytearray(file.read_bytes())
    for _ in range(5):
        data[chance.randrange(len(data))] ^= 0xFF
    file.write_bytes(data)


def cut(folder: Path, chance: random.Random) -> None:
    file = chance.choice([f for f in sorted(folder.iterdir()) if f.suffix in (".toc", ".seg")])
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def delete_one(folder: Path, chance: random.Random) -> None:
    chance.choice([f for f in sorted(folder.iterdir()) if f.suffix in (".toc", ".seg")]).unlink()


def delete_all(folder: Path, chance: random.Random) -> None:
    shutil.rmtree(folder)


def open_to_others(folder: Path, chance: random.Random) -> None:
    folder.chmod(0o755)


def add_a_later_entry(folder: Path, chance: random.Random) -> None:
    shutil.copy(next(folder.glob("*.toc")), folder / "_MAIN_9999.toc")


DAMAGES = [flip, cut, delete_one, delete_all, add_a_later_entry]
if sys.platform != "win32":
    DAMAGES.append(open_to_others)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("while_open", [True, False])
def test_damage_is_seen_and_mended(
    filled: Desk, damage: Callable[[Path, random.Random], None], while_open: bool
) -> None:
    before = answers(filled)
    desk = filled if while_open else filled.again()
    for seed, folder in enumerate(desk.folders().values()):
        damage(folder, random.Random(seed))
    desk.search.close()
    answer = desk.ask("attendance")
    assert answer.in_doubt
    assert "The index is being built" in answer.notices[0]
    assert answer.found, "the database finds what it can meanwhile"
    desk.feeder.doubt()
    assert desk.feeder.feed()
    assert answers(desk) == before
    assert {folder.name for folder in desk.folders().values()} == {f.name for f in desk.root.iterdir() if f.is_dir()}
    desk.close()


@pytest.mark.parametrize("file", [".toc", ".seg"])
def test_a_hostile_pickle_is_never_opened(filled: Desk, tmp_path: Path, file: str) -> None:
    before = answers(filled)
    mark = tmp_path / OWNED
    desk = filled.again()
    for folder in desk.folders().values():
        for victim in folder.glob(f"*{file}"):
            victim.write_bytes(pickle.dumps(Hostile(mark)))
        (folder / "_MAIN_77777.toc").write_bytes(pickle.dumps(Hostile(mark)))
    assert desk.ask("attendance").in_doubt
    assert desk.feeder.feed()
    assert answers(desk) == before
    assert not mark.exists()
    desk.close()


def test_the_hostile_pickle_is_one(filled: Desk, tmp_path: Path) -> None:
    """Opened without looking, it does what it says: the test above can fail."""
    folder = filled.folders()["archive-open"]
    mark = tmp_path / OWNED
    (folder / "_MAIN_77777.toc").write_bytes(pickle.dumps(Hostile(mark)))
    with pytest.raises(EngineFault):
        WhooshEngine(folder)
    assert mark.exists() or b"mkdir" in (folder / "_MAIN_77777.toc").read_bytes()


def test_a_tampered_seal_in_another_place_does_not_help(filled: Desk) -> None:
    """Seals lie in the database: a list of seals put into the folder is not looked at."""
    folder = filled.folders()["live-open"]
    (folder / "seals.json").write_text(json.dumps({"_MAIN_9.toc": [1, "x"]}))
    kept = filled.store.state("live-open")
    assert kept is not None
    IndexFolder(filled.root, kept.uid).must_be_sound(kept.files, WhooshKind.entry)


def test_a_link_instead_of_a_file_is_refused(filled: Desk, tmp_path: Path) -> None:
    folder = filled.folders()["live-open"]
    victim = next(folder.glob("*.seg"))
    elsewhere = tmp_path / "copy"
    shutil.move(victim, elsewhere)
    victim.symlink_to(elsewhere)
    kept = filled.store.state("live-open")
    assert kept is not None
    with pytest.raises(Unsound, match="not as it was written"):
        IndexFolder(filled.root, kept.uid).must_be_sound(kept.files, WhooshKind.entry)


def test_an_index_that_is_ahead_or_of_another_version_is_built_anew(filled: Desk) -> None:
    before = answers(filled)
    for change in ({"seq": 10**9}, {"fingerprint": "whoosh 1.0"}):
        old = filled.store.state("archive-open")
        assert old is not None
        with filled.transaction():
            filled.store.keep_state(old._replace(**change))
        assert filled.feeder.feed()
        fresh = filled.store.state("archive-open")
        assert fresh is not None
        assert fresh.uid != old.uid
        assert answers(filled) == before


def test_one_that_is_behind_catches_up_and_keeps_its_folder(filled: Desk) -> None:
    folders = filled.folders()
    with filled.transaction():
        filled.store.put("others", [note("new", "a brand new sausage")])
    assert filled.ids("sausage") == []
    assert filled.feeder.feed()
    assert filled.ids("sausage") == ["notes:new"]
    assert filled.folders() == folders


def test_an_index_just_begun_is_not_taken_for_the_whole(desk: Desk) -> None:
    assert desk.feeder.feed()
    with desk.transaction():
        desk.store.put("tests", [note("1", "a sausage"), note("2", "no meat")])
    answer = desk.ask("sausage")
    assert answer.is_building
    assert not answer.in_doubt
    assert [one.passage.id for one in answer.found] == ["notes:1"]


def test_a_rebuild_on_request_finds_the_same(filled: Desk) -> None:
    before, folders = answers(filled), filled.folders()
    assert filled.feeder.rebuild()
    assert filled.feeder.feed()
    assert answers(filled) == before
    assert set(filled.folders().values()).isdisjoint(folders.values())


def test_folders_are_private_and_named_at_random(filled: Desk) -> None:
    names = {folder.name for folder in filled.folders().values()}
    assert len(names) == 4
    assert all(len(name) == 32 for name in names)
    if sys.platform != "win32":
        for folder in (filled.root, *filled.folders().values()):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_sweeping_leaves_what_is_not_an_index(tmp_path: Path) -> None:
    kept, gone = new_folder(tmp_path), new_folder(tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "folder").mkdir()
    (kept.path / "_MAIN_3.toc.1234").write_text("left by a kill")
    sweep(tmp_path, {kept.uid})
    assert kept.path.is_dir()
    assert not list(kept.path.iterdir())
    assert not gone.path.exists()
    assert (tmp_path / "notes.txt").exists()
    assert (tmp_path / "folder").exists()


def test_only_one_feeds_at_a_time(filled: Desk) -> None:
    other = Desk(filled.folder)
    with filled.transaction():
        filled.store.put("others", [note("new", "a brand new sausage")])
    with filled.feeder._alone() as alone:
        assert alone
        assert not other.feeder.feed()
        assert not other.feeder.rebuild()
    assert other.feeder.feed()
    assert filled.ids("sausage") == ["notes:new"], "another process fed the index"
    with filled.transaction():
        filled.store.put("others", [note("newer", "a second sausage")])
    assert filled.feeder.feed()
    assert filled.ids("sausage") == ["notes:newer"]
    other.close()


def test_a_full_disk_is_no_reason_to_begin_anew(filled: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before, folders = answers(filled), filled.folders()
    with filled.transaction():
        filled.store.put("others", [note("new", "a brand new sausage")])

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("whoosh.writing.SegmentWriter.commit", full)
        with pytest.raises(EngineFault, match="No space left"):
            filled.feeder.feed()
    assert answers(filled) == before
    filled.feeder.close()
    assert filled.feeder.feed()
    assert filled.ids("sausage") == ["notes:new"]
    assert filled.folders() == folders


def test_a_database_that_fails_after_the_engine_wrote_loses_nothing(filled: Desk) -> None:
    """The engine has a batch that the database does not know of: it comes again and stands there once."""
    folders = filled.folders()
    with filled.transaction():
        filled.store.put("others", [note("new", "a brand new sausage")])
    keep = filled.store.keep_state

    def fail(_: object) -> None:
        raise TimeoutError

    filled.store.keep_state = fail  # type: ignore[method-assign, assignment]
    with pytest.raises(TimeoutError):
        filled.feeder.feed()
    filled.store.keep_state = keep  # type: ignore[method-assign]
    assert filled.feeder.feed()
    assert filled.ids("sausage") == ["notes:new"]
    assert filled.folders() == folders


def test_stopping_keeps_what_was_done_and_goes_on_later(desk: Desk) -> None:
    with desk.transaction():
        desk.store.put("tests", passages(1500))
    told: list[tuple[int, int]] = []
    assert not desk.feeder.feed(enough=lambda: len(told) > 20, progress=lambda done, of: told.append((done, of)))
    assert 0 < desk.store.behind() < 1500
    assert desk.ask("attendance").notices[0].startswith("The index is being built (")
    assert desk.feeder.feed(progress=lambda done, of: told.append((done, of)))
    assert all(done <= of for done, of in told)
    assert desk.store.behind() == 0
    assert len(desk.ids("attendance", limit=50)) == 50
