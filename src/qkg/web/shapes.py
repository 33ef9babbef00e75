"""``/shape`` and ``/shape/<name>``: the rules that data must keep, in words, and as SHACL."""

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from qkg.errors import NoSuchPage
from qkg.media import Format
from qkg.namespaces import PREFIXES
from qkg.resources import shapes as shacl
from qkg.resources.shapes import Shapes, name
from qkg.resources.vocabulary import Shelf
from qkg.terms import curie
from qkg.web.linking import Ways, node
from qkg.web.pages import words
from qkg.web.place import Data, Place, Shown
from qkg.web.things import TWINS
from qkg.web.visit import Visit


class ShapePages:
    """The places of shapes."""

    def __init__(self, shelf: Shelf, shapes: Shapes) -> None:
        self._shelf, self._shapes = shelf, shapes

    def places(self) -> Sequence[Place]:
        """The list and each shape."""
        example = {"name": "Measure"}
        return (
            Place("/shape", "The shapes", self._list, self._all, TWINS),
            Place("/shape/{name}", "A shape", self._show, self._data, TWINS, example=example),
        )

    async def _list(self, visit: Visit) -> Shown:
        told = words(visit.language)
        listed = [one for one in self._shapes.all if self._shapes.values(one, shacl.TARGET)]
        rest = [
            one
            for one in self._shapes.all
            if one not in listed
            and self._shapes.values(one, shacl.MESSAGE)
            and not self._shapes.values(one, shacl.PATH)
        ]
        values = {**(await self._common(visit)), "listed": listed, "rest": rest}
        return Shown("shapes.html", told.shapes_title, told.shapes_page_lead, values)

    async def _show(self, visit: Visit) -> Shown:
        shape = self._found(visit)
        message = self._shapes.message(shape, visit.language)
        values = {
            **(await self._common(visit)),
            "shape": shape,
            "message": message,
            "classes": self._shapes.values(shape, shacl.TARGET),
            "paths": self._shapes.values(shape, shacl.PATH),
            "severity": [
                curie(one.value)
                for one in self._shapes.values(shape, shacl.SEVERITY)
                if isinstance(one, NamedNode)
            ],
            "source": self._written(shape, TWINS[0]).decode(),
        }
        return Shown("shape.html", name(shape), message.text, values)

    async def _common(self, visit: Visit) -> dict[str, object]:
        vocabulary = await self._shelf.of(visit.view)
        return {
            "shapes": self._shapes,
            "shape_name": name,
            "vocabulary": vocabulary,
            "ways": Ways(visit, vocabulary),
        }

    def _found(self, visit: Visit) -> NamedNode:
        shape = node(shacl.SPACE + visit.here["name"])
        if shape not in self._shapes:
            raise NoSuchPage(f"There is no shape {visit.here['name'][:100]}.", (("/shape", "/shape"),))
        return shape

    async def _data(self, visit: Visit, format: Format) -> Data:
        return Data(self._written(self._found(visit), format))

    async def _all(self, _visit: Visit, format: Format) -> Data:
        return Data(_serialised(self._shapes.everything(), format))

    def _written(self, shape: NamedNode, format: Format) -> bytes:
        return _serialised(self._shapes.triples(shape), format)


def _serialised(triples: Iterable[Triple], format: Format) -> bytes:
    if not isinstance(format.engine, RdfFormat):
        raise AssertionError(f"{format.name} is no syntax of RDF")
    prefixes = {**PREFIXES, "shape": shacl.SPACE} if format.name in ("ttl", "rdf", "trig") else None
    return serialize(triples, format=format.engine, prefixes=prefixes) or b""
