"""A thing read from a graph: order, evidence, folded statements, bounds; and what points at it."""

from typing import Any

from pyoxigraph import NamedNode

from qkg.media import GRAPH_FORMATS
from qkg.namespaces import PREFIXES
from qkg.resources.describing import described
from qkg.resources.incoming import SHOWN, further, incoming
from qkg.resources.mapping import identifiers
from qkg.resources.thing import MOST, thing
from qkg.resources.vocabulary import Shelf
from qkg.store.view import View

QKG = PREFIXES["qkg"]
VOCABULARY = """
qkg:Agency a owl:Class ; rdfs:subClassOf org:FormalOrganization ; rdfs:label "行政机构"@zh , "agency"@en .
org:FormalOrganization a owl:Class ; rdfs:subClassOf prov:Agent ; rdfs:label "正式组织"@zh .
prov:Agent a owl:Class .
qkg:issuer a owl:ObjectProperty ; rdfs:label "印发机构"@zh , "issuer"@en .
qkg:verbatim a owl:DatatypeProperty ; rdfs:label "原话"@zh .
"""
DATA = """
id:document\\/notice qkg:verbatim "通报" ; qkg:issuer id:agency\\/office ; qkg:evidence id:evidence\\/e1 ;
  rdfs:label "通报"@zh .
id:agency\\/office a qkg:Agency , org:FormalOrganization , prov:Agent ;
  rdfs:label "国务院办公厅"@zh , "General Office"@en ; skos:altLabel "国办"@zh .
id:statement\\/s1 qkg:statementSubject id:document\\/notice ; qkg:statementPredicate qkg:issuer ;
  qkg:statementObject id:agency\\/office ; qkg:evidence id:evidence\\/e2 , id:evidence\\/e3 .
id:evidence\\/e1 a qkg:Evidence ; oa:hasTarget id:target\\/t1 ; qkg:paragraph 2 ; qkg:confidence 1.0 ;
  qkg:speaker id:media\\/paper .
id:media\\/paper rdfs:label "报"@zh , "Paper"@en .
id:target\\/t1 oa:hasSource id:text\\/clean ; oa:hasSelector id:selector\\/q1 , id:selector\\/p1 .
id:selector\\/q1 oa:exact "印发通报" .  id:selector\\/p1 oa:start 30 ; oa:end 34 .
id:evidence\\/e2 oa:hasTarget id:target\\/t2 .
id:target\\/t2 oa:hasSource id:text\\/clean ; oa:hasSelector id:selector\\/q2 , id:selector\\/p2 .
id:selector\\/q2 oa:exact "国办" . id:selector\\/p2 oa:start 20 .
id:evidence\\/e3 oa:hasTarget id:target\\/t3 .
id:target\\/t3 oa:hasSource id:text\\/clean ; oa:hasSelector id:selector\\/q3 , id:selector\\/p3 .
id:selector\\/q3 oa:exact "国务院办公厅" . id:selector\\/p3 oa:start 10 .
id:article\\/a qkg:textVersion id:text\\/clean .
id:mapping\\/m qkg:mappedThing id:agency\\/office ; qkg:identifierScheme id:identifier-scheme\\/code ;
  qkg:identifierValue "42" ; qkg:confidence 0.9 .
id:identifier-scheme\\/code skos:prefLabel "代码"@zh , "code"@en .
"""
ORDER = (QKG + "issuer", QKG + "verbatim", QKG + "Agency")
NOTICE = NamedNode("https://w3id.org/qkg/id/document/notice")
OFFICE = NamedNode("https://w3id.org/qkg/id/agency/office")


def test_statements_stand_in_the_order_of_the_vocabulary(ask: Any) -> None:
    """Not in that of the data; names and kinds have a place of their own."""

    async def read(view: View) -> Any:
        return await thing(view, await Shelf(ORDER).of(view), NOTICE, "en")

    found, _ = ask(VOCABULARY + DATA, read)
    assert [one.predicate.value.removeprefix(QKG) for one in found.statements] == ["issuer", "verbatim"]
    assert found.statements[0].values[0].label.text == "General Office"
    assert (found.label.text, found.label.language, found.other) == ("通报", "zh", None)


def test_a_statement_node_is_folded_into_its_triple(ask: Any) -> None:
    """Its evidence stands with the value, in the order of the text; that of the fact with the fact."""

    async def read(view: View) -> Any:
        return await thing(view, await Shelf(ORDER).of(view), NOTICE, "en")

    found, asked = ask(VOCABULARY + DATA, read)
    issuer, verbatim = found.statements
    assert [one.quote.text for one in issuer.values[0].words] == ["国务院办公厅", "国办"]
    assert verbatim.values[0].words == ()
    (own,) = found.words
    assert (own.quote.text, own.quote.language, own.paragraph, own.start) == ("印发通报", "zh", 2, 30)
    assert (own.speaker_name.text, own.confidence) == ("Paper", "1")
    assert own.article.value.endswith("article/a")
    assert asked == 3, "the vocabulary, the statements, the evidence"


def test_only_the_narrowest_kinds_are_told(ask: Any) -> None:
    """What follows from the classes is left out."""

    async def read(view: View) -> Any:
        return await thing(view, await Shelf(ORDER).of(view), OFFICE, "zh")

    found, _ = ask(VOCABULARY + DATA, read)
    assert [one.value for one in found.types] == [QKG + "Agency"]
    assert [one.text for one in found.alternative] == ["国办"]


def test_an_evidence_item_shows_its_own_words(ask: Any) -> None:
    """It proves others, yet its page is about its quote."""

    async def read(view: View) -> Any:
        iri = NamedNode("https://w3id.org/qkg/id/evidence/e1")
        return await thing(view, await Shelf(ORDER).of(view), iri, "zh")

    found, _ = ask(VOCABULARY + DATA, read)
    assert [one.quote.text for one in found.words] == ["印发通报"]


def test_nothing_is_known_of_an_unknown_thing(ask: Any) -> None:
    """So that the page can say so."""

    async def read(view: View) -> Any:
        iri = NamedNode("https://w3id.org/qkg/id/place/nowhere")
        return await thing(view, await Shelf(ORDER).of(view), iri, "zh")

    assert ask(VOCABULARY + DATA, read)[0] is None


def test_a_thing_with_very_many_statements_is_cut_and_says_so(ask: Any) -> None:
    """No page loads all of anything."""
    many = "".join(f"id:place\\/hub qkg:place id:place\\/p{number} .\n" for number in range(MOST + 7))

    async def read(view: View) -> Any:
        iri = NamedNode("https://w3id.org/qkg/id/place/hub")
        return await thing(view, await Shelf(()).of(view), iri, "zh")

    found, _ = ask(VOCABULARY + many, read)
    assert found.cut
    assert sum(len(one.values) for one in found.statements) <= MOST + 1


def test_incoming_links_are_counted_whole_and_shown_in_part(ask: Any) -> None:
    """Each property has its number and its first few; the rest comes page by page, each thing once."""
    many = "".join(
        f'id:action\\/a{number} qkg:place id:agency\\/office  ; rdfs:label "行动{number}"@zh .\n'
        for number in range(2 * SHOWN + 3)
    )

    async def read(view: View) -> Any:
        vocabulary = await Shelf(ORDER).of(view)
        before = view.asked
        found = await incoming(view, vocabulary, OFFICE, "en")
        once = view.asked - before
        place = next(one for one in found if one.predicate.value == QKG + "place")
        pages = [await further(view, OFFICE, place, page, "en") for page in (1, 2, 3)]
        return found, once, place, pages

    (found, once, place, pages), _ = ask(VOCABULARY + DATA + many, read)
    assert once == 1
    assert (place.number, len(place.things), place.more) == (2 * SHOWN + 3, SHOWN, True)
    assert [len(one.things) for one in pages] == [SHOWN, SHOWN, 3]
    assert [one.more for one in pages] == [True, True, False]
    assert len({value.term for one in pages for value in one.things}) == 2 * SHOWN + 3
    names = {one.predicate.value.removeprefix(QKG) for one in found}
    assert names == {"place", "issuer"}, "statements and mappings are told elsewhere"


def test_identifiers_have_scheme_value_and_confidence(ask: Any) -> None:
    """A mapping asserts no identity."""
    (only,), _ = ask(VOCABULARY + DATA, lambda view: identifiers(view, OFFICE, "en"))
    assert (only.scheme_name.text, only.value, only.confidence) == ("code", "42", "0.9")


def test_the_data_of_a_thing_holds_its_evidence_down_to_the_words(ask: Any) -> None:
    """Its statements, the statement nodes about it, the selectors; and the names of what it names."""
    triples = next(one for one in GRAPH_FORMATS if one.name == "nt")
    data, asked = ask(VOCABULARY + DATA, lambda view: described(view, NOTICE, triples))
    lines = set(data.decode().splitlines())
    thing_ = "<https://w3id.org/qkg/id/"
    assert f"{thing_}document/notice> <{QKG}issuer> {thing_}agency/office> ." in lines
    for quote in ("印发通报", "国办", "国务院办公厅"):
        assert any(f'"{quote}"' in line and "#exact" in line for line in lines), quote
    assert any(line.startswith(f"{thing_}agency/office>") and "General Office" in line for line in lines)
    assert not any(line.startswith(f"{thing_}mapping/") for line in lines)
    assert asked == 1
