"""The language server: the protocol, and nothing that a rule or a page would know."""
