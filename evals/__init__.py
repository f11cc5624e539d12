"""How well the assistant answers: cases, evaluators, the runner, its reports and the gate."""
