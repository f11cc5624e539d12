"""The way of a question: understand, retrieve, rerank, compose, verify."""
