"""The competency questions as pages: list, answer, parameters, data."""

import csv
import io

import httpx
import pytest

HTML = {"Accept": "text/html"}
NUMBERS = range(1, 31)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_names_all_thirty(client: httpx.Client, language: str) -> None:
    """Each with its link."""
    page = client.get(f"/{language}/questions", headers=HTML).text
    for number in NUMBERS:
        assert f'href="/{language}/questions/cq{number:02}"' in page


@pytest.mark.parametrize("number", NUMBERS)
def test_page_and_data_say_the_same(client: httpx.Client, number: int) -> None:
    """As many rows in the page as in the CSV."""
    address = f"/questions/cq{number:02}"
    page = client.get(f"/en{address}", headers=HTML)
    assert page.status_code == 200, page.text
    rows = list(csv.reader(io.StringIO(client.get(f"{address}.csv").text)))
    assert page.text.partition("<tbody>")[2].count("<tr>") == len(rows) - 1 > 0


def test_a_thing_is_linked_under_its_name(client: httpx.Client) -> None:
    """In the reader's language; the columns of label and IRI become one."""
    page = client.get("/en/questions/cq01", headers=HTML).text
    assert '<a href="/en/page/place/baotou">Baotou</a>' in page
    assert "placeIri</th>" not in page
    assert '<a href="/zh/page/place/baotou">包头市</a>' in client.get("/zh/questions/cq01", headers=HTML).text


def test_a_parameter_narrows_the_answer(client: httpx.Client) -> None:
    """From the form and in the data; a value of another type is refused."""
    asked = {"hedge": "nearly"}
    rows = client.get("/questions/cq07.csv", params=asked).text.splitlines()
    assert len(rows) == 1 + 2  # 近1000家, 近5万人
    page = client.get("/en/questions/cq07", params=asked, headers=HTML).text
    assert 'value="nearly"' in page
    assert page.partition("<tbody>")[2].count("<tr>") == 2
    assert client.get("/questions/cq01", params={"placeIri": "no iri"}, headers=HTML).status_code == 400


def test_an_unknown_question(client: httpx.Client) -> None:
    """404 with the way to the list."""
    page = client.get("/en/questions/cq99", headers=HTML)
    assert page.status_code == 404
    assert 'href="/en/questions"' in page.text
