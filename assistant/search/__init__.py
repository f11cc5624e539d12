"""Finds clauses: a lexical and a dense index, mixed by normalised scores."""
