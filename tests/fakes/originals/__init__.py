"""Originals as authorities publish them, made by the tests at run time. All of 示例市 is invented."""
