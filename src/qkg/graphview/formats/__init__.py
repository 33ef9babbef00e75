"""Files in which a picture travels: one module a format, each a stream of text in a stable order."""
