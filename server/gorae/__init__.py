"""Gorae: the Dockerfile language server that teaches."""

__version__ = "0.1.0"
