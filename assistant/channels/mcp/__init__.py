"""The MCP server: tools with which other assistants ask this one. Only what speaks the protocol imports the SDK."""
