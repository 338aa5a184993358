"""Images of the account that the repository belongs to are nobody's else."""

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of

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
