"""A report of a fictional council that has every kind of block, and one made of any words."""

from __future__ import annotations

from datetime import date

from workbench.report.tree import (
    Appendix,
    Block,
    Emphasis,
    Heading,
    Item,
    ItemList,
    LineBreak,
    Link,
    ListStyle,
    Numbered,
    Paragraph,
    Quotation,
    Reference,
    Report,
    Row,
    Section,
    Signature,
    Strong,
    Table,
    Text,
    cell,
    text,
)


def items(*words: str) -> tuple[Item, ...]:
    return tuple(Item(text(w)) for w in words)


def recommendations(*listed: Item) -> ItemList:
    return ItemList(ListStyle.BRACKET, listed, run="recommendations", noun="recommendation")


def report() -> Report:
    """A briefing note of Wexcombe City Council in the council's form."""
    return Report(
        title="Elective Home Education Task and Finish Group",
        council="Wexcombe City Council",
        to="Children and Families Scrutiny Board (2)",
        on=date(2026, 11, 3),
        author="Ada Quill",
        sections=(
            Section(
                "Purpose of the Note", (Numbered(text("To tell the Board what the group found.")),), "section:purpose"
            ),
            _recommendations(),
            _methodology(),
            _findings(),
            _interviews(),
        ),
        appendices=(
            Appendix("Scoping Document", (_scope_table(),), "appendix:scope"),
            Appendix("Key Lines of Enquiry", _enquiry(), "appendix:enquiry"),
            Appendix("Attendance figures", (_figures(),), "appendix:figures"),
        ),
        signatures=(Signature("Ada Quill", "Scrutiny Officer", "01632 960001", "ada.quill@wexcombe.example"),),
    )


def _recommendations() -> Section:
    first = recommendations(
        Item(
            text("The register is published each term, showing:"),
            (ItemList(ListStyle.LETTER, (Item(text("new families"), key="part:a"), *items("returns to school"))),),
            key="recommendation:1",
        ),
        *items("Every family is offered a visit.", "A named officer answers enquiries."),
    )
    second = recommendations(
        Item(
            text("The health partners agree on one form, with:"),
            (ItemList(ListStyle.LETTER, items("one contact", "one date")),),
            key="recommendation:4",
        ),
        *items("Staff are trained.", "Progress is reported in a year."),
    )
    return Section(
        "Recommendations",
        (
            Numbered(text("The Board recommend to the Cabinet Member that:"), (first,), key="paragraph:first"),
            Numbered(text("The Board recommend to the Health Partnership that:"), (second,)),
        ),
        "section:recommendations",
    )


def _methodology() -> Section:
    return Section(
        "Methodology",
        (
            Numbered(
                (Text("The lines of enquiry are in "), Reference("appendix:enquiry"), Text("; the partners were:")),
                (
                    ItemList(
                        ListStyle.BULLET, (Item(text("Health"), (ItemList(ListStyle.BULLET, items("School nurses")),)),)
                    ),
                ),
            ),
            Heading(text("Visits"), depth=3),
            Numbered((Text("Read "), Link(text("the guidance"), "https://example.org/ehe?a=1&b=2"), Text("."))),
            Paragraph(text("The group met on seven occasions.")),
            Quotation(
                (Paragraph(text("We were not asked.")), ItemList(ListStyle.ARABIC, items("1999", "2000"), start=7))
            ),
        ),
        "section:methodology",
    )


def _findings() -> Section:
    found = ItemList(
        ListStyle.ROMAN,
        (
            Item(text("Numbers rise."), key="finding:rise"),
            Item(
                text("Visits help."),
                (ItemList(ListStyle.LETTER, items("early", "late")), Paragraph(text("More words."))),
            ),
            *items("Schools differ.", "Data are late."),
        ),
    )
    limits = ItemList(ListStyle.ROMAN, items("No figures before 2023."))
    return Section(
        "Key themes and findings",
        (
            Numbered(text("Key findings"), (found,), is_heading=True),
            Numbered(text("Limits of the evidence"), (limits,), is_heading=True),
        ),
    )


def _interviews() -> Section:
    police = ItemList(
        ListStyle.ROMAN, (Item(text("Officers know the families."), key="finding:police"), *items("Two sit in."))
    )
    schools = ItemList(ListStyle.ROMAN, items("Heads want guidance."))
    issues = ItemList(ListStyle.ROMAN, items("Feedback is slow (from Police)"))
    return Section(
        "Interviews with Partners",
        (
            Numbered(
                text("What partners said is set out below."),
                (
                    Numbered(text("Police"), (police,), is_heading=True, key="partner:police"),
                    Numbered(text("Schools"), (schools,), is_heading=True),
                ),
            ),
            Numbered(text("Issues for the service"), (issues,), is_heading=True),
            Numbered(
                (
                    Text("These led to the recommendations at "),
                    Reference("section:recommendations", "paragraph"),
                    Text(", above all "),
                    Reference("recommendation:4"),
                    Text(" and "),
                    Reference("part:a", "#"),
                    Text("; see "),
                    Reference("finding:police"),
                    Text(" and "),
                    Reference("finding:rise", "the rise"),
                    Text("."),
                ),
            ),
        ),
    )


def _scope_table() -> Table:
    return Table(
        (text("Question"), text("Answer")),
        (
            Row((cell("Objectives"),), is_group=True),
            Row((cell("What does the group hope to achieve?"), cell("To know who is missing."))),
            Row((cell("How will success be seen?"), (ItemList(ListStyle.ARABIC, items("Replies", "Change")),))),
            Row((cell("Communications"), ())),
        ),
        caption="Scoping document",
        description="The questions of the scoping form and the group's answers.",
        key="table:scope",
    )


def _enquiry() -> tuple[Block, ...]:
    return (
        Heading(text("Knowing the children")),
        ItemList(
            ListStyle.ARABIC,
            (
                Item(text("Who is counted?"), (ItemList(ListStyle.LETTER, items("By whom?", "When?")),)),
                *items("Who is not?"),
            ),
            run="enquiry",
            noun="line of enquiry",
        ),
        Heading(text("Support")),
        ItemList(
            ListStyle.ARABIC,
            (Item(text("What is offered?"), (ItemList(ListStyle.LETTER, items("At what cost?")),)),),
            run="enquiry",
            noun="line of enquiry",
        ),
    )


def _figures() -> Table:
    return Table(
        ((), text("2024"), text("2025")),
        (Row((cell("JAN"), cell("12"), cell("15"))), Row((cell("FEB"), cell("13"), cell("19")))),
        caption="Children taught at home",
        description="Two months of two years: 12 and 13 in 2024, 15 and 19 in 2025.",
        has_row_headings=True,
    )


def any_words(words: list[str]) -> Report:
    """A report that puts each of eight texts into many places."""
    a, b, c, d, e, f, g, h = words
    mixed = (
        Text(a),
        Emphasis((Text(b), Strong(text(c)))),
        Text(d),
        LineBreak(),
        Text(e),
        Strong((Text(f),)),
        Emphasis(text(g)),
        Link(text(h), "https://example.org/?a=1&lt;=2"),
        Reference("one"),
        Text(a),
    )
    lists = tuple(
        ItemList(
            style, (Item(mixed), Item(text(b), (Paragraph(mixed), Quotation((Paragraph(text(c)),)))), Item(text(d)))
        )
        for style in ListStyle
    )
    table = Table(
        (text(a), mixed),
        (Row((cell(b),), is_group=True), Row(((lists[1],), (Paragraph(mixed), Paragraph(text(e)))))),
        caption=f,
        description=g,
    )
    return Report(
        title=a,
        form=b,
        council=c,
        to=d,
        subject=e,
        author=f,
        marking=g,
        sections=(
            Section(
                h,
                (
                    Numbered(mixed, (*lists, table, Quotation((Paragraph(mixed), *lists[:2]))), key="one"),
                    Heading(mixed, depth=2),
                    Numbered(text(a), (Numbered(mixed, lists, is_heading=True),)),
                    Paragraph(mixed),
                ),
            ),
        ),
        appendices=(Appendix(b, (table, table, Paragraph(mixed))),),
        signatures=(Signature(c, d, e, ""),),
    )
