"""The start page and the page about the graph: what they lead to is there."""

import json
import re

import httpx
import pytest

HTML = {"Accept": "text/html"}


def test_the_start_page_leads_on(client: httpx.Client) -> None:
    """To the newest article, to three questions, to the vocabulary; machines get the description."""
    page = client.get("/en/", headers=HTML).text
    assert 'href="/en/article/cqn-2021-05-13"' in page
    assert "cq07" in page
    assert '<form class="search"' in page
    answer = client.get("/", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert answer.headers["content-type"].startswith("text/turtle")
    assert "Dataset" in answer.text


@pytest.mark.parametrize("path", ["/en/", "/zh/about"])
def test_the_dataset_is_told_to_search_engines(client: httpx.Client, path: str) -> None:
    """schema.org Dataset: name, description and licence are asked for; the files are there."""
    page = client.get(path, headers=HTML).text
    said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    assert (said["@type"], said["license"]) == ("Dataset", "https://creativecommons.org/licenses/by/4.0/")
    assert 50 <= len(said["description"]) <= 5000 or path.startswith("/zh")
    for file in said["distribution"]:
        assert client.head(file["contentUrl"]).status_code == 200


def test_every_address_that_is_named_is_there(client: httpx.Client) -> None:
    """In both languages, none of them dead."""
    for language in ("zh", "en"):
        page = client.get(f"/{language}/about", headers=HTML).text
        listed = re.findall(r'<dt><a href="([^"]+)"><code>', page)
        assert len(listed) >= 12
        for path in listed:
            assert client.get(path.replace("&amp;", "&"), follow_redirects=True).status_code == 200, path
