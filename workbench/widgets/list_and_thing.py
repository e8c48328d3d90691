"""The one pattern of the workbench: a list on the left, the thing itself on the right.

Below 100 columns the two take turns: Enter opens the thing, Esc returns to the list.
"""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import OptionList

from workbench.widgets.record_list import RecordList


class ListAndThing(Horizontal):
    """Holds a list and the widget that shows what is chosen in it."""

    DEFAULT_CSS = """
    ListAndThing { height: 1fr; }
    ListAndThing > .list-side { width: 40%; min-width: 34; max-width: 64; border-right: solid $panel-lighten-1; }
    ListAndThing > .list-side RecordList { height: 1fr; border: none; padding: 0; background: transparent; }
    ListAndThing > .thing-side { width: 1fr; padding: 0 1; }
    """
    BINDINGS = [
        Binding("escape", "back_to_list", "Back", tooltip="Return to the list; nothing is lost"),
        Binding("escape", "back_elsewhere", "Back", tooltip="Go back; nothing is lost"),
    ]

    def __init__(self, records: RecordList, thing: Widget, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.records = records
        self.thing = thing
        self._from_elsewhere = False

    def compose(self) -> ComposeResult:
        """The two sides."""
        with Vertical(classes="list-side"):
            yield self.records
        with Vertical(classes="thing-side"):
            yield self.thing

    def open_thing(self, *, from_elsewhere: bool = False) -> None:
        """Go over to the thing: on a narrow screen it takes the list's place.

        Where one came ``from_elsewhere`` for the thing itself (a passage that was searched), Esc leads back there and
        not to a list that was never looked at.
        """
        self._from_elsewhere = from_elsewhere
        self.add_class("-thing")
        for widget in self.thing.walk_children(Widget):
            if widget.focusable and self._is_on_show(widget):
                widget.focus()
                return
        if self.thing.focusable:
            self.thing.focus()

    def _is_on_show(self, widget: Widget) -> bool:
        """Whether a widget in the thing is displayed; the thing itself may not be yet, on a narrow screen."""
        above = [node for node in widget.ancestors_with_self if isinstance(node, Widget)]
        return all(node.display for node in above[: above.index(self.thing)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc belongs to the screen while the list has the focus."""
        if action in ("back_to_list", "back_elsewhere"):
            return not self.records.has_focus and self._from_elsewhere == (action == "back_elsewhere")
        return True

    async def action_back_elsewhere(self) -> None:
        """Go back to where one came from for the thing itself."""
        await self.run_action("screen.back")

    def action_back_to_list(self) -> None:
        """Return to the list."""
        self._from_elsewhere = False
        self.remove_class("-thing")
        self.records.focus()

    @on(OptionList.OptionSelected)
    def _opened(self, event: OptionList.OptionSelected) -> None:
        # The event goes on to the screen, which may lead to another place instead: then the thing stays as it is.
        if event.option_list is self.records:
            self.call_after_refresh(self._open_unless_led_away)

    def _open_unless_led_away(self) -> None:
        if self.app.screen is self.screen:
            self.open_thing()
