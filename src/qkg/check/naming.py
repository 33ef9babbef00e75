"""How IRIs are written in words for a reader, and which name was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from qkg.check.finding import NOTHING, Words
from qkg.namespaces import PREFIXES


def short(iri: str) -> str:
    """The IRI with its prefix, when it has one."""
    bases = [(base, prefix) for prefix, base in PREFIXES.items() if iri.startswith(base) and iri != base]
    if not bases:
        return f"<{iri}>" if ":" in iri else iri
    base, prefix = max(bases, key=lambda pair: len(pair[0]))
    return f"{prefix}:{iri[len(base) :]}"


def namespace(iri: str) -> str:
    """The IRI up to its last ``#`` or ``/``."""
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def nearest(iri: str, known: Iterable[str]) -> str:
    """The known IRI of the same namespace that looks most like it, or nothing."""
    base = namespace(iri)
    names = sorted(one[len(base) :] for one in known if namespace(one) == base)
    found = get_close_matches(iri[len(base) :], names, n=1, cutoff=0.7)
    return base + found[0] if found else ""


def meant(iri: str) -> Words:
    """The hint for a near name."""
    return Words(f"是否指 {short(iri)}？", f"did you mean {short(iri)}?") if iri else NOTHING
