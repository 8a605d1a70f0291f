"""Measurements against what else there is. Nothing here runs in the assistant."""
