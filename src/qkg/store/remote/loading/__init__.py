"""Loaders that engines bring along: each makes a new store beside whatever runs, all of it or nothing."""
