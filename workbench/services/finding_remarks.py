"""What is to be questioned about findings and is not settled, by finding: for the tab and for the command line."""

from __future__ import annotations

from interviews.checks import About, Remark, remarks
from interviews.review import Review
from interviews.trace_checks import finding_traces

_ABOUT = (About.ATTRIBUTION, About.WORDING, About.TRACEABILITY)


def open_remarks(review: Review) -> dict[str, list[Remark]]:
    """The open remarks on each finding: finding id → remarks.

    That nothing is linked to it, or that it leads nowhere yet, stands beside each finding in any case.
    """
    said = {remark.key for remark in finding_traces(review)}
    found: dict[str, list[Remark]] = {}
    for remark in remarks(review, about=_ABOUT):
        if remark.table == "findings" and remark.key not in said:
            found.setdefault(remark.record_id, []).append(remark)
    return found
