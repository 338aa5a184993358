"""Commands that need credentials."""

import pytest

from lint.cases import findings_of, fixed

RULE = "secret-mount-missing"

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "run", "found"),
    [
        ("AWS's program needs credentials", "RUN aws s3 cp a b", ["aws"]),
        ("GitHub's does, whatever stands before it", "RUN a && gh release download v1", ["gh"]),
        ("one finding for a RUN", "RUN aws s3 cp a b && aws s3 cp c d", ["aws"]),
        ("a version needs none", "RUN aws --version", []),
        ("the option says that none are needed", "RUN aws s3 cp --no-sign-request a b", []),
        ("without a command it shows its help", "RUN gh", []),
        ("the secret has its name", "RUN --mount=type=secret,id=aws,target=/x aws s3 cp a b", []),
        (
            "the secret lies where the program looks",
            "RUN --mount=type=secret,id=x,target=/root/.aws/credentials aws s3 cp a b",
            [],
        ),
        ("a cache is no secret", "RUN --mount=type=cache,target=/root/.aws/credentials aws s3 cp a b", ["aws"]),
        ("another program needs none", "RUN pip install a", []),
    ],
)
def test_known_programs(why, run, found):
    assert findings_of(HEAD + run, RULE) == found, why


def test_programs_of_the_configuration():
    mounts = (("pip", "id=pip,target=/etc/pip.conf"),)
    text = f"{HEAD}RUN --mount=type=cache,target=/c pip install a\n"
    wanted = f"{HEAD}RUN --mount=type=secret,id=pip,target=/etc/pip.conf --mount=type=cache,target=/c pip install a\n"
    assert fixed(text, RULE, secret_mounts=mounts) == wanted
    assert findings_of(wanted, RULE, secret_mounts=mounts) == []


DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("why", "mounts", "found"),
    [
        ("the mount of another secret is not its own", ("mytool", "id=my,required"), ["mytool"]),
        ("also without being required", ("mytool", "id=other"), ["mytool"]),
        ("another program's secret is not asked for", ("aws", "id=aws"), []),
    ],
)
def test_a_program_of_the_settings_always_wants_its_secret(why, mounts, found):
    text = DEBIAN + "RUN --mount=type=secret,id=third,required mytool\nRUN mytool --version\n"
    assert findings_of(text, RULE, secret_mounts=(mounts,)) == found * 2, why
