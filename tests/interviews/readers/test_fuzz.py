"""A few spoilt files of each kind in every run; thousands with ``python -m benchmarks.fuzz``."""

import subprocess
import sys
from pathlib import Path

import pytest

from interviews.readers.document import read_document
from tests.interviews.readers.fuzzing import fuzz
from tests.interviews.readers.mutations import SAMPLES, mutated

_EACH = 20


@pytest.mark.parametrize("kind", SAMPLES)
def test_spoilt_files_are_read_or_refused(kind: str) -> None:
    outcome = fuzz(kind, _EACH, fenced_percent=5)
    assert outcome.tracebacks == []
    assert outcome.hangs == []
    assert (outcome.files, outcome.read + outcome.refused) == (_EACH, _EACH)


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_samples_are_as_they_should_be(kind: str) -> None:
    name, samples = SAMPLES[kind]
    for sample in samples:
        assert read_document(sample, name).text.strip()


def test_a_seed_spoils_a_file_always_in_the_same_way() -> None:
    assert [mutated("docx", n)[:2_000] for n in (1, 2)] == [mutated("docx", n)[:2_000] for n in (1, 2)]
    assert len({mutated("txt", n) for n in range(50)}) > 40


def test_a_reader_that_fails_hangs_or_dies_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test of the fuzzing itself: the process that reads many files is put out of order on purpose."""
    broken = "import tests.interviews.readers.fuzzing as f, os, sys, time\n{}\n"
    broken += "f.reading_process(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))\n"
    faults = {
        "f.read_one = lambda kind, seed: 1 // 0 if seed == 1 else 'read'": (1, 2),
        "f.read_one = lambda kind, seed: os._exit(3) if seed == 1 else 'read'": (0, 3),
        "f.read_one = lambda kind, seed: time.sleep(99) if seed == 1 else 'read'": (0, 3),
    }
    usual = subprocess.Popen
    monkeypatch.setattr("tests.interviews.readers.fuzzing.MOST_SECONDS", 1.0)
    for fault, (tracebacks, read) in faults.items():
        (tmp_path / "broken.py").write_text(broken.format(fault))

        def started(command: list[str], **options: object) -> object:
            if "--process" in command:
                command = [sys.executable, str(tmp_path / "broken.py"), *command[3:]]
                options["env"] = {"PYTHONPATH": str(options["cwd"])}
            return usual(command, **options)  # type: ignore[call-overload]

        monkeypatch.setattr("tests.interviews.readers.fuzzing.subprocess.Popen", started)
        outcome = fuzz("txt", 3, fenced_percent=0)
        assert (len(outcome.tracebacks), outcome.read) == (tracebacks, read)
