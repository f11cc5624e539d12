"""The help desk: who works there, tickets, replies, approved answers."""
