"""The remote engine that holds the store."""

from qkg.errors.root import QkgError


class EngineError(QkgError):
    """The remote engine that holds the store cannot be used as it is."""


class EngineUnavailable(EngineError):
    """The engine does not answer; ``retry_after`` is in seconds."""

    def __init__(self, message: str, retry_after: int = 1) -> None:
        self.retry_after = retry_after
        super().__init__(message)


class EngineRefused(EngineError):
    """The engine refuses us, or is not what its profile says."""


class AnswerIncomplete(EngineError):
    """The engine gave an answer that is not whole."""


class WriteInDoubt(EngineError):
    """The engine was lost while it committed: whether the write is kept shows when it is back."""
