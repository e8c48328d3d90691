"""The commands that bring packs and evidence in and show what was read: counts, questions, errors in a sentence."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.hostile import HOSTILE_STRINGS
from tests.index.packs.fictional import PACK
from tests.index.packs.spoiling import what_it_says, wrapped
from tests.interviews.readers.pdfs import make_pdf
from workbench.cli.main import call


class Command:
    """The command ``workbench`` on a workspace of its own, with what is typed at its prompts."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], typing: Callable[[str], None]) -> None:
        self.folder, self._capsys, self._typing = folder, capsys, typing

    def __call__(self, *arguments: str | Path, status: int = 0, typed: str = "") -> str:
        """Run it; what it printed, or for status 2 what it said on standard error."""
        self._typing(typed)
        assert call(["--workspace", str(self.folder), *map(str, arguments)]) == status
        printed = self._capsys.readouterr()
        assert "Traceback" not in printed.err
        return printed.err if status == 2 else printed.out

    def json(self, *arguments: str | Path, status: int = 0) -> Any:
        self._typing("")
        assert call(["--workspace", str(self.folder), *map(str, arguments), "--json"]) == status
        return json.loads(self._capsys.readouterr().out)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(tmp_path / "workspace", capsys, lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text)))


class Terminal(io.StringIO):
    """Standard input with a person at it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def at_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(tmp_path / "workspace", capsys, lambda text: monkeypatch.setattr("sys.stdin", Terminal(text)))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    file = tmp_path / "march.txt"
    file.write_text(PACK, encoding="utf-8")
    return file


def sheets(text: str) -> bytes:
    """A PDF of a text, fifty lines a page, a number at the foot of each."""
    lines = wrapped(text.replace("**", "").replace("\t", "   ")).split("\n")
    pages = [lines[n : n + 50] for n in range(0, len(lines), 50)]
    return make_pdf([[*page, f"Page {n}"] for n, page in enumerate(pages, start=1)])


# -- packs ------------------------------------------------------------------------------------------------------------


def test_a_pack_comes_in_with_its_counts(run: Command, pack: Path) -> None:
    assert run("import", pack) == (
        "march.txt: kept as 2026-03-12, Children and Families Scrutiny Board (2), 12 March 2026.\n"
        "Read: 7 agenda items, 5 minutes, 9 decisions, 7 recommendations, 3 reports and appendices, 3 task and finish "
        "groups, 5 items of the work programme, 3 abbreviations.\n"
    )
    assert run("archive", "list").split() == [
        *"2026-03-12 Children and Families Scrutiny Board (2)".split(),
        str(PACK.count("\n") + 1),
        "lines",
        "march.txt",
    ]


def test_importing_twice_changes_nothing(run: Command, pack: Path) -> None:
    run("import", pack)
    before = {path: path.read_bytes() for path in (run.folder / "files").iterdir()}
    assert run("import", pack) == "Nothing changed: march.txt is in the archive already, as 2026-03-12.\n"
    assert run.json("import", pack)[0]["status"] == "unchanged"
    assert {path: path.read_bytes() for path in (run.folder / "files").iterdir()} == before
    assert len(run.json("archive", "list")) == 1
    assert run("undo") == "Taken back: Import the pack Children and Families Scrutiny Board (2), 12 March 2026\n"
    assert "is empty" in run("archive", "list"), "the second time was no step of its own"


def test_what_could_not_be_read_is_told_and_asks_for_attention(run: Command, pack: Path) -> None:
    pack.write_text(PACK.replace("RESOLVED that the work programme for 2025/26 be noted.", "RESOLVED that:"))
    line = PACK.split("\n").index("RESOLVED that the work programme for 2025/26 be noted.") + 1
    assert f"Line {line}: A resolution without any text." in run("import", pack, status=1)
    run("undo")
    (row,) = run.json("import", pack, status=1)
    assert row["counts"]["minutes"] == 5
    assert [unread["why"] for unread in row["unread"]] == ["A resolution without any text."]


def test_a_text_that_is_no_pack_is_kept_and_said_to_be_none(run: Command, tmp_path: Path) -> None:
    (tmp_path / "poem.md").write_text("# A poem\n\nThe river runs\n")
    printed = run("import", tmp_path / "poem.md", status=1)
    assert "Nothing was recognised: the text is kept and can be searched." in printed


def test_a_pack_in_pdf_says_the_same_as_in_text(run: Command, tmp_path: Path, pack: Path) -> None:
    (tmp_path / "sheets.pdf").write_bytes(sheets(PACK))
    run("import", pack)
    run("import", tmp_path / "sheets.pdf", "--keep-both", status=1)
    text, printed = (run.json("archive", "export", f"2026-03-12{which}") for which in "ab")
    for part in ("agenda_items", "minutes", "resolutions", "reports", "segments"):
        assert [(row.get("number"), row.get("title"), row.get("text"), row.get("kind")) for row in printed[part]] == [
            (row.get("number"), row.get("title"), row.get("text"), row.get("kind")) for row in text[part]
        ], part
    shown = run("archive", "show", "2026-03-12b")
    assert "The table of the work programme has lost its columns" in shown


def test_other_bytes_of_the_same_meeting_ask(run: Command, pack: Path, tmp_path: Path) -> None:
    run("import", pack)
    other = tmp_path / "march again.txt"
    other.write_text(PACK.replace("There are four centres.", "There are five centres."))
    said = run("import", other, status=2)
    assert "1 line is new and 1 is gone" in said
    assert said.endswith("Say --keep-both or --replace.\n")
    assert len(run.json("archive", "list")) == 1
    run("import", other, "--replace")
    (kept,) = run.json("archive", "list")
    assert kept["file_name"] == "march again.txt"
    run("undo")
    (kept,) = run.json("archive", "list")
    assert kept["file_name"] == "march.txt", "undo brings the other one back"
    name = run.json("import", other, "--keep-both")[0]["pack"]
    assert name == "2026-03-12c", "the one in the bin keeps its name"
    assert "several packs of 2026-03-12: say" in run("archive", "show", "2026-03-12", status=2)
    assert run.json("archive", "export", name)["agenda_items"]


@pytest.mark.parametrize(("answer", "left"), [("both", 2), ("replace", 1)])
def test_at_a_terminal_it_asks(at_terminal: Command, pack: Path, tmp_path: Path, answer: str, left: int) -> None:
    at_terminal("import", pack)
    other = tmp_path / "other.txt"
    other.write_text(PACK + "One line more.\n")
    at_terminal("import", other, typed=f"{answer}\n")
    assert len(at_terminal.json("archive", "list")) == left


def test_at_a_terminal_it_can_be_left(at_terminal: Command, pack: Path, tmp_path: Path) -> None:
    at_terminal("import", pack)
    other = tmp_path / "other.txt"
    other.write_text(PACK + "One line more.\n")
    assert at_terminal("import", other, typed="leave\n", status=2).endswith("Stopped.\n")
    assert len(at_terminal.json("archive", "list")) == 1


def test_record_by_record(run: Command, pack: Path) -> None:
    run("import", pack, "--review", typed="a\nd\nf\nMinutes of the last meeting\nrest\n")
    kept = run.json("archive", "export", "2026-03-12")
    assert [item["title"] for item in kept["agenda_items"]][:2] == [
        "Apologies and Substitutions",
        "Minutes of the last meeting",
    ]
    assert len(kept["minutes"]) == 5


def test_a_review_that_is_broken_off_keeps_nothing(run: Command, pack: Path) -> None:
    assert run("import", pack, "--review", typed="a\n", status=2).endswith("Stopped.\n")
    assert run.json("archive", "list") == []


# -- what cannot be read ----------------------------------------------------------------------------------------------


def locked_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf([["A page with words on it"]])))
    writer.encrypt("secret", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


BAD = {
    "empty.txt": (b"", "empty.txt is empty: choose another file."),
    "rubbish.bin": (bytes(range(256)) * 40, "is not a document that can be read"),
    "locked.pdf": (locked_pdf(), "locked.pdf is locked with a password: save a copy without one and try that."),
    "broken.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "cannot be read as a PDF"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(200), "is a picture"),
    "letter.docx": (b"PK\x03\x04word/document.xml", "is damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_sentence(run: Command, tmp_path: Path, name: str) -> None:
    data, sentence = BAD[name]
    (tmp_path / name).write_bytes(data)
    said = run("import", tmp_path / name, status=2)
    assert sentence in said
    assert said.count("\n") == 1
    assert run.json("archive", "list") == []


def test_a_file_that_is_not_there_or_is_a_folder(run: Command, tmp_path: Path) -> None:
    assert run("import", tmp_path / "none.txt", status=2).startswith("There is no file none.txt at that place")
    assert "is a folder: choose a file in it." in run("import", tmp_path, status=2)
    assert "Missing argument" in run("import", status=2)


def test_a_file_that_may_not_be_read(run: Command, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack.chmod(0)
    if os.access(pack, os.R_OK):  # whoever may read everything, as the administrator may

        def refuse(path: Path, *_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(Path, "read_bytes", refuse)
        monkeypatch.setattr(Path, "open", refuse)
    said = run("import", pack, status=2)
    assert said == "march.txt cannot be opened (Permission denied): look at its place and permissions.\n"


def test_one_bad_file_does_not_keep_the_others_out(run: Command, pack: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    rows = run.json("import", tmp_path / "empty.txt", pack, status=2)
    assert [(Path(row["file"]).name, row["status"]) for row in rows] == [
        ("empty.txt", "refused"),
        ("march.txt", "kept"),
    ]


def test_options_that_contradict_each_other(run: Command, pack: Path) -> None:
    assert "not both" in run("import", pack, "--keep-both", "--replace", status=2)
    assert "Say with --group" in run("import", pack, "--as", "submission", status=2)
    assert "leave --group out" in run("import", pack, "--as", "pack", "--group", "X", status=2)
    assert "There is no group called “X”" in run("import", pack, "--group", "X", status=2)
    assert "is not one of" in run("import", pack, "--as", "novel", status=2)


@pytest.mark.parametrize("hostile", HOSTILE_STRINGS)
def test_hostile_words_reach_the_terminal_as_words(run: Command, tmp_path: Path, hostile: str) -> None:
    text = PACK.replace("Apologies and Substitutions", f"Apologies {hostile}").encode("utf-8", "replace")
    (tmp_path / "hostile.txt").write_bytes(text)
    if call(["--workspace", str(run.folder), "import", str(tmp_path / "hostile.txt")]) < 2:
        printed = run("archive", "show", "2026-03-12")
        assert not any((ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 for c in printed)


# -- the archive ------------------------------------------------------------------------------------------------------


def test_a_pack_is_shown_in_lines(run: Command, pack: Path) -> None:
    run("import", pack)
    shown = run("archive", "show", "2026-03-12").split("\n")
    assert shown[:6] == [
        "Children and Families Scrutiny Board (2)",
        "Council: Wexcombe City Council",
        "Meeting: 12 March 2026",
        "Place: Committee Room 2, Guildhall, Wexcombe",
        "Chair: A Okoro",
        "Minutes of: 29 January 2026",
    ]
    line = PACK.split("\n").index("34. Reading in Primary Schools") + 1
    assert f"  Minute: 34 Reading in Primary Schools  [line {line}]" in shown
    assert "  School Libraries, set up by minute 34" in shown
    assert "    Councillor M Bell, Councillor J Garth, Mr T Lowe" in shown
    assert "  29 January 2026" in shown


def test_the_export_has_exactly_the_fields_of_the_contract(run: Command, pack: Path) -> None:
    run("import", pack)
    export = run.json("archive", "export", "2026-03-12")
    assert {name: set(rows[0]) for name, rows in export.items() if name != "pack"} == {
        "agenda_items": {"number", "title", "line"},
        "minutes": {"number", "title", "line"},
        "resolutions": {"source_kind", "source_ref", "number", "level", "text", "addressed_to", "line"},
        "task_groups": {"name", "aka", "members", "lines"},
        "reports": {"kind", "title", "date", "authors", "line"},
        "work_programme": {"date", "date_text", "title", "line"},
        "acronyms": {"acronym", "expansion", "lines"},
        "segments": {"kind", "start_line", "end_line", "title"},
    }
    assert set(export["pack"]) == {"council", "board", "meeting_date", "venue", "chair", "minutes_of"}
    assert run.json("archive", "show", "2026-03-12") == export


def test_a_pack_that_is_not_there(run: Command, pack: Path) -> None:
    assert "The archive is empty" in run("archive", "show", "2026-03-12", status=2)
    run("import", pack)
    assert "The archive holds: 2026-03-12." in run("archive", "export", "2020-01-01", status=2)


def test_groups_from_a_pack(run: Command, pack: Path) -> None:
    run("import", pack)
    printed = run("group", "new", "--from-minute", "2026-03-12", "34", status=1)
    assert "No Chair is named for Reading for Pleasure and School Libraries." in printed
    assert "was set up from this minute before" in run("group", "new", "--from-minute", "2026-03-12", "34", status=2)
    printed = run("group", "new", "--from-report", "2026-03-12", status=1)
    assert "School Transport" in printed
    assert "Note: " in printed
    assert "There is one already" in run("group", "new", "--from-report", "2026-03-12", status=2)


# -- evidence ---------------------------------------------------------------------------------------------------------

SUBMISSION = """\
Submission from the Library Service

14 January 2026

What's working well?

- Story times are full.

Author: Jo Marsh – Librarian
"""


@pytest.fixture
def with_group(run: Command) -> Command:
    run("group", "new", "--title", "Home Education")
    return run


def test_a_submission_under_the_next_reference(with_group: Command, tmp_path: Path) -> None:
    first, second = tmp_path / "library.txt", tmp_path / "notes_from school.md"
    first.write_text(SUBMISSION)
    second.write_text("Attendance fell in the spring term, and nobody asked why.\n" * 3)
    assert with_group("import", first, "--group", "Home") == (
        "library.txt: taken into Home Education as HE01 Submission from the Library Service (21 words, from Jo Marsh). "
        "It is private until you say so.\nForm: plain text, 21 words.\n"
    )
    assert with_group("import", first, "--group", "Home").startswith("Nothing changed: Home Education has library.txt")
    assert with_group.json("import", second, "--group", "Home")[0]["reference"] == "HE02"
    (one, other) = with_group.json("group", "export", "Home")["submissions"]
    assert (one["sender"], one["capacity"], one["received"]) == ("Jo Marsh", "Librarian", "2026-01-14")
    assert one["text"] == SUBMISSION
    assert (with_group.folder / "files" / one["file_sha256"]).read_text() == SUBMISSION
    assert other["title"] == "Notes from school", "a text without a heading has the name of its file"
    with_group("undo")
    assert len(with_group.json("group", "export", "Home")["submissions"]) == 2, "the second lies in the bin"
    assert with_group.json("import", second, "--group", "Home")[0]["reference"] == "HE03", "a reference is used once"


def test_a_submission_in_pdf(with_group: Command, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(
        make_pdf([["Evidence from the Youth Club", "We open on two days a week."] * 4])
    )
    with_group("import", tmp_path / "letter.pdf", "--as", "submission", "--group", "Home")
    (row,) = with_group.json("group", "export", "Home")["submissions"]
    assert "We open on two days a week." in row["text"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("absence.csv", 'Term,2024,2025\r\n"Autumn, first half",6.1%,5.9%\r\nSpring,"1,204",7\r\n'),
        ("absence.tsv", "Term\t2024\t2025\nAutumn, first half\t6.1%\t5.9%\nSpring\t1,204\t7\n"),
        ("absence.csv", "Term;2024;2025\nAutumn, first half;6.1%;5.9%\nSpring;1,204;7\n"),
    ],
)
def test_a_snapshot_is_a_table_cell_by_cell(with_group: Command, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    printed = with_group("import", tmp_path / name, "--group", "Home")
    assert "Absence (1 heading row, 2 of figures, 3 columns)" in printed
    (row,) = with_group.json("group", "export", "Home")["snapshots"]
    assert (row["heading_rows"], row["rows"]) == (
        1,
        [["Term", "2024", "2025"], ["Autumn, first half", "6.1%", "5.9%"], ["Spring", "1,204", "7"]],
    )
    assert with_group("import", tmp_path / name, "--group", "Home").startswith("Nothing changed")


def test_two_heading_rows_and_a_title_above_them(with_group: Command, tmp_path: Path) -> None:
    text = "Places and waiting,,,,\n,Places,,Weeks,\n,2022,2023,2022,2023\nSpring,40,44,6,5\nSummer,52,51,9\n\n,,,,\n"
    (tmp_path / "places_2023-09-30.csv").write_text(text)
    with_group("import", tmp_path / "places_2023-09-30.csv", "--group", "Home")
    (row,) = with_group.json("group", "export", "Home")["snapshots"]
    assert (row["title"], row["as_at"], row["heading_rows"]) == ("Places and waiting", "2023-09-30", 2)
    assert row["rows"][-1] == ["Summer", "52", "51", "9", ""], "short rows are filled up"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("words.csv", b"only words in this file\n", "holds no table"),
        ("wide.csv", b"a," * 300 + b"\n" + b"1," * 300 + b"b\n", "larger than 20,000 rows or 200 columns"),
        (
            "sheet.pdf",
            make_pdf([["A page with words on it, and some more of them"] * 4]),
            "is a PDF: save the table as CSV",
        ),
        ("empty.csv", b"", "is empty"),
    ],
)
def test_a_table_that_is_none(with_group: Command, tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert sentence in with_group("import", tmp_path / name, "--as", "snapshot", "--group", "Home", status=2)


# -- the real packs ---------------------------------------------------------------------------------------------------


def test_the_three_real_packs(run: Command, packs_dir: Path) -> None:
    from index.packs.reader import read_pack

    files = sorted(packs_dir.glob("*.txt"))
    rows = run.json("import", *files)
    assert [row["pack"] for row in rows] == [file.stem for file in files]
    assert {row["status"] for row in rows} == {"kept"}
    for file in files:
        read = read_pack(file.read_text(encoding="utf-8"))
        assert run.json("archive", "export", file.stem) == read.export()
        assert what_it_says(read)["segments"], "there is something in it"
