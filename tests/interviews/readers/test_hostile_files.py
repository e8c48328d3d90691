"""Every hostile file is refused in one sentence or read, within its limits and in seconds, and nothing is written."""

import os
import sys
from pathlib import Path

import pytest

from interviews.readers import fence
from interviews.readers.clean import clean
from interviews.readers.document import SourceDocument, UnreadableDocument, read_document, tables_of
from interviews.readers.sniff import Kind
from tests.interviews.readers.hostile_files import FILES

_READ = (  # what is odd about these does not keep their words from being read
    "30 MB.docx", "UTF-16.txt", "UTF-16.html", "direction.docx", "styles in a ring.docx", "wrong extension.docx",
    "wrong extension.txt", "unclosed comments.html", "nested 100,000 deep.html", "note that refers to itself.docx",
    "odd charset.html", "long format.xlsx", "a million rows declared.xlsx",
)  # fmt: skip
_MOST_SECONDS = 5.0


def _worked() -> float:
    """Seconds of processor time of this process and of the readers that it started: others may be busy beside it."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", FILES)
def test_refused_or_read(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = FILES[name]()
    monkeypatch.chdir(tmp_path)
    begun = _worked()
    document, said = None, ""
    try:
        document = read_document(data, name)
    except UnreadableDocument as why:
        said = str(why)
    assert _worked() - begun < _MOST_SECONDS
    assert list(tmp_path.iterdir()) == []
    assert not Path("/tmp/hostile-was-here.xml").exists()
    if document is not None:
        assert document.text == clean(document.text)
        assert _tables_or_sentence(document)
    else:
        assert said.startswith(f"{name} ")
        assert said.endswith(".")
        assert said.count(". ") <= said.count("(.")  # one sentence
        assert "\n" not in said
        assert "Error" not in said
    assert (name in _READ) <= (document is not None)


def _tables_or_sentence(document: SourceDocument) -> bool:
    try:
        return bool(tables_of(document))
    except UnreadableDocument as why:
        return str(why).endswith(".")


def test_an_entity_that_names_a_file_brings_nothing_of_it() -> None:
    with pytest.raises(UnreadableDocument, match="not safe to open"):
        read_document(FILES["external entity.docx"](), "evidence.docx")


def test_a_child_that_works_without_a_word_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fence, "SILENT_SECONDS", 0.0)
    monkeypatch.setattr(fence, "_LOOK_EVERY", 0.001)
    with pytest.raises(UnreadableDocument, match="cannot be read as a Word document: it is damaged, or takes too long"):
        read_document(FILES["30 MB.docx"](), "evidence.docx")


def test_a_child_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(UnreadableDocument, match="its reader does not start"):
        read_document(FILES["direction.docx"](), "evidence.docx")


def test_a_child_that_says_nonsense_is_a_failed_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for content in ("print('{')", "raise SystemExit(3)", "import os; os.abort()", "pass"):
        (tmp_path / "child.py").write_text(content)
        monkeypatch.setattr(fence, "_CHILD", tmp_path / "child.py")
        with pytest.raises(UnreadableDocument, match="cannot be read as a Word document"):
            read_document(FILES["direction.docx"](), "evidence.docx")


def test_plain_text_needs_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert read_document(b"Agenda\n", "agenda.md").kind is Kind.MARKDOWN
