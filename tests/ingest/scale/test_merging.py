"""Triples of many articles: each once, two names for one address told apart, exact counts."""

import gzip
import json
from pathlib import Path

from qkg.dataset import manifest
from qkg.ingest.scale import sealing, writing
from qkg.ingest.scale.finishing import LEFT_OUT, Finish
from qkg.ingest.scale.texts import LIST, Part
from qkg.namespaces import GRAPH, THING

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
JILIN = f"<{THING}place/jilin>"
CITY, PROVINCE = f'{JILIN} {LABEL} "吉林市"@zh', f'{JILIN} {LABEL} "吉林省"@zh'
ENGLISH = f'{JILIN} {LABEL} "Jilin"@en'
KNOWN = f'<{THING}place/china> {LABEL} "中国"@zh'


def seal(folder: Path, part: Part, slugs: list[str], shared: list[tuple[str, int]]) -> None:
    """A part whose articles each have one quad of their own, and these triples that others may state."""
    own, more = sealing.own_file(folder, part.name), sealing.shared_file(folder, part.name)
    lines = [f"<{GRAPH}{slug}> <urn:p> <urn:o> <{GRAPH}{slug}> .\n" for slug in slugs]
    own.write_bytes(gzip.compress("".join(lines).encode()))
    more.write_bytes(
        gzip.compress("".join(f"{triple}\t{number:012}\n" for triple, number in shared).encode())
    )
    graphs = [(part.first + at, slug, 1) for at, slug in enumerate(slugs)]
    digests = sealing.digest(own), sealing.digest(more)
    sealing.write(folder, part, sealing.Seal(part.number, len(slugs), len(slugs), *digests, graphs, []))


def test_the_first_article_keeps_what_others_say_too(tmp_path: Path) -> None:
    """The province comes second, so its article goes, whole, and with it all that it alone says."""
    (tmp_path / sealing.PARTS).mkdir()
    entries = [{"path": f"/texts/{slug}.txt"} for slug in "abcd"]
    (tmp_path / LIST).write_text("".join(json.dumps(one) + "\n" for one in entries))
    parts = [Part(0, 0, 2, 0), Part(1, 2, 2, 0)]
    seal(tmp_path, parts[0], ["a", "b"], [(CITY, 1), (ENGLISH, 1), (KNOWN, 0)])
    seal(tmp_path, parts[1], ["c", "d"], [(PROVINCE, 2), (ENGLISH, 2), (CITY, 3), (ENGLISH, 3)])
    made = Finish(tmp_path, parts).manifest({}, frozenset([KNOWN]))
    assert (made.texts, made.graphs, made.left_out, made.quads) == (4, 3, 1, 5)
    assert dict(manifest.counts(tmp_path)) == {GRAPH + "a": 1, GRAPH + "b": 3, GRAPH + "d": 1}
    left = (tmp_path / LEFT_OUT).read_text()
    assert left.startswith(f'/texts/c.txt\ttwo names have one address: {JILIN} is "吉林市"@zh')
    files = {one.name: gzip.decompress((tmp_path / one.name).read_bytes()).decode() for one in made.files}
    shared = files["parts/shared-0000.nq.gz"].splitlines()
    assert shared == [f"{ENGLISH} <{GRAPH}b> .", f"{CITY} <{GRAPH}b> ."]
    assert "parts/000001-fewer.nq.gz" in files
    assert f"<{GRAPH}c>" not in "".join(files.values())


def test_a_packed_file_says_no_time(tmp_path: Path) -> None:
    """Equal content gives equal bytes; before its end there is no file of that name."""
    packed = []
    for name in ("one", "two"):
        out = writing.Packed(tmp_path / name)
        out.write(b"content")
        assert not (tmp_path / name).exists()
        out.finish()
        packed.append((tmp_path / name).read_bytes())
    assert packed[0] == packed[1]
    assert gzip.decompress(packed[0]) == b"content"
