"""The files in which a job finds its order and leaves its outcome. Names only."""

from typing import Final

PROGRAM: Final = "qkg.ingest.review.job"
"""The module that does a job, to be run as a program."""
ORDER, OUTCOME, CONTEXT = "order.json", "outcome.json", "context.nq"
