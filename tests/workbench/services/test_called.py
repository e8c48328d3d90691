"""Which of several a person means by a name."""

from typing import NamedTuple

import pytest

from workbench.services.called import one_called


class Body(NamedTuple):
    """Something with an id and two names."""

    id: str
    name: str
    short: str = ""


class NoSuchBody(LookupError):
    """What is raised here."""


BODIES = [Body("a1", "St Mary’s School", "Mary"), Body("b2", "School Nurses"), Body("c3", "School Nurses of Wexcombe")]


def find(name: str, rows: list[Body] = BODIES) -> str:
    """The id of the one that is meant."""
    found = one_called(
        name, rows, lambda row: (row.name, row.short), NoSuchBody, what="body", shown=lambda row: row.name
    )
    return found.id


@pytest.mark.parametrize(
    ("name", "meant"),
    [("a1", "a1"), ("st mary's  school", "a1"), ("MARY", "a1"), ("St M", "a1"), ("school nurses", "b2")],
)
def test_one_is_meant(name: str, meant: str) -> None:
    assert find(name) == meant


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("School", "“School” could be School Nurses or School Nurses of Wexcombe: use the id."),
        ("A1", "There is no body called “A1”. There are: St Mary’s School; School Nurses; School Nurses of Wexcombe."),
        ("Mar", "There is no body called “Mar”."),
        ("", "There is no body called “”."),
    ],
)
def test_none_is_meant_or_more_than_one(name: str, said: str) -> None:
    with pytest.raises(NoSuchBody) as told:
        find(name)
    assert str(told.value).startswith(said)


def test_where_there_is_none_yet_it_says_so() -> None:
    with pytest.raises(NoSuchBody, match="There is no body yet"):
        find("Mary", [])
