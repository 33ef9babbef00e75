"""The table of all places of the site, in the order in which addresses are tried. Must hold no logic."""

from collections.abc import Sequence

from qkg.dataset.assets import find_assets
from qkg.dataset.inventory import Inventory
from qkg.dataset.order import term_order
from qkg.resources.shapes import Shapes
from qkg.resources.sources import Sources
from qkg.resources.vocabulary import Shelf
from qkg.search.keeper import Keeper
from qkg.sparql.question import Question
from qkg.web.about import about
from qkg.web.articles import article, articles
from qkg.web.browse import browse
from qkg.web.completion import COMPLETE
from qkg.web.explore import explore
from qkg.web.exports import export_places
from qkg.web.figures import figures
from qkg.web.graphs import GraphPages
from qkg.web.graphview import graph_places
from qkg.web.ontology import Ontology
from qkg.web.place import Place
from qkg.web.problem_pages import problem_places
from qkg.web.proposing import reconciling_places
from qkg.web.questions import question_places
from qkg.web.review_page import review_page
from qkg.web.search import search
from qkg.web.shapes import ShapePages
from qkg.web.sitemap import sitemap_places
from qkg.web.start import start
from qkg.web.suggest import OPENSEARCH, suggestions
from qkg.web.things import Things


def all_places(
    questions: Sequence[Question], keeper: Keeper, sources: Sources, inventory: Inventory
) -> tuple[Place, ...]:
    """Every place."""
    assets = find_assets()
    shelf, shapes = Shelf(term_order(assets)), Shapes(assets.shapes)
    things = Things(shelf, keeper)
    graphs = GraphPages(things)
    places: tuple[Place, ...] = (
        start(questions),
        articles(),
        article(sources),
        *question_places(questions),
        figures(),
        browse(),
        explore(),
        review_page(),
        search(keeper),
        suggestions(keeper),
        OPENSEARCH,
        COMPLETE,
        *reconciling_places(keeper),
        *graph_places(),
        *export_places(inventory),
        *things.places(),
        *Ontology(shelf, shapes).places(),
        *ShapePages(shelf, shapes).places(),
        *problem_places(),
        *graphs.places(),
    )
    places = (*places, about(places))
    return (*places, *sitemap_places(places), *graphs.last())
