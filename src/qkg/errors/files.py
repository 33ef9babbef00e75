"""Files and drafts that cannot be used."""

from qkg.errors.root import InputError


class NoSuchFile(InputError):
    """A file is not there or cannot be read."""


class CheckFailed(InputError):
    """A draft is not sound; the text lists the first findings, ``findings`` has all that can be shown."""

    def __init__(self, message: str, findings: tuple[dict[str, object], ...] = ()) -> None:
        self.findings = findings
        super().__init__(message)


class NotThisText(InputError):
    """A source text is not, byte for byte, a text version of an article in the graph."""


class NotAText(InputError):
    """A file holds no text that could be an article's, or nothing says when it was published."""


class NotADraft(InputError):
    """A document holds no draft for review, or a damaged one."""


class NoSuchDraft(InputError):
    """No draft of that name is under review."""


class DraftThere(InputError):
    """A draft of that name is under review already."""


class Overtaken(InputError):
    """Someone else has changed the decisions meanwhile; ``tag`` names their newest state."""

    def __init__(self, message: str, tag: str = "") -> None:
        self.tag = tag
        super().__init__(message)


class BackupDamaged(InputError):
    """A backup is not whole, or not what it says it is."""


class OutputProblem(InputError):
    """A file cannot be written."""
