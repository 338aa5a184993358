"""Where the rules on secrets begin and end to speak: a text on either side of each condition."""

import pytest

from gorae.context import read_context
from lint.cases import findings_of, fixed, fixes_of

LITERAL, NAMED, DELETED, MOUNT, COPIED = (
    "secret-literal", "secret-in-arg-env", "secret-deleted-in-later-layer", "secret-mount-missing", "copy-secret-file",
)  # fmt: skip
D = "FROM debian:13\n"
GITHUB = "ghp_" + "a1B2" * 9
AWS = "AKIA" + "Q3W4E5R6" * 2
KEY = "-----BEGIN PRIVATE KEY-----"

FOUND = [
    (LITERAL, D + f"ENV T={GITHUB}\n", [GITHUB]),
    (LITERAL, D + f"RUN \\\n# {GITHUB}\n ls\n", []),
    (LITERAL, D + f"ENV T=ghp_{'example1' * 5}\n", []),
    (LITERAL, D + f"ENV A={AWS} B=X{AWS}\n", [AWS]),
    (LITERAL, D + f"RUN echo '{KEY}\\nAAAA' > /k\n", [KEY]),
    (LITERAL, D + f"RUN grep '{KEY}' /k\n", []),
    (LITERAL, D + "RUN git clone https://me:h7Gk2p@x.io/r.git\n", ["h7Gk2p"]),
    (LITERAL, D + "RUN git clone https://me:$PASS@x.io/r.git\n", []),
    (LITERAL, D + "RUN git clone https://me:{{pass}}@x.io/r.git\n", []),
    (LITERAL, D + "RUN git clone https://me:password@x.io/r.git\n", []),
    (LITERAL, D + "RUN git clone https://h7Gk2p:h7Gk2p@x.io/r.git\n", []),
    (LITERAL, D + "RUN git clone https://x.io/r.git\n", []),
    (LITERAL, D + f"RUN git clone https://me:{GITHUB}@x.io/r.git\n", [GITHUB]),
    (LITERAL, D + "RUN echo 'root:h7Gk2p' | chpasswd\n", ["h7Gk2p"]),
    (LITERAL, D + "RUN echo 'root:root' | chpasswd\n", ["root"]),
    (LITERAL, D + "RUN echo \"root:$PASS\" | chpasswd\n", []),
    (LITERAL, D + "RUN sshpass -p h7Gk2p ssh x\n", ["h7Gk2p"]),
    (LITERAL, D + "RUN sshpass -p changeme ssh x\n", []),
    (LITERAL, D + "RUN mysql --password=h7Gk2p x\n", ["h7Gk2p"]),
    (LITERAL, D + "RUN mysql --password=secret x\n", []),
    (LITERAL, D + "RUN mysql --password=$PASS x\n", []),
    (NAMED, D + "ENV DB_PASSWORD=h7Gk2p\nARG TOKEN\n", ["DB_PASSWORD", "TOKEN"]),
    (NAMED, D + "LABEL DB_PASSWORD=h7Gk2p\n", []),
    (NAMED, D + "ENV DB_PASSWORD_FILE=h7Gk2p PUBLIC_KEY=h7Gk2p NAME=h7Gk2p\n", []),
    (NAMED, D + 'ENV DB_PASSWORD="" API_TOKEN= A_SECRET=true B_SECRET=/run/x C_SECRET=$X\n', []),
    (NAMED, D + f"ENV API_TOKEN={GITHUB}\n", []),
    (DELETED, D + "COPY id_rsa /k/id_rsa\nRUN rm /k/id_rsa\n", ["id_rsa"]),
    (DELETED, D + "COPY id_rsa /k/a\nRUN rm /k/a\n", ["id_rsa"]),
    (DELETED, D + "COPY a /k/id_rsa\nRUN rm /k/id_rsa\n", ["a"]),
    (DELETED, D + "COPY a /k/a\nRUN rm /k/a\n", []),
    (DELETED, D + "COPY id_rsa /k/id_rsa\nRUN rm /k/id_rsa\n" + D, []),
    (MOUNT, D + "RUN aws s3 ls\n", ["aws"]),
    (MOUNT, D + "RUN aws --version\nRUN aws configure\nRUN aws s3 ls --no-sign-request\nRUN aws\n", []),
    (MOUNT, D + "RUN --mount=type=secret,id=aws aws s3 ls\n", []),
    (MOUNT, D + "RUN --mount=type=secret,id=other aws s3 ls\n", ["aws"]),
    (MOUNT, D + "RUN --mount=type=secret,id=other,target=/root/.aws/credentials aws s3 ls\n", []),
    (MOUNT, D + "RUN --mount=type=cache,id=aws,target=/x aws s3 ls\n", ["aws"]),
    (MOUNT, D + "RUN aws s3 ls && aws s3 ls && gh api x\n", ["aws", "gh"]),
    (MOUNT, D + "RUN --mount=type=secret,id=x,required gh api x\n", ["gh"]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "found"), FOUND)
def test_found(rule, text, found):
    assert findings_of(text, rule) == found


@pytest.mark.parametrize(
    ("mounts", "found"),
    [(("mytool", "id=my,required"), ["mytool"]), (("mytool", "id=other"), ["mytool"]), (("aws", "id=aws"), [])],
)
def test_a_program_of_the_settings_always_wants_its_secret(mounts, found):
    text = D + "RUN --mount=type=secret,id=third,required mytool\nRUN mytool --version\n"
    assert findings_of(text, MOUNT, secret_mounts=(mounts,)) == found * 2


USE = "RUN curl -H $TOKEN x\n"
MOUNTED = "RUN --mount=type=secret,id=TOKEN,env=TOKEN curl -H $TOKEN x\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (D + "ARG TOKEN\n" + USE, D + MOUNTED),
        (D + "ARG TOKEN\n" + USE + USE, D + MOUNTED + MOUNTED),
        (D + "  ARG TOKEN\n" + USE + "RUN ls $TOKENS\n", D + MOUNTED + "RUN ls $TOKENS\n"),
        (D + "ARG TOKEN=h7Gk2p\n" + USE, None),
        (D + "ENV TOKEN=h7Gk2p\n" + USE, None),
        (D + "ARG TOKEN X\n" + USE, None),
        (D + "ARG \\\n# why\n TOKEN\n" + USE, None),
        ("ARG TOKEN\n" + D + USE, None),
        (D + "ARG TOKEN\n", None),
        (D + "ARG TOKEN\nENV A=$TOKEN\n", None),
        (D + "ARG TOKEN\n" + USE + D + USE, None),
        (D + USE + "ARG TOKEN\n" + USE, None),
        (D + 'ARG TOKEN\nRUN ["curl", "$TOKEN"]\n', None),
        (D + 'SHELL ["pwsh", "-c"]\nARG TOKEN\n' + USE, None),
        (D + "ARG TOKEN\n" + USE + "ARG TOKEN", None),
    ],
)  # fmt: skip
def test_an_argument_becomes_a_mount(text, after):
    assert fixed(text, NAMED) == (after or text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (D + "COPY id_rsa /k/id_rsa\nRUN ssh -i /k/id_rsa x && rm /k/id_rsa\n", 1),
        (D + "COPY --from=0 id_rsa /k/id_rsa\nRUN ssh -i /k/id_rsa x && rm /k/id_rsa\n", 0),
        (D + "COPY id_* /k/id_rsa\nRUN ssh -i /k/id_rsa x && rm /k/id_rsa\n", 0),
        (D + "USER app\nCOPY id_rsa /k/id_rsa\nRUN ssh -i /k/id_rsa x && rm /k/id_rsa\n", 0),
        (D + "USER root\nCOPY id_rsa /k/id_rsa\nRUN ssh -i /k/id_rsa x && rm /k/id_rsa\n", 1),
        (D + "RUN curl -o /k/id_rsa https://x.io/a\nRUN rm /k/id_rsa\n", 0),
    ],
)
def test_a_copied_secret_becomes_a_mount(text, count):
    assert [len(fixes) for fixes in fixes_of(text, DELETED)] == [count]


@pytest.mark.parametrize(
    ("source", "files", "found"),
    [
        ("keys", {"keys/id_rsa": KEY + "\n", "keys/a": "x"}, ["keys"]),
        ("keys", {"keys/a": "x"}, []),
        ("id_*", {"id_rsa": KEY + "\n"}, ["id_*"]),
        ("id_rsa", {"a": "x"}, ["id_rsa"]),
        ("id_rsa_example", {"a": "x"}, []),
        ("release.key", {"a": "x"}, []),
        ("server.key", {"a": "x"}, ["server.key"]),
        ("a.txt", {"b": "x"}, []),
        ("id_rsa", {"a": "x", ".dockerignore": "id_rsa\n"}, []),
        ("server.key", {"server.key": "nothing\n"}, []),
        ("id_rsa server.key", {"id_rsa": KEY + "\n", "b": "x"}, ["id_rsa", "server.key"]),
    ],
)
def test_copied_files(tmp_path, source, files, found):
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of(f"FROM alpine\nCOPY {source} /x/\n", COPIED, context) == found


@pytest.mark.parametrize(
    ("source", "ignore", "count"),
    [(".", ".dockerignore", 1), ("id_rsa", ".dockerignore", 0), (".", "../Dockerfile.dockerignore", 0)],
)
def test_only_a_folder_s_secret_is_put_into_the_ignore_file_of_the_context(tmp_path, source, ignore, count):
    folder = tmp_path / "context"
    folder.mkdir()
    (folder / "id_rsa").write_text(KEY + "\n", encoding="utf-8")
    (folder / ignore).write_text("x\n", encoding="utf-8")
    context = read_context(folder, tmp_path / "Dockerfile")
    assert [len(fixes) for fixes in fixes_of(f"FROM alpine\nCOPY {source} /x/\n", COPIED, context)] == [count]
