"""What pages read out of a view: things, articles, figures, questions, facets. Must not know HTTP."""
