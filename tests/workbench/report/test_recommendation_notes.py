"""What is noted below a recommendation prints under it, and only where something is noted."""

from __future__ import annotations

from tests.workbench.report.reading import main_text
from tests.workbench.report.reviews import full
from workbench.report.as_html import as_html
from workbench.report.briefing_note import briefing_note
from workbench.report.numbering import number


def test_cost_equality_and_minority_view_print_below_their_recommendation() -> None:
    review = full()
    plain = main_text(as_html(number(briefing_note(review))))
    assert "Minority view:" not in plain
    first, *others = review.recommendations
    noted = first.model_copy(update={"cost": "£9,000 a year", "minority_view": "One member wants\na poster instead"})
    review = review.model_copy(update={"recommendations": [noted, *others]})
    told = " ".join(main_text(as_html(number(briefing_note(review)))).split())
    assert "Cost: £9,000 a year Minority view: One member wants a poster instead" in told
    assert "Equality:" not in told
