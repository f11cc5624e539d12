"""From reviewed files to citable clauses: parse, check, plan a sync, compare versions."""
