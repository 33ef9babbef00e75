"""Is the graph sound? Syntax, shapes, vocabulary, evidence, IRIs and labels, as findings with a place."""
