"""How long the leak check of a finished report takes, by part, and whether it grows in step with what is checked.

    python -m benchmarks.leaks [--pages 60] [--notes 5000] [--times 5]

The report is a Word file of so many pages (450 words each) of a fictional review with so many notes of 25 words, all
working papers but every fiftieth, which is exempt. Its words are drawn from the words of the demo and of the tests as
often as they stand there, so that little words meet as they do in real texts. Ten notes are pasted, nearly as they are.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from groups.finding import Finding
from groups.group import Group
from groups.prose import Prose, ReportSection
from groups.rows import Author
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, InterviewState, Note
from interviews.leaks import find_leaks
from tests.index.packs.fictional import PACK
from tests.index.reviews.fictional import REPORT
from workbench.report.finished_words import words_of
from workbench.services.publishing import guard_of
from workbench.services.report import render
from workbench.workspace.workspace import Workspace, open_workspace, system_clock

PASTED = 10
WORDS_A_PAGE = 450
_SECTIONS = [ReportSection.BACKGROUND, ReportSection.AIMS, ReportSection.METHODOLOGY]


def vocabulary() -> list[str]:
    """Words as often as they stand in invented texts."""
    texts = [PACK, REPORT]
    texts += [
        files("workbench.demo").joinpath(name).read_text(encoding="utf-8")
        for name in ("home-education.toml", "school-travel.toml", "pack-school-travel.md")
    ]
    return [word for text in texts for word in text.split() if word.strip(".,;:“”’").isalpha()]


def fill(workspace: Workspace, pages: int, notes: int) -> Group:
    """A review with so many notes, and a report of so many pages."""
    chance = random.Random(4)
    words = vocabulary()

    def sentence(length: int) -> str:
        return " ".join(chance.choices(words, k=length)).capitalize() + "."

    now = datetime.now(UTC)
    records = workspace.records
    said = [sentence(25) for _ in range(notes)]
    pasted = [_nearly(text) for text in chance.sample(said, min(PASTED, notes))]
    with workspace.write("Make a review"):
        group = records.groups.add(Group(title="Elective Home Education", boards=["Scrutiny Board (2)"]))
        sessions = [
            records.interviews.add(
                Interview(group_id=group.id, title=f"Session {n}", state=InterviewState.CONFIRMED, position=n)
            )
            for n in range(max(notes // 100, 1))
        ]
        for n, text in enumerate(said):
            kind = Sensitivity.EXEMPT if n % 50 == 0 else Sensitivity.WORKING
            session = sessions[n % len(sessions)]
            note = Note(
                group_id=group.id, interview_id=session.id, text=text, sensitivity=kind, position=n, taken_at=now
            )
            records.notes.add(note)
        for n in range(200):
            text = pasted[n] if n < len(pasted) else sentence(20)
            records.findings.add(Finding(group_id=group.id, text=text, position=n))
        paragraphs = [sentence(75) for _ in range(max(pages * WORDS_A_PAGE - 200 * 20, 0) // 75)]
        for n, section in enumerate(_SECTIONS):
            part = "\n\n".join(paragraphs[n :: len(_SECTIONS)])
            records.prose.add(Prose(group_id=group.id, section=section, text=part))
    return group


def _nearly(text: str) -> str:
    """A text with every ninth word another one."""
    return " ".join("otherwise" if n % 9 == 4 else word for n, word in enumerate(text.split()))


def timed(act: Callable[[], object], times: int) -> float:
    """Milliseconds of processor time, the median of some runs."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        act()
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


def measure(pages: int, notes: int, times: int) -> tuple[float, float, float, int]:
    """Milliseconds of processor time to read what is guarded, to read the file, to compare; and the places found."""
    with (
        tempfile.TemporaryDirectory() as made,
        open_workspace(Path(made) / "workspace", Author("Benchmark", system_clock)) as workspace,
    ):
        group = fill(workspace, pages, notes)
        data = render(workspace, group, "docx")
        stretches, guard = words_of(data, "docx"), guard_of(workspace, group.id)
        return (
            timed(lambda: guard_of(workspace, group.id), times),
            timed(lambda: words_of(data, "docx"), times),
            timed(lambda: find_leaks(stretches, guard), times),
            len(find_leaks(stretches, guard)),
        )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--pages", type=int, default=60)
    ask.add_argument("--notes", type=int, default=5000)
    ask.add_argument("--times", type=int, default=5)
    given = ask.parse_args()
    print("| pages | notes | read the record ms | read the file ms | compare ms | in all ms | places |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    for pages, notes in ((given.pages, given.notes), (2 * given.pages, 2 * given.notes)):
        record, file, compare, found = measure(pages, notes, given.times)
        whole = record + file + compare
        print(f"| {pages} | {notes} | {record:.0f} | {file:.0f} | {compare:.0f} | {whole:.0f} | {found} |")
    print(
        f"\nAt most 2,000 ms in all is wanted for the first, and about twice as much for the second; {PASTED} places."
    )


if __name__ == "__main__":
    main()
