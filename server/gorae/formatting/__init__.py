"""Puts a Dockerfile's layout right without a change of what it builds."""
