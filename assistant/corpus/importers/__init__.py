"""From an official original to a Markdown draft for a person to review, with a ledger of every character."""
