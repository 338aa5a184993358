"""The command line: commands and their outputs."""
