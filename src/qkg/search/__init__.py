"""Finding things by the words that name, define or prove them."""
