"""What messengers share: answers as plain texts, and each message answered once."""
