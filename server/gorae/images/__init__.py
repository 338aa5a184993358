"""What is known of base images: their names, operating systems, users."""

from gorae.images.catalog import (
    Ended,
    architectures,
    end_of_life,
    lighter_variants,
    nearest_supported,
    official_images,
    stable_tags,
    surroundings,
    tags,
)
from gorae.images.families import os_family
from gorae.images.publishers import known_publishers
from gorae.images.reference import DOCKER_HUB, ImageReference, parse_reference, reference_problem
from gorae.images.users import default_user, provided_user

__all__ = [
    "DOCKER_HUB",
    "Ended",
    "ImageReference",
    "architectures",
    "default_user",
    "end_of_life",
    "known_publishers",
    "lighter_variants",
    "nearest_supported",
    "official_images",
    "os_family",
    "parse_reference",
    "provided_user",
    "reference_problem",
    "stable_tags",
    "surroundings",
    "tags",
]
