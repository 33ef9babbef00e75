"""From a text to a draft graph: clean, recognise, relate, draft. Pure functions from values to values.

Offline, without a model. Must not know HTTP, nor write to a store.
"""
