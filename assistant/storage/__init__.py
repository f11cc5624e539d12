"""What is kept in SQL: corpus versions, embeddings, conversations."""
