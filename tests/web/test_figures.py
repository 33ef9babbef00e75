"""The table of figures: all eighteen, filtered, in groups that compare, each with its words."""

import re

import httpx

HTML = {"Accept": "text/html"}
EIGHTEEN = 18  # counted in the article


def test_all_figures_as_a_reader_says_them(client: httpx.Client) -> None:
    """In both languages, with a link to the words in the article."""
    assert client.get("/figures.json").json()["total"] == EIGHTEEN
    page = client.get("/en/figures", headers=HTML).text
    assert page.count('<th scope="row">') == EIGHTEEN
    for said in ("nearly 1,000 enterprises", "down more than 77,500 t", "more than 30 million yuan in all"):
        assert said in page
    assert '/en/article/cqn-2021-05-13#ev-cqn-2021-05-13-e091"' in page
    assert "减少77500余吨" in client.get("/zh/figures", headers=HTML).text


def test_filters_and_order(client: httpx.Client) -> None:
    """Two figures in tonnes, the larger first unless asked otherwise; filters narrow together."""
    asked = {"unit": "unit:TONNE"}
    values = [one["value"] for one in client.get("/figures.json", params=asked).json()["figures"]]
    assert values == [77500, 26000]
    up = client.get("/figures.json", params={**asked, "sort": "value"}).json()["figures"]
    assert [one["value"] for one in up] == [26000, 77500]
    both = {**asked, "hedge": "id:approximation/nearly"}
    assert client.get("/figures.json", params=both).json() == {"total": 0, "figures": []}
    assert client.get("/figures", params={"sort": "x"}).status_code == 400


def test_only_comparable_figures_stand_together(client: httpx.Client) -> None:
    """Enterprises, people and tonnes have tables of their own."""
    page = client.get("/en/figures", headers=HTML).text
    heads = [re.sub(r"\s*<.*", "", one) for one in re.findall(r"<h2>(.*?)</h2>", page)]
    assert len(heads) == len(set(heads))
    assert {"enterprises", "people", "t", "yuan", "%"} <= set(heads)
