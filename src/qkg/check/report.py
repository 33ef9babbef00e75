"""Findings as text for machines: JSON, and the annotations that code hosts read from a log."""

import json
from collections.abc import Sequence

from qkg.check.finding import ERROR, Finding


def counts(findings: Sequence[Finding]) -> tuple[int, int]:
    """Errors and warnings."""
    errors = sum(one.severity == ERROR for one in findings)
    return errors, len(findings) - errors


def as_json(findings: Sequence[Finding]) -> str:
    """One object: the counts and the findings, each message in both languages."""
    errors, warnings = counts(findings)
    document = {"errors": errors, "warnings": warnings, "findings": [_object(one) for one in findings]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _object(one: Finding) -> dict[str, object]:
    words = {"message": vars(one.message), "hint": vars(one.hint)}
    place = {"file": one.spot.file, "line": one.spot.line, "column": one.spot.column or None}
    return {"code": one.code, "severity": one.severity, **place, "subject": one.subject or None, **words}


def as_github(findings: Sequence[Finding], language: str) -> str:
    """One workflow command a finding: ``::error file=…,line=…,title=…::message``."""
    return "\n".join(_command(one, language) for one in findings)


def _command(one: Finding, language: str) -> str:
    place = {"file": one.spot.file, "line": str(one.spot.line), "col": str(one.spot.column or 1)}
    listed = ",".join(f"{key}={_property(value)}" for key, value in {**place, "title": one.code}.items())
    hint = one.hint.in_(language)
    return f"::{one.severity} {listed}::{_data(one.message.in_(language) + (f' ({hint})' if hint else ''))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
