"""Facts by facet: counts that hold, filters that narrow together, twins."""

import httpx

HTML = {"Accept": "text/html"}
# counted in data/article.ttl
FIGURES, CONFERRALS = 18, 4


def test_counts_are_those_of_the_facts_found(client: httpx.Client) -> None:
    """The number beside a value is the number of facts behind it."""
    found = client.get("/browse.json").json()
    for name, values in found["facets"].items():
        assert values, name
        for value in values[:2]:
            asked = {name: value["iri"]}
            assert client.get("/browse.json", params=asked).json()["total"] == value["count"], value


def test_classes(client: httpx.Client) -> None:
    """Eighteen figures and four conferrals, named in both languages."""
    assert client.get("/browse.json", params={"class": "qkg:Measure"}).json()["total"] == FIGURES
    found = client.get("/browse.json", params={"class": "qkg:Conferral"}).json()
    assert (found["total"], len(found["facts"])) == (CONFERRALS, CONFERRALS)
    assert (
        len(client.get("/browse.csv", params={"class": "qkg:Conferral"}).text.splitlines()) == CONFERRALS + 1
    )


def test_filters_narrow_together_and_can_be_undone(client: httpx.Client) -> None:
    """Baotou's conferrals: the incentive and the innovation city; the page keeps the state in its links."""
    asked = {"class": "qkg:Conferral", "place": "id:place/baotou"}
    assert client.get("/browse.json", params=asked).json()["total"] == 2
    page = client.get("/en/browse", params=asked, headers=HTML).text
    assert page.count('aria-current="true"') == 2
    assert "2 facts" in page


def test_a_place_is_a_place_and_an_agency_an_agency(client: httpx.Client) -> None:
    """An enterprise that receives an award is no place, the newspaper that judges is no agency."""
    facets = client.get("/browse.json").json()["facets"]
    for name in ("place", "agency"):
        assert {one["iri"].split("/")[-2] for one in facets[name]} == {name}
