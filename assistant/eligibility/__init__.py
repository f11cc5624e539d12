"""Whether an enterprise qualifies: dated rules, what is known of it, verdicts with proof, and what to do next."""
