"""From a place to the screen that shows it. Screens are imported here when they are needed, to keep the start quick."""

from __future__ import annotations

from textual.screen import Screen

from workbench.screens.place import FROM_FINDINGS, Place
from workbench.workspace.workspace import Workspace


def screen_for(place: Place, workspace: Workspace) -> Screen[None]:
    """The screen for a place. Raises LookupError where what it names is not there."""
    match place.screen:
        case "group":
            from workbench.screens.group import GroupScreen

            return GroupScreen(workspace.records.groups.get(place.id), place.tab or "overview", place.chosen)
        case "interview":
            from workbench.screens.interview import InterviewScreen

            return InterviewScreen(workspace.records.interviews.get(place.id), place.chosen)
        case "close out":
            from workbench.screens.close_out import CloseOutScreen

            return CloseOutScreen(workspace.records.interviews.get(place.id), place.chosen)
        case "requests":
            from workbench.screens.requests import RequestsScreen

            return RequestsScreen(workspace.records.groups.get(place.id), place.chosen)
        case "snapshot":
            from workbench.screens.snapshot import SnapshotScreen

            return SnapshotScreen(workspace.records.snapshots.get(place.id), place.chosen, place.line or -1)
        case "coverage":
            from workbench.screens.coverage import CoverageScreen

            return CoverageScreen(workspace.records.groups.get(place.id), place.chosen)
        case "themes":
            from workbench.screens.themes import ThemesScreen

            return ThemesScreen(workspace.records.groups.get(place.id), place.chosen)
        case "builder":
            from workbench.screens.builder import BuilderScreen

            group, behind = workspace.records.groups.get(place.id), place.tab == FROM_FINDINGS
            if behind or not place.chosen:
                return BuilderScreen(group, behind=place.chosen.split(",") if behind else [])
            return BuilderScreen(group, workspace.records.recommendations.get(place.chosen).id)
        case "passport":
            from workbench.screens.passport import PUBLIC, PassportScreen

            group, chosen = workspace.records.groups.get(place.id), workspace.records.recommendations.get(place.chosen)
            return PassportScreen(group, chosen.id, private=place.tab != PUBLIC)
        case "clocks":
            from workbench.screens.clocks import ClocksScreen

            return ClocksScreen(place.chosen)
        case "scorecard":
            from workbench.screens.scorecard import ScorecardScreen

            return ScorecardScreen(place.tab, place.chosen)
        case "search":
            from workbench.screens.search import SearchScreen

            return SearchScreen()
        case "archive":
            from workbench.screens.archive import ArchiveScreen

            return ArchiveScreen(place.chosen)
        case "pack":
            from workbench.screens.pack import PackScreen

            return PackScreen(workspace.packs.get(place.id), place.line)
        case "document":
            from workbench.screens.document import SETTLE, DocumentScreen

            handed = workspace.records.submissions.get(place.id)
            return DocumentScreen(handed, place.line, place.chosen, settling=place.tab == SETTLE)
        case "unsure":
            from workbench.screens.unsure import UnsureScreen

            return UnsureScreen(workspace.records.groups.get(place.id).id)
        case "bin":
            from workbench.screens.bin import BinScreen

            return BinScreen()
        case "roles":
            from workbench.screens.roles import RolesScreen

            return RolesScreen(workspace.records.groups.get(place.id))
        case "checks":
            from workbench.screens.checks import EVERYTHING, ChecksScreen

            group = workspace.records.groups.get(place.id)
            return ChecksScreen(group, place.chosen, everything=place.tab == EVERYTHING)
        case "sharing":
            from workbench.screens.sharing import SharingScreen

            return SharingScreen(workspace.records.groups.get(place.id))
        case "drafts":
            from workbench.screens.drafts import DraftsScreen

            return DraftsScreen(workspace.records.groups.get(place.id), place.chosen)
        case "help":
            from workbench.screens.help import HelpScreen

            return HelpScreen()
        case "first run":
            from workbench.screens.first_run import FirstRunScreen

            return FirstRunScreen()
        case _:
            from workbench.screens.home import HomeScreen

            return HomeScreen()


def group_of(place: Place, workspace: Workspace) -> Place | None:
    """The group that a place belongs to, with what stands there chosen; None where it is not there any more."""
    records = workspace.records
    try:
        match place.screen:
            case "interview" | "close out":
                interview = records.interviews.get(place.id)
                return Place("group", interview.group_id, "evidence", interview.id)
            case "document":
                handed = records.submissions.get(place.id)
                return Place("group", handed.group_id, "evidence", handed.id)
            case "snapshot":
                snapshot = records.snapshots.get(place.id)
                return Place("group", snapshot.group_id, "evidence", snapshot.id)
            case "builder" | "passport":
                return Place("group", records.groups.get(place.id).id, "recommendations", place.chosen)
            case "drafts":
                return Place("group", records.groups.get(place.id).id, "report")
            case _:
                return Place("group", records.groups.get(place.id).id, "evidence")
    except LookupError:
        return None


def all_places(workspace: Workspace) -> list[tuple[str, str, Place]]:
    """Every place that can be gone to from anywhere: its name, a word about it, and the place."""
    groups = sorted(workspace.records.groups.find(), key=lambda g: (g.position, g.id))
    return [
        ("Home", "Every group and what needs attention", Place("home")),
        *((g.title, g.stage.shown, Place("group", g.id)) for g in groups),
        ("Search", "Search everything that was said and written", Place("search")),
        ("Scorecard", "How recommendations were answered and what came of them", Place("scorecard")),
        ("Reply clocks", "Who has how long for a reply, and which law says so", Place("clocks")),
        ("Archive", "Document packs and past recommendations", Place("archive")),
        ("Bin", "What was put in the bin, to bring it back", Place("bin")),
    ]
