"""What an editor shows for the word under the cursor, as plain data."""

from gorae.hover.at import hover_at
from gorae.hover.cursor import Hover

__all__ = ["Hover", "hover_at"]
