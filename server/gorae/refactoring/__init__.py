"""What a light bulb offers where nothing is wrong: another form of the same, as plain data."""

from gorae.refactoring.at import refactorings_at
from gorae.refactoring.model import Refactoring, title

__all__ = ["Refactoring", "refactorings_at", "title"]
