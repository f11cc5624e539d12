"""Answers that a chat model words: what it may see, and the proof of each sentence before anyone sees it."""
