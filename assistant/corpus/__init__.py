"""From reviewed files to citable clauses: parse, check, plan a sync, compare versions."""

from assistant.corpus.load import LoadResult, load_documents, read_document
from assistant.corpus.parse import parse_clauses

__all__ = ["LoadResult", "load_documents", "parse_clauses", "read_document"]
