"""How fast, how large: measured on synthetic growth of the corpus, beside the recipe one would else copy."""
