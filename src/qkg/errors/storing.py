"""The folder of a store on disk."""

from qkg.errors.root import QkgError


class StoreError(QkgError):
    """The folder on disk cannot be used."""


class StoreTooNew(StoreError):
    """The store was written by a newer version of this program."""


class StoreTooOld(StoreError):
    """The store was written by a version whose layout is no longer read."""


class StoreDamaged(StoreError):
    """The content of the store does not open."""


class NotAStore(StoreError):
    """The path is a file, or a folder of something else."""


class StoreUnwritable(StoreError):
    """The folder of the store cannot be made."""


class StoreLocked(StoreError):
    """Another program writes to the store."""


class StoreFull(StoreError):
    """There is no room left on the disk."""
