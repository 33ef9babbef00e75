"""Where the packaged graph is."""

from qkg.dataset.assets import find_assets


def test_the_packaged_files_are_found() -> None:
    """Every folder that the program needs has something in it."""
    assets = find_assets()
    assert assets.ontology.exists()
    assert assets.data
    assert assets.queries
    assert assets.rules
    assert assets.schemes
