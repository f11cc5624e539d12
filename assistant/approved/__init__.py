"""Approved answers as people get them: which question one answers, whether it still holds, how it is said."""
