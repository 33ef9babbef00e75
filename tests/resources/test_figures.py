"""The article's eighteen figures, read from the graph and said again."""

import asyncio

from qkg.resources.figures import FIGURE_FIELDS, FIGURE_PATTERN, figure_of
from qkg.resources.wording import worded
from qkg.store.view import View

EIGHTEEN = 18  # counted in the article


def test_every_figure_of_the_article_is_said_in_its_own_words(view: View, runner: asyncio.Runner) -> None:
    """Value, unit and hedge lead back to the very words of the source, for all eighteen."""
    query = f"SELECT {FIGURE_FIELDS} WHERE {{ ?measure a qkg:Measure . {FIGURE_PATTERN} }}"
    rows = runner.run(view.rows(query))
    figures = [figure for row in rows if (figure := figure_of(row))]
    assert len(figures) == EIGHTEEN
    assert [worded(figure, "zh") for figure in figures] == [figure.verbatim for figure in figures]
