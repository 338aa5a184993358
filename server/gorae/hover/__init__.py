"""What an editor shows for the word under the cursor, as plain data."""

from gorae.hover.at import hover_at
from gorae.hover.cards import whole_page
from gorae.hover.cursor import Hover
from gorae.hover.plain import published, to_plain, with_links

__all__ = ["Hover", "hover_at", "published", "to_plain", "whole_page", "with_links"]
