"""Configuration: files with the places of their values, their schema, and plain settings that are merged once."""
