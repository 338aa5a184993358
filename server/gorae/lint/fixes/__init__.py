"""Edits that several rules or refactorings write."""
