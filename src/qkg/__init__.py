"""qkg: a knowledge graph of quality-governance news, and the program that serves it.

Owns the version number. Imports nothing of its own packages: a reader of ``qkg.__version__`` pays nothing.
"""

__version__ = "0.1.0"
