"""Chinese text: scripts, tokens, quantities, polarity, homophones, dialect."""
