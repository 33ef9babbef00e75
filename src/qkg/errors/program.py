"""The program and its surroundings."""

from qkg.errors.root import QkgError


class ServerProblem(QkgError):
    """Another server, asked by a command, refuses or does not answer."""


class RunStopped(QkgError):
    """A run on many processes or on a cluster cannot go on; what is done is kept."""


class MissingExtra(QkgError):
    """An optional library is needed and not installed; the text says how to install it."""


class AssetsMissing(QkgError):
    """The packaged ontology, data or questions are not there."""


class RulesDiverge(QkgError):
    """The inference rules never come to an end."""


class PortProblem(QkgError):
    """The address cannot be listened on."""


class PortInUse(PortProblem):
    """Another program listens there."""
