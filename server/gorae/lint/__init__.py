"""Rules, what they find, and how findings are suppressed, selected and fixed."""
