"""Other linters' semantics, for those who select rules by their codes."""
