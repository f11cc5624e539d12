"""WeChat as its documents describe it, on loopback: deliveries to a callback, an API, and what a user sees of both.

It speaks the protocol by wechatpy, so that it shares nothing with the code under test.
"""
