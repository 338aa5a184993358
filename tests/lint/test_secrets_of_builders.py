"""A secret that only a build stage gets is told as that."""

import pytest

from gorae.context import read_context
from gorae.syntax import parse
from lint.cases import check, settings_of


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("FROM debian:13\nCOPY --from=a /src/app /app\n", ("builder", "warning")),
        ("FROM debian:13\nCOPY --from=a /src /app\n", ("", "error")),
        ("FROM debian:13\nCOPY --from=a / /app\n", ("", "error")),
        ("FROM debian:13\nCOPY --from=0 /src/ /app\n", ("", "error")),
        ("FROM a\nRUN b\n", ("", "error")),
        ("FROM debian:13\nRUN b\n", ("builder", "warning")),
    ],
)
def test_where_it_goes(tmp_path, rest, told):
    (tmp_path / ".env").write_text("DB_PASSWORD=swordfish-1842\n")
    text = f"FROM debian:13 AS a\nCOPY . /src\n{rest}"
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    ((finding, severity),) = [
        (one.finding, one.severity) for one in check(parse(text), settings_of("copy-secret-file"), context)
    ]
    assert (finding.variant, severity) == told
