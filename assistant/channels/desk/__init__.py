"""The API of the help desk, for its page; closed to whoever is not signed in."""
