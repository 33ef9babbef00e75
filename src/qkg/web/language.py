"""Which of the two languages a page speaks: ``?lang=``, else Accept-Language, else Chinese."""

from typing import Final

LANGUAGES: Final = ("zh", "en")


def choose(asked: str | None, header: str) -> str:
    """``zh`` or ``en`` (RFC 9110 §12.5.4); a reader of neither language gets English."""
    if asked in LANGUAGES:
        return str(asked)
    liked = sorted(_ranges(header), key=lambda pair: -pair[1])
    for tag, quality in liked:
        primary = tag.partition("-")[0]
        if primary in LANGUAGES and quality > 0:
            return primary
    return "en" if any(tag != "*" for tag, _ in liked) else "zh"


def _ranges(header: str) -> list[tuple[str, float]]:
    found = []
    for entry in header.lower().split(","):
        tag, _, parameter = entry.partition(";")
        if tag.strip():
            found.append((tag.strip(), _quality(parameter)))
    return found


def _quality(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
