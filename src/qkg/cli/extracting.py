"""Which other extractors ``qkg ingest`` asks, and the list of those installed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qkg.ingest.extractors import Asked
    from qkg.settings import Settings


def asked(settings: "Settings", names: Sequence[str]) -> "Asked | None":
    """The extractors that are named, with the settings of the one that ships; None where none is named."""
    from qkg.ingest.extractors import check

    if not names:
        return None
    wanted = _asked(settings, names)
    check(wanted)
    return wanted


def _asked(settings: "Settings", names: Sequence[str]) -> "Asked":
    from qkg.ingest.extractors import Asked

    return Asked(
        tuple(dict.fromkeys(names)),
        settings.extract_address,
        settings.extract_model,
        settings.extract_key.get_secret_value() if settings.extract_key else "",
        settings.extract_seconds,
        settings.extract_max_bytes,
        settings.extract_tries,
    )


def listed(settings: "Settings") -> int:
    """Print every extractor, where it comes from, and what the one that ships still needs."""
    from qkg.errors import BadParameter
    from qkg.ingest.extractors import MODEL, check, installed

    for name, origin in installed().items():
        note = ""
        if name == MODEL:
            try:
                check(_asked(settings, (MODEL,)))
                note = f"  asks {settings.extract_model}"
            except BadParameter as error:
                note = f"  {error}"
        print(f"{name}  ({origin}){note}")
    return 0
