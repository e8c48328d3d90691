"""The journeys use the same workspace on disk as the tests of the workbench."""

from tests.workbench.conftest import author, workspace

__all__ = ["author", "workspace"]
