"""What an editor offers while a word is typed, and what stands in the call that is being written, as plain data."""

from gorae.completion.at import BY_BEGINNING, complete_at
from gorae.completion.model import Item
from gorae.completion.signatures import Parameter, Signature, signature_at

__all__ = ["BY_BEGINNING", "Item", "Parameter", "Signature", "complete_at", "signature_at"]
