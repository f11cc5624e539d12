"""Chat models: asked through LangChain, with a deadline, typed faults, a circuit breaker and a budget."""
