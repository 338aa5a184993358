"""Commands that need credentials."""

import pytest

from lint.cases import findings_of, fixed

RULE = "secret-mount-missing"

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ("RUN aws s3 cp a b", ["aws"]),
        ("RUN a && gh release download v1", ["gh"]),
        ("RUN aws s3 cp a b && aws s3 cp c d", ["aws"]),
        ("RUN aws --version", []),
        ("RUN aws s3 cp --no-sign-request a b", []),
        ("RUN gh", []),
        ("RUN --mount=type=secret,id=aws,target=/x aws s3 cp a b", []),
        ("RUN --mount=type=secret,id=x,target=/root/.aws/credentials aws s3 cp a b", []),
        ("RUN --mount=type=cache,target=/root/.aws/credentials aws s3 cp a b", ["aws"]),
        ("RUN pip install a", []),
    ],
)
def test_known_programs(run, found):
    assert findings_of(HEAD + run, RULE) == found


def test_programs_of_the_configuration():
    mounts = (("pip", "id=pip,target=/etc/pip.conf"),)
    text = f"{HEAD}RUN --mount=type=cache,target=/c pip install a\n"
    wanted = f"{HEAD}RUN --mount=type=secret,id=pip,target=/etc/pip.conf --mount=type=cache,target=/c pip install a\n"
    assert fixed(text, RULE, secret_mounts=mounts) == wanted
    assert findings_of(wanted, RULE, secret_mounts=mounts) == []


DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("mounts", "found"),
    [(("mytool", "id=my,required"), ["mytool"]), (("mytool", "id=other"), ["mytool"]), (("aws", "id=aws"), [])],
)
def test_a_program_of_the_settings_always_wants_its_secret(mounts, found):
    text = DEBIAN + "RUN --mount=type=secret,id=third,required mytool\nRUN mytool --version\n"
    assert findings_of(text, RULE, secret_mounts=(mounts,)) == found * 2
