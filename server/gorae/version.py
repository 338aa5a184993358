"""The version: of the package, and what the program says of itself. Asking for it imports nothing."""

__version__ = "0.2.0"
