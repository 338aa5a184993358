"""What an editor shows for the word under the cursor, as plain data."""

from gorae.hover.at import Hover, hover_at
from gorae.hover.plain import to_plain

__all__ = ["Hover", "hover_at", "to_plain"]
