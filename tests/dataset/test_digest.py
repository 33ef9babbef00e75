"""The digest: the same for the same content, another for any change."""

from qkg.dataset.assets import Assets
from qkg.dataset.digest import content_digest
from qkg.dataset.load import plan


def test_every_loaded_file_counts(assets: Assets) -> None:
    """A changed byte in data, vocabulary or rule gives another digest; a changed shape does not."""
    first = content_digest(plan(assets), assets.rules)
    assert content_digest(plan(assets), assets.rules) == first
    seen = {first}
    for path in (assets.ontology, *assets.schemes, *assets.data, *assets.rules):
        path.write_bytes(path.read_bytes() + b"# more\n")
        seen.add(content_digest(plan(assets), assets.rules))
    assert len(seen) == 6
    before = content_digest(plan(assets), assets.rules)
    assets.shapes[0].write_text("")
    assert content_digest(plan(assets), assets.rules) == before
