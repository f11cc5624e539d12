"""Messengers of Tencent: the official account, WeCom customer service, the WeCom bot and group webhooks."""
