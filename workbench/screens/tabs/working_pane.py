"""What the tabs share in which the record of a group is written: changing it, adding to it, and leading to a remark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from groups.rows import NotThere, Stale
from interviews.checks import Remark
from workbench.dates import NotADate, read_date
from workbench.faults import in_one_sentence
from workbench.screens.base import Pane
from workbench.screens.place import TAB_OF, place_of
from workbench.text import one_line
from workbench.widgets.record_form import RecordForm
from workbench.widgets.record_list import Row
from workbench.workspace.problems import WorkspaceProblem

T = TypeVar("T")


class WorkingPane(Pane):
    """A tab whose keys change the record."""

    TAB = ""

    def tried(self, act: Callable[[], T]) -> T | None:
        """Do something to the record, with what is typed saved first; None and a sentence where it cannot be done."""
        for form in self.query(RecordForm):
            form.flush()
        try:
            done = act()
        except (WorkspaceProblem, NotThere, Stale, ValueError, LookupError) as why:
            self.workbench.say(in_one_sentence(why), wrong=True)
            return None
        self.workbench.saved()
        return done

    def do(self, act: Callable[[], object], said: str = "") -> bool:
        """Change the record and show it as it is then; what stands in the way is said. True where it was changed."""
        done = self.tried(lambda: (act(),)) is not None
        if done and said:
            self.workbench.say(said)
        self.refresh_records()
        return done

    def day_typed(self, text: str) -> date | None:
        """The day in a text that was accepted by ``no_day``."""
        return read_date(text, self.workspace.today().date())

    def no_day(self, text: str, *, may_be_empty: bool = False) -> str:
        """Why a text is no day, as a dialog says it; nothing where it is one."""
        try:
            day = self.day_typed(text)
        except NotADate as why:
            return str(why)
        return "" if day or may_be_empty else "Type a day, such as 14 Jan, or press Esc."

    def remark_rows(self, found: Sequence[Remark], count: int = 0) -> Iterable[Row]:
        """The remarks as the last rows of a list, under a heading; ``count`` of them where some are told as one."""
        if found:
            yield Row(None, one_line(f"To look at ({count or len(found)})", "bold"))
            for n, remark in enumerate(found):
                yield Row(f"remark:{n}", one_line(remark.text, "$text-warning"))

    def lead_to(self, remark: Remark) -> None:
        """Go to the place of a remark, here or in another tab."""
        tab = TAB_OF.get(remark.table, "overview")
        if tab == self.TAB:
            self.choose(remark.record_id)
        else:
            self.workbench.open_place(place_of(self.group_id, remark))
