"""`base-image-untrusted` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from gorae.context.surroundings import context_of
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


TEXT = "FROM some-one/base:1\n"


@pytest.mark.parametrize(
    ("config", "found"),
    [
        ('[remote "origin"]\n\turl = https://github.com/some-one/shop.git\n', []),
        ('[remote "origin"]\n\turl = git@github.com:SomeOne/shop\n', []),
        ('[remote "origin"]\n\turl = https://github.com/other/some-one\n', ["some-one/base:1"]),
        ("", ["some-one/base:1"]),
        (None, ["some-one/base:1"]),
    ],
)
def test_owner(tmp_path, config, found):
    (tmp_path / "docker").mkdir()
    if config is not None:
        (tmp_path / ".git").mkdir()
        (tmp_path / ".git" / "config").write_text(config)
    (tmp_path / "docker/Dockerfile").write_text(TEXT)
    context = context_of(tmp_path / "docker/Dockerfile", TEXT, {}, workspace=tmp_path)
    assert findings_of(TEXT, "base-image-untrusted", context) == found


def test_trusted_registries_count_all_the_same(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("url = https://github.com/some-one/shop.git\n")
    context = context_of(tmp_path / "Dockerfile", TEXT, {}, workspace=tmp_path)
    assert findings_of(TEXT, "base-image-untrusted", context, trusted_registries=("ghcr.io",)) == ["some-one/base:1"]
