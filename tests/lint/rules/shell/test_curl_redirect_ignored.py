"""`curl-redirect-ignored`: cases that are more than a text."""

import pytest

from lint.cases import findings_of, fixed

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("call", "after"),
    [
        ("curl -o a https://a.b/c", "curl -L -o a https://a.b/c"),
        ("sudo curl https://a.b/c", "sudo curl -L https://a.b/c"),
    ],
)
def test_redirects(call, after):
    assert findings_of(f"{HEAD}RUN {call}\n", "curl-redirect-ignored") == ["curl"]
    assert fixed(f"{HEAD}RUN {call}\n", "curl-redirect-ignored") == f"{HEAD}RUN {after}\n"


@pytest.mark.parametrize(
    "call",
    [
        "curl -fsSL https://a.b/c", "curl --location https://a.b/c", "curl --location-trusted https://a.b/c",
        "curl --follow https://a.b/c", "curl http://10.0.0.1:80/c", "curl --version", "wget https://a.b/c", "curl -K a https://a.b/c", "curl -X DELETE https://a.b/c",
    ],
)  # fmt: skip
def test_no_redirects(call):
    assert findings_of(f"{HEAD}RUN {call}\n", "curl-redirect-ignored") == []
