"""How long the leak check of a finished file takes, by part, and whether it grows in step with what is checked.

    python -m benchmarks.leaks [--pages 60] [--notes 5000] [--times 5]

The report is a Word file of so many pages (450 words each) of a fictional review with so many notes of 25 words, all
working papers but every fiftieth, which is exempt. Its words are drawn from the words of the demo and of the tests as
often as they stand there, so that little words meet as they do in real texts. Ten notes are pasted, nearly as they are.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from importlib import resources
from pathlib import Path

from benchmarks.report import SENTENCE, large_review
from groups.finding import Finding
from groups.group import Group
from groups.prose import Prose, ReportSection
from groups.rows import Author
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, InterviewState, Note
from interviews.leak_runs import Effort
from interviews.leak_sources import Withheld
from interviews.leaks import Guarded, Stretch, find_leaks
from interviews.partner import Partner
from interviews.role_name import RoleName
from tests.index.packs.fictional import PACK
from tests.index.reviews.fictional import REPORT
from workbench.report.finished_words import words_of
from workbench.services.exports import LISTS, formats_of, render_list
from workbench.services.publishing import guard_of
from workbench.services.report import FORMATS, render
from workbench.workspace.workspace import Workspace, open_workspace, system_clock

PASTED = 10
WORDS_A_PAGE = 450
_SECTIONS = [ReportSection.BACKGROUND, ReportSection.AIMS, ReportSection.METHODOLOGY]


def vocabulary() -> list[str]:
    """Words as often as they stand in invented texts."""
    texts = [PACK, REPORT]
    texts += [
        resources.files("workbench.demo").joinpath(name).read_text(encoding="utf-8")
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


def public_lists(workspace: Workspace, notes: int, shared: bool) -> Group:
    """A review whose every other note is public; all of them ``shared`` one sentence, or have words of their own."""
    chance = random.Random(2)
    words = vocabulary()
    records = workspace.records
    with workspace.write("Make a review"):
        group = records.groups.add(Group(title="School Attendance", boards=["Scrutiny Board (2)"]))
        own = {"group_id": group.id}
        partners = [records.partners.add(Partner(**own, name=f"Partner {n}", position=n)) for n in range(12)]
        sessions = [
            records.interviews.add(
                Interview(**own, title=f"Session {n}", partner_ids=[p.id], state=InterviewState.CONFIRMED, position=n)
            )
            for n, p in enumerate(partners)
        ]
        for n in range(30):
            name = f"Robin Q{''.join(chance.choices('aeiourst', k=6))}"
            records.role_names.add(RoleName(**own, name=name, role=f"Parent {n}"))
        for n in range(notes):
            text = f"{n} {SENTENCE}" if shared else " ".join(chance.choices(words, k=25))
            kind = Sensitivity.EXEMPT if n % 50 == 0 else Sensitivity.WORKING if n % 2 else Sensitivity.PUBLIC
            session = sessions[n % len(sessions)].id
            records.notes.add(Note(**own, interview_id=session, text=text, sensitivity=kind, position=n))
    return group


def of_files(workspace: Workspace, group: Group, times: int, *, report: bool) -> Iterator[tuple[str, list[float], int]]:
    """Every report and list of a group: milliseconds to write it, to read it, to read the record, to compare."""
    files = [(f"report as {form}", partial(render, workspace, group, form), form) for form in FORMATS if report]
    files += [
        (f"{what} as {form}", partial(render_list, workspace, group, what, form), form)
        for what in LISTS
        for form in formats_of(what)
        if report or what in ("evidence", "codebook")
    ]
    for name, write, form in files:
        data = write()
        stretches, guard = words_of(data, form), guard_of(workspace, group.id)
        acts: list[Callable[[], object]] = [
            write,
            partial(words_of, data, form),
            partial(guard_of, workspace, group.id),
            partial(find_leaks, stretches, guard),
        ]
        yield name, [timed(act, times) for act in acts], len(find_leaks(stretches, guard))


def alike(lines: int) -> Iterator[tuple[str, list[str], list[str]]]:
    """What a name, a file's lines and withheld lines are that have words in common, in several ways."""
    chance = random.Random(3)
    words = vocabulary()
    some = [" ".join(chance.choices(words, k=3)) for _ in range(2 * lines)]
    beginning = " ".join(SENTENCE.split()[:6])
    near = SENTENCE.replace("told", "gave").replace("is worry", "is a worry")
    yield "the same line", [SENTENCE] * lines, [SENTENCE] * lines
    numbers = range(lines)
    yield "numbered lines", [f"{n} {SENTENCE}" for n in numbers], [f"{n} {SENTENCE}" for n in numbers]
    yield "near copies of all", [f"{n} {near}" for n in numbers], [f"{n} {SENTENCE}" for n in numbers]
    yield "six words the same", [f"{beginning} {w}" for w in some[:lines]], [f"{beginning} {w}" for w in some[lines:]]


def lists_and_reports(notes: int, times: int) -> None:
    """Print how long the files of large reviews take."""
    print("\n| file | write ms | read the file ms | read the record ms | compare ms | check in all ms | places |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    kinds: list[tuple[str, Callable[[Workspace], Group], bool]] = [
        ("200 findings", lambda workspace: large_review(workspace, 200, notes), True),
        ("one sentence", lambda workspace: public_lists(workspace, notes, shared=True), False),
        ("own words", lambda workspace: public_lists(workspace, notes, shared=False), False),
    ]
    for about, make, report in kinds:
        with (
            tempfile.TemporaryDirectory() as made,
            open_workspace(Path(made) / "workspace", Author("Benchmark", system_clock)) as workspace,
        ):
            group = make(workspace)
            for name, taken, places in of_files(workspace, group, times, report=report):
                figures = " | ".join(f"{each:.0f}" for each in (*taken, sum(taken[1:])))
                print(f"| {about}: {name} | {figures} | {places} |", flush=True)


def lines_alike(lines: int) -> None:
    """Print how long lines take that have words in common with as many withheld ones, and how much work they are."""
    print("\n| lines alike | lines | compare ms | places | compared a word | looked up a word |")
    print("|---|---:|---:|---:|---:|---:|")
    for count in (lines // 2, lines):
        for name, file, withheld in alike(count):
            guard = Guarded([Withheld(t, "exempt", "A note", "notes", f"n{n}", True) for n, t in enumerate(withheld)])
            stretches = [Stretch("text", f"row {n}", text) for n, text in enumerate(file)]
            effort = Effort()
            leaks = find_leaks(stretches, guard, effort)
            words = sum(len(text.split()) for text in (*file, *withheld))
            taken = timed(partial(find_leaks, stretches, guard), 1)
            places = len(leaks) + sum(leak.more for leak in leaks)
            work = f"{effort.compared / words:.1f} | {effort.looked_up / words:.1f}"
            print(f"| {name} | {count} | {taken:.0f} | {places} | {work} |", flush=True)


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
    lists_and_reports(given.notes, given.times)
    print("\nAt most 2,000 ms in all is wanted for a report, and 3,000 ms for a list.")
    lines_alike(given.notes)
    print(f"\nLoad of the machine: {', '.join(f'{load:.1f}' for load in os.getloadavg())}")


if __name__ == "__main__":
    main()
