"""微信客服: messages are pulled after a callback, answered in the background, and handed to staff when asked for."""
