"""Evaluations and writes that were ended before their end."""

from qkg.errors.root import QkgError


class Stopped(QkgError):
    """An evaluation was ended before its end."""


class QueryTimeout(Stopped):
    """The deadline of the evaluation passed."""


class OutOfMemory(Stopped):
    """The evaluation needed more memory than it may have."""


class Cancelled(Stopped):
    """An operator ended the evaluation."""


class ReaderLost(Stopped):
    """The process that evaluated died."""


class WriterLost(Stopped):
    """The process that wrote died; nothing of the write was kept."""


class StreamBroken(Stopped):
    """The evaluation ended after part of its answer had been handed out."""
