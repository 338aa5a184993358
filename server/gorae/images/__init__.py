"""Image references, and what is known of images from packaged data. Nothing here asks a network."""

from gorae.images.families import os_family
from gorae.images.reference import ImageReference, parse_reference

__all__ = ["ImageReference", "os_family", "parse_reference"]
