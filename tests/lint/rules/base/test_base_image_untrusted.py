"""`base-image-untrusted` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of


@pytest.mark.parametrize(
    ("trusted", "image", "is_trusted"),
    [
        ("ghcr.io", "ghcr.io/team/app:1", True),
        ("ghcr.io", "quay.io/team/app:1", False),
        ("ghcr.io", "debian:13", False),
        ("docker.io", "debian:13", True),
        ("hub.docker.com", "team/app:1", True),
        ("index.docker.io", "team/app:1", True),
        ("GHCR.io/", "ghcr.io/team/app:1", True),
        ("ghcr.io/team", "ghcr.io/team/app:1", True),
        ("ghcr.io/Team/", "ghcr.io/team/app:1", True),
        ("ghcr.io/team", "ghcr.io/teams/app:1", False),
        ("ghcr.io/team/app", "ghcr.io/team/app:1", True),
        ("*.example.com", "registry.example.com/app:1", True),
        ("*.example.com", "example.com/app:1", False),
        ("*", "quay.io/team/app:1", True),
        ("team", "team/app:1", True),
        ("Team/", "team/app:1", True),
        ("team", "other/app:1", False),
        ("library", "debian:13", True),
        ("localhost", "localhost/app:1", True),
        ("registry:5000", "registry:5000/app:1", True),
        ("registry:5000", "registry:5001/app:1", False),
        ("ghcr.io", "Ghcr.io/team/app:1", True),
    ],
)
def test_trusted_registries(trusted, image, is_trusted):
    found = findings_of(f"FROM {image}\n", "base-image-untrusted", trusted_registries=("other.example", trusted))
    assert (found == []) is is_trusted
