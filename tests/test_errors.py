"""The tree of errors: drawn as it is, and known to the web edge and nowhere else to HTTP."""

from collections.abc import Iterator

from qkg import errors
from qkg.errors import Place, QkgError
from qkg.web.problems import STATUS


def tree(root: type[QkgError]) -> Iterator[type[QkgError]]:
    """The class and all below it."""
    yield root
    for child in root.__subclasses__():
        yield from tree(child)


def test_every_error_has_a_status() -> None:
    """A class without its own line in the table would be a silent 500."""
    classes = set(tree(QkgError))
    assert len(classes) > 15
    assert {one.__name__ for one in classes - set(STATUS)} == set()


def test_problem_types_are_distinct() -> None:
    """A client tells problems apart by their type."""
    slugs = [slug for _, slug, _ in STATUS.values()]
    assert len(slugs) == len(set(slugs))


def test_every_error_is_drawn_in_the_docstring() -> None:
    """The picture at the top of the module names each class."""
    missing = [one.__name__ for one in tree(QkgError) if one.__name__ not in (errors.__doc__ or "")]
    assert missing == []


def test_errors_know_nothing_of_http() -> None:
    """No class carries a status."""
    assert [one for one in tree(QkgError) if hasattr(one, "status")] == []


def test_place_shows_what_is_known() -> None:
    """Unknown numbers are left out."""
    assert str(Place("a.ttl", 3, 7)) == "a.ttl:3:7"
    assert str(Place("a.ttl", 3)) == "a.ttl:3"
    assert str(Place("a.ttl")) == "a.ttl"
