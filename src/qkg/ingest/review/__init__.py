"""What a curator decides about a draft: candidates, decisions, and the graph that follows from both.

Pure functions from values to values but for ``desk``, which owns the folder of reviews, and ``job``, which is
a program. Must not know HTTP.
"""
