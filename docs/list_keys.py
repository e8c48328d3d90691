"""Writes docs/keys.md: every key of every place, from the very bindings of the app.

python docs/list_keys.py
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from textual.binding import Binding

HERE = Path(__file__).resolve().parent
PAGE = HERE / "keys.md"

# Heading → the classes whose keys work there.
PLACES = {
    "Everywhere": ["workbench.app:WorkbenchApp"],
    "Home": ["workbench.screens.home:HomeScreen"],
    "Group": ["workbench.screens.group:GroupScreen"],
    "Group: 1 Overview": ["workbench.screens.tabs.overview:OverviewPane"],
    "Group: 2 Scope": ["workbench.screens.tabs.scope:ScopePane"],
    "Group: 3 Enquiry": ["workbench.screens.tabs.enquiry:EnquiryPane"],
    "Group: 4 Evidence": ["workbench.screens.tabs.evidence:EvidencePane"],
    "Group: 5 Findings": ["workbench.screens.tabs.findings:FindingsPane"],
    "Group: 5 Findings, linking evidence": [
        "workbench.dialogs.how_it_bears:HowItBears",
        "workbench.widgets.mark_list:MarkList",
    ],
    "Group: 6 Recommendations": ["workbench.screens.tabs.recommendations:RecommendationsPane"],
    "Group: 7 Report": ["workbench.screens.tabs.report:ReportPane"],
    "Group: 7 Report, names published as roles": ["workbench.screens.roles:RolesScreen"],
    "Taking in evidence": ["workbench.dialogs.taking_in:TakingIn"],
    "Taking in evidence, pasted": ["workbench.dialogs.paste_text:PasteText"],
    "A submission": ["workbench.screens.document:DocumentScreen", "workbench.widgets.choosing_view:ChoosingView"],
    "Passages to look at": ["workbench.screens.unsure:UnsureScreen"],
    "A data snapshot": ["workbench.screens.snapshot:SnapshotScreen", "workbench.widgets.figure_table:FigureTable"],
    "Coverage": ["workbench.screens.coverage:CoverageScreen", "workbench.widgets.matrix:Matrix"],
    "Themes": ["workbench.screens.themes:ThemesScreen"],
    "Themes of a note or a passage": ["workbench.dialogs.themes:SayThemes"],
    "What we wait for": ["workbench.screens.requests:RequestsScreen"],
    "A question sheet that came back": ["workbench.screens.sheet_review:SheetReviewScreen"],
    "Interview, before it begins": ["workbench.dialogs.begin_interview:BeginInterview"],
    "Interview, while writing": ["workbench.screens.interview:InterviewScreen", "workbench.widgets.note_line:NoteLine"],
    "Interview, on a line": ["workbench.widgets.notes_list:NotesList"],
    "Interview, closing out": ["workbench.screens.close_out:CloseOutScreen"],
    "Search": ["workbench.screens.search:SearchScreen"],
    "Archive": ["workbench.screens.archive:ArchiveScreen"],
    "Pack": ["workbench.screens.pack:PackScreen"],
    "Import": ["workbench.screens.import_review:ImportReviewScreen"],
    "New group from the archive": ["workbench.screens.new_group:NewGroupScreen"],
    "Bin": ["workbench.screens.bin:BinScreen"],
}
NAMES = {
    "slash": "/",
    "question_mark": "?",
    "escape": "Esc",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "space": "Space",
    "enter": "Enter",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "pageup": "Page Up",
    "pagedown": "Page Down",
    "home": "Home",
    "end": "End",
}
_ONE_OF_NINE = re.compile(r"(?:figure|theme)\((\d)\)")  # one row tells of all nine
HEAD = """\
# Every key

The keys at the bottom of the screen are the likeliest ones of a place; `?` shows all of them there. `↑` `↓` (`k` `j`)
go through a list, `Enter` opens, `Esc` goes back and nothing is lost, `Tab` goes from part to part. In a box where you
write, letters are letters: press `Esc` first. Everything can be clicked too, and `Ctrl+P` finds it by name.
"""


def page() -> str:
    """The page."""
    return HEAD + "".join(f"\n## {place}\n\n| Key | |\n|---|---|\n{_rows(names)}" for place, names in PLACES.items())


def _rows(names: list[str]) -> str:
    rows: dict[str, str] = {}
    for name in names:
        module, _, cls = name.partition(":")
        for binding in _bindings(getattr(import_module(module), cls)):
            words = binding.tooltip or binding.description
            keys = " ".join(f"`{shown(key)}`" for key in binding.key.split(","))
            if of_nine := _ONE_OF_NINE.fullmatch(binding.action):
                if of_nine[1] != "1":
                    continue
                keys = f"{keys} … {keys.replace('1', '9')}"
                words = words.replace("1", "1 … 9")
                if binding.key == "alt+1":
                    words = "The line answers question 1 … 9; pressed again, its next part"
            if words:
                rows.setdefault(keys, words)
    return "".join(f"| {keys} | {words} |\n" for keys, words in rows.items())


def _bindings(cls: type) -> Iterator[Binding]:
    for binding in cls.__dict__.get("BINDINGS", []):
        yield binding if isinstance(binding, Binding) else Binding(*binding)


def shown(key: str) -> str:
    """A key as people read it: ctrl+left is Ctrl+←, alt+q is Alt+Q."""
    *before, last = key.split("+")
    last = NAMES.get(last, last.upper() if before or (last.startswith("f") and last[1:].isdigit()) else last)
    return "+".join([*(part.capitalize() for part in before), last])


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    PAGE.write_text(page(), encoding="utf-8")
