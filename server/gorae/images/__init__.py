"""What is known of base images: their names, operating systems, users."""

from gorae.images.families import os_family
from gorae.images.reference import ImageReference, parse_reference
from gorae.images.users import default_user, provided_user

__all__ = ["ImageReference", "default_user", "os_family", "parse_reference", "provided_user"]
