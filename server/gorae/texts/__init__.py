"""Languages and pages: Markdown files with a small front matter, and the filling in of names."""

from gorae.texts.catalogue import Catalogue
from gorae.texts.pages import LANGUAGES, Language, Page, fill, parse_page

__all__ = ["LANGUAGES", "Catalogue", "Language", "Page", "fill", "parse_page"]
