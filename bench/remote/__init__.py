"""The store inside qkg against other engines, behind qkg and bare: ``python -m bench.remote``."""
