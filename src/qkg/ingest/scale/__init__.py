"""Many texts to one bulk load: a list of texts, parts that are written once and sealed, one manifest.

The steps of a text are those of ``qkg ingest``; here stands how they are spread over processes or a cluster.
"""
