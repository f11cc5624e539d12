"""The assistant as a model of an OpenAI-compatible service, for bots and programs that speak to one."""
