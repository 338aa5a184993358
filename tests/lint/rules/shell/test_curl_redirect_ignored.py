"""`curl-redirect-ignored`: cases that are more than a text."""

import pytest

from lint.cases import findings_of, fixed

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "call", "after"),
    [
        ("the option goes behind the program", "curl -o a https://a.b/c", "curl -L -o a https://a.b/c"),
        ("also behind sudo", "sudo curl https://a.b/c", "sudo curl -L https://a.b/c"),
    ],
)
def test_redirects(why, call, after):
    assert findings_of(f"{HEAD}RUN {call}\n", "curl-redirect-ignored") == ["curl"]
    assert fixed(f"{HEAD}RUN {call}\n", "curl-redirect-ignored") == f"{HEAD}RUN {after}\n"


@pytest.mark.parametrize(
    ("why", "call"),
    [
        ("within a bundle", "curl -fsSL https://a.b/c"), ("by its long name", "curl --location https://a.b/c"), ("also where the password goes along", "curl --location-trusted https://a.b/c"),
        ("the newer option follows as well", "curl --follow https://a.b/c"), ("an address of this network leads nowhere else", "curl http://10.0.0.1:80/c"), ("nothing is loaded", "curl --version"), ("wget follows by itself", "wget https://a.b/c"), ("what a file of settings says is not known", "curl -K a https://a.b/c"), ("another method is not followed", "curl -X DELETE https://a.b/c"),
    ],
)  # fmt: skip
def test_no_redirects(why, call):
    assert findings_of(f"{HEAD}RUN {call}\n", "curl-redirect-ignored") == [], why
