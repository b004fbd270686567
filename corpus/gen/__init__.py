"""Printer of fictional LKIP reports whose every printed value is known; independent of the reading code."""
