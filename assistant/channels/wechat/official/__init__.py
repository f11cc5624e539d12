"""The official account (公众号, 服务号): callback, the five seconds, customer service messages."""
