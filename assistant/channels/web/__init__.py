"""The web channel: public API, clause reader and page, all over HTTP."""
