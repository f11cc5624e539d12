"""Doors to the Assistant; a channel translates, never decides."""
