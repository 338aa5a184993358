"""What is known of base images: their names, operating systems, users."""

from gorae.images.catalog import (
    Ended,
    architectures,
    end_of_life,
    lighter_variants,
    nearest_supported,
    official_images,
    publishes_no_versions,
    stable_tags,
    surroundings,
    tags,
)
from gorae.images.contents import Contents, System
from gorae.images.elsewhere import contents
from gorae.images.ends import ended_system, fetched_node, frozen, given_up, product
from gorae.images.families import os_family
from gorae.images.gone import gone_archive, gone_image, was_official
from gorae.images.never_made import never_made, tag_meant
from gorae.images.own_programs import (
    FOREIGN_ARCHIVES,
    has_own_program,
    new_program,
    own_programs,
    programs_by_name,
)
from gorae.images.places import right_place
from gorae.images.publishers import known_publishers
from gorae.images.reference import DOCKER_HUB, ImageReference, parse_reference, reference_problem
from gorae.images.users import default_user, own_user, provided_user

__all__ = [
    "DOCKER_HUB",
    "FOREIGN_ARCHIVES",
    "Contents",
    "Ended",
    "ImageReference",
    "System",
    "architectures",
    "contents",
    "default_user",
    "end_of_life",
    "ended_system",
    "fetched_node",
    "frozen",
    "given_up",
    "gone_archive",
    "gone_image",
    "has_own_program",
    "known_publishers",
    "lighter_variants",
    "nearest_supported",
    "never_made",
    "new_program",
    "official_images",
    "os_family",
    "own_programs",
    "own_user",
    "parse_reference",
    "product",
    "programs_by_name",
    "provided_user",
    "publishes_no_versions",
    "reference_problem",
    "right_place",
    "stable_tags",
    "surroundings",
    "tag_meant",
    "tags",
    "was_official",
]
