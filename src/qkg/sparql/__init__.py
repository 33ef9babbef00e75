"""Questions: the files that hold them, the binding of their parameters, and results as tables."""
