"""The web edge: the only floor that knows HTTP, FastAPI and templates."""
