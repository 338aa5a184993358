"""Edits of instructions that rules and refactorings share; what they are called and when they are offered is theirs."""
