"""`base-image-untrusted` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of


@pytest.mark.parametrize(
    ("why", "trusted", "image", "is_trusted"),
    [
        ("the registry is named", "ghcr.io", "ghcr.io/team/app:1", True),
        ("another registry is not", "ghcr.io", "quay.io/team/app:1", False),
        ("Docker Hub is another registry", "ghcr.io", "debian:13", False),
        ("Docker Hub is where images without a host come from", "docker.io", "debian:13", True),
        ("Docker Hub by the address of its pages", "hub.docker.com", "team/app:1", True),
        ("Docker Hub by the address of its index", "index.docker.io", "team/app:1", True),
        ("capitals and a slash at the end change nothing", "GHCR.io/", "ghcr.io/team/app:1", True),
        ("a team of a registry is named", "ghcr.io/team", "ghcr.io/team/app:1", True),
        ("capitals and a slash change nothing behind the host either", "ghcr.io/Team/", "ghcr.io/team/app:1", True),
        ("a team whose name only begins like it is another", "ghcr.io/team", "ghcr.io/teams/app:1", False),
        ("one image is named", "ghcr.io/team/app", "ghcr.io/team/app:1", True),
        ("a star stands for any host below a domain", "*.example.com", "registry.example.com/app:1", True),
        ("the domain itself is not below it", "*.example.com", "example.com/app:1", False),
        ("a star alone stands for everything", "*", "quay.io/team/app:1", True),
        ("a name without a host is a team of Docker Hub", "team", "team/app:1", True),
        ("capitals and a slash change nothing there either", "Team/", "team/app:1", True),
        ("another team of Docker Hub is another", "team", "other/app:1", False),
        ("the official images are the team `library`", "library", "debian:13", True),
        ("this machine may be a registry", "localhost", "localhost/app:1", True),
        ("a registry may have a port", "registry:5000", "registry:5000/app:1", True),
        ("another port is another registry", "registry:5000", "registry:5001/app:1", False),
        ("an image's host may be written with capitals", "ghcr.io", "Ghcr.io/team/app:1", True),
    ],
)
def test_trusted_registries(why, trusted, image, is_trusted):
    found = findings_of(f"FROM {image}\n", "base-image-untrusted", trusted_registries=("other.example", trusted))
    assert (found == []) is is_trusted, why


TEXT = "FROM some-one/base:1\n"


@pytest.mark.parametrize(
    ("why", "config", "found"),
    [
        (
            "the repository belongs to the image's owner",
            '[remote "origin"]\n\turl = https://github.com/some-one/shop.git\n',
            [],
        ),
        (
            "hyphens and capitals do not make another owner",
            '[remote "origin"]\n\turl = git@github.com:SomeOne/shop\n',
            [],
        ),
        (
            "the repository's own name is not its owner",
            '[remote "origin"]\n\turl = https://github.com/other/some-one\n',
            ["some-one/base:1"],
        ),
        ("a repository that comes from nowhere has no owner", "", ["some-one/base:1"]),
        ("without a repository nobody owns it", None, ["some-one/base:1"]),
    ],
)
def test_owner(why, tmp_path, config, found):
    (tmp_path / "docker").mkdir()
    if config is not None:
        (tmp_path / ".git").mkdir()
        (tmp_path / ".git" / "config").write_text(config)
    (tmp_path / "docker/Dockerfile").write_text(TEXT)
    context = context_of(tmp_path / "docker/Dockerfile", TEXT, {}, workspace=tmp_path)
    assert findings_of(TEXT, "base-image-untrusted", context) == found, why


def test_trusted_registries_count_all_the_same(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("url = https://github.com/some-one/shop.git\n")
    context = context_of(tmp_path / "Dockerfile", TEXT, {}, workspace=tmp_path)
    assert findings_of(TEXT, "base-image-untrusted", context, trusted_registries=("ghcr.io",)) == ["some-one/base:1"]
