"""政策问答助手: answers about government policy, each sentence with its proof."""

__version__ = "0.1.0"
