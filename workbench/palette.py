"""The command palette: every action of the screen by its name, and every place."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from workbench.screens.navigation import all_places
from workbench.text import one_line

_WORD = 3  # letters, from which on the help of a command is looked through as well
_LAST = 0.01


class _Commands(Provider):
    """Commands that are listed at once and matched as one types."""

    @abstractmethod
    def commands(self) -> list[tuple[str, str, Callable[[], object]]]:
        """(name, help, what to do)."""

    async def discover(self) -> Hits:
        """All commands, before anything is typed."""
        for name, tip, act in self.commands():
            yield DiscoveryHit(one_line(name), act, text=name, help=tip)

    async def search(self, query: str) -> Hits:
        """The commands whose name matches; after them those of which the help has the words."""
        matcher, words = self.matcher(query), query.strip().casefold()
        for name, tip, act in self.commands():
            in_help = len(words) >= _WORD and words in tip.casefold()
            score = matcher.match(name) or (_LAST if in_help else 0)
            if score > 0:
                yield Hit(score, one_line(name), act, text=name, help=tip)


class ActionCommands(_Commands):
    """What the keys of this screen do."""

    def commands(self) -> list[tuple[str, str, Callable[[], object]]]:
        """The active bindings that say what they do."""
        found: dict[str, tuple[str, str, Callable[[], object]]] = {}
        for node, binding, enabled, tip in self.screen.active_bindings.values():
            if not enabled or binding.action.startswith(
                ("focus", "app.focus", "cursor", "page_", "scroll", "copy_text")
            ):
                continue
            if not (tip or binding.tooltip):
                continue
            key = self.app.get_key_display(binding)
            act = partial(self.app.run_action, binding.action, node)
            found.setdefault(binding.description, (binding.description, f"{tip or binding.tooltip}  ({key})", act))
        return list(found.values())


class PlaceCommands(_Commands):
    """Places: home, every group, the archive, search, the bin."""

    def commands(self) -> list[tuple[str, str, Callable[[], object]]]:
        """Each place by its name."""
        app = self.app
        return [
            (f"Go to {name}", tip, partial(app._gone_to, place))  # type: ignore[attr-defined]
            for name, tip, place in all_places(app.workspace)  # type: ignore[attr-defined]
        ]
