"""Who runs, who owns, who may write."""

import pytest

from gorae.syntax import parse
from lint.cases import applicabilities, check, findings_of, fixed, settings_of

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("a name", "FROM scratch\nUSER app\n", ["app"]),
        ("a name and a number", "FROM scratch\nUSER app:0\n", ["app:0"]),
        ("an owner", "FROM scratch\nCOPY --chown=a:b x /x\n", ["a:b"]),
        ("numbers", "FROM scratch\nUSER 1000:1000\nCOPY --chown=0 x /x\n", []),
        ("a variable", "FROM scratch\nARG U\nUSER $U\n", []),
        ("another base, whose users are known", "FROM alpine:3.22\nUSER app\n", ["app"]),
        ("another base, of which nothing is known", "FROM example.com/x:1\nUSER app\n", []),
        ("the list is copied", "FROM scratch\nCOPY --from=a /etc/passwd /etc/\nUSER app\n", []),
        ("a whole system", "FROM scratch\nADD root.tar.gz /\nUSER app\n", []),
        ("a folder at the top", "FROM scratch\nCOPY --from=a /out /\nUSER app\n", []),
        ("something ran", "FROM scratch\nCOPY busybox.bin /bin/sh\nRUN adduser app\nUSER app\n", []),
        ("in the stage below", "FROM scratch AS a\nCOPY etc /etc\nFROM a\nUSER app\n", []),
        ("too late", "FROM scratch\nUSER app\nCOPY passwd /etc/passwd\n", ["app"]),
    ],
)
def test_names_without_a_list(why, text, found):
    assert findings_of(text, "user-name-unknown") == found, why


def test_numbers_instead_of_names():
    text = "FROM scratch\nCOPY --chown=app:root a /a\nUSER root:7\n"
    assert fixed(text, "user-name-unknown") == "FROM scratch\nCOPY --chown=65532:0 a /a\nUSER 0:7\n"


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("never used", 'RUN useradd app\nCMD ["server"]\n', ["CMD"]),
        ("with options", 'RUN adduser -S -D -h /srv app\nENTRYPOINT ["server"]\n', ["ENTRYPOINT"]),
        ("used", 'RUN useradd app\nUSER app\nCMD ["server"]\n', []),
        ("owns files", 'RUN useradd app\nCOPY --chown=app a /a\nCMD ["server"]\n', []),
        ("owns files that RUN gives it", 'RUN useradd app && chown -R app /srv\nCMD ["server"]\n', []),
        ("given to the program", 'RUN useradd app\nCMD ["server", "--user", "app"]\n', []),
        ("the script may change it", 'RUN useradd app\nENTRYPOINT ["/entrypoint.sh"]\n', []),
        ("nginx changes it", 'RUN useradd app\nCMD ["nginx"]\n', []),
        ("who edits uses it", 'RUN useradd vscode\nCMD ["server"]\n', []),
        ("starts nothing", "RUN useradd app\n", []),
        ("nobody is made", 'CMD ["server"]\n', []),
    ],
)
def test_users_that_are_not_used(why, text, found):
    assert findings_of(HEAD + text, "user-unused") == found, why


def test_one_of_two_speaks():
    text = f'{HEAD}RUN useradd app\nCMD ["server"]\n'
    problems = check(parse(text), settings_of("user-unused", "user-missing"))
    assert [problem.rule.name for problem in problems] == ["user-unused"]


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("useradd -G", "RUN useradd -g app -G docker,wheel app\nUSER app:app\n", [":app"]),
        ("usermod -aG", "RUN usermod -aG docker app\nUSER app:app\n", [":app"]),
        ("gpasswd", "RUN gpasswd -a app docker\nUSER app:app\n", [":app"]),
        ("adduser with two words", "RUN adduser app docker\nUSER app:app\n", [":app"]),
        ("the only group is the one given", "RUN usermod -aG docker app\nUSER app:docker\n", []),
        ("another user's", "RUN usermod -aG docker bob\nUSER app:app\n", []),
        ("no group in USER", "RUN usermod -aG docker app\nUSER app\n", []),
        ("only a first group", "RUN useradd -g app app\nUSER app:app\n", []),
        ("afterwards", "USER app:app\nRUN usermod -aG docker app\n", []),
        ("variables", "ARG G\nRUN usermod -aG docker app\nUSER app:$G\n", []),
        ("the group of adduser -G is the first one", "RUN adduser -G app app\nUSER app:app\n", []),
    ],
)
def test_groups_that_are_lost(why, text, found):
    assert findings_of(HEAD + text, "user-groups-dropped") == found, why


@pytest.mark.parametrize(
    ("why", "text", "after"),
    [
        ("after USER", "USER app\nCOPY a /a\n", "USER app\nCOPY --chown=app a /a\n"),
        ("with a flag", "USER 7:7\nadd --link a /a\n", "USER 7:7\nadd --chown=7:7 --link a /a\n"),
        ("root", "USER root\nCOPY a /a\n", None),
        ("before USER", "COPY a /a\nUSER app\n", None),
        ("owned", "USER app\nCOPY --chown=app a /a\n", None),
        ("given away", "USER app\nCOPY a /srv/a\nUSER root\nRUN chown -R app /srv\n", None),
        ("given away too early", "USER b\nRUN chown b /a\nCOPY a /a\n", "USER b\nRUN chown b /a\nCOPY --chown=b a /a\n"),
        ("a name with a blank", 'USER "a b"\nCOPY a /a\n', 'USER "a b"\nCOPY --chown="a b" a /a\n'),
        ("one of two is owned", "USER b\nCOPY --chown=b a /a\nCOPY c /c\n", "USER b\nCOPY --chown=b a /a\nCOPY --chown=b c /c\n"),
        ("another folder is given away", "USER b\nCOPY a /a\nRUN chown b /c\n", "USER b\nCOPY --chown=b a /a\nRUN chown b /c\n"),
        ("no user known", "USER $U\nCOPY a /a\n", None),
    ],
)  # fmt: skip
def test_copies_after_user(why, text, after):
    assert fixed(HEAD + text, "copy-owned-by-root") == HEAD + (after or text), why


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("a volume", 'VOLUME ["/data"]\nCMD ["server"]\n', ['"/data"']),
        ("a working folder", 'WORKDIR /var/lib/own\nCMD ["server"]\n', ["/var/lib/own"]),
        ("a folder is made", 'RUN mkdir -p /srv/x\nCMD ["server"]\n', ["/srv/x"]),
        ("the first one", 'VOLUME /a\nVOLUME /b\nCMD ["server"]\n', ["/a"]),
        ("another user", 'VOLUME /a\nUSER app\nCMD ["server"]\n', []),
        ("gosu", 'VOLUME /a\nRUN apt-get install gosu\nCMD ["server"]\n', []),
        ("no data", 'WORKDIR /app\nRUN mkdir -p /var/lib/apt/x\nCMD ["server"]\n', []),
    ],
)
def test_data_of_root(why, text, found):
    assert findings_of(HEAD + text, "root-keeps-data") == found, why


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ("RUN chmod 777 /a", "775"), ("RUN chmod -R 0666 /a", "0664"), ("RUN chmod 0776 /a", "0774"),
        ("RUN chmod a+rwx /a", "ug+rwx,o+rx"), ("RUN chmod ugo+w /a", None), ("RUN chmod a+w /a", "ug+w"),
        ("RUN mkdir -m 777 /a", "775"), ("RUN mkdir -pm 777 /a", None), ("RUN install -d --mode=777 /a", "775"),
        ("COPY --chmod=777 a /a", "775"),
    ],
)  # fmt: skip
def test_modes(run, found):
    text = f"{HEAD}{run}\n"
    if found is not None:
        mode = findings_of(text, "world-writable")
        assert len(mode) == 1
        assert fixed(text, "world-writable") == text.replace(mode[0], found)


@pytest.mark.parametrize(
    "run",
    [
        "RUN chmod 755 /a", "RUN chmod 1777 /tmp", "RUN chmod g+w /a", "RUN chmod g=u /a", "RUN chmod +w /a",
        "RUN chmod o+x /a", "RUN chmod 777", "RUN chmod 666 /dev/null", "RUN echo chmod 777 /a", "COPY --chmod=755 a /a",
        "RUN chmod a+rwxt /a", "RUN chmod o-w /a", "RUN chmod --reference=/b /a",
    ],
)  # fmt: skip
def test_modes_that_are_fine(run):
    assert findings_of(f"{HEAD}{run}\n", "world-writable") == []


def test_a_builder_may_write():
    assert (
        findings_of(f"FROM debian:13-slim AS a\nRUN chmod 777 /a\n{HEAD}COPY --from=a /b /b\n", "world-writable") == []
    )


def test_scratch_does_not_know_the_owner():
    assert applicabilities("FROM scratch\nUSER app\nCOPY a /a\n", "copy-owned-by-root") == ["none"]
    assert applicabilities("FROM scratch\nUSER 7:7\nCOPY a /a\n", "copy-owned-by-root") == ["unsafe"]


def test_on_windows_a_number_is_nobody_to_go_back_to():
    text = (
        "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nUSER 1000\nRUN a\n"
        'USER ContainerAdministrator\nRUN b\nCMD ["c"]\n'
    )
    assert fixed(text, "user-root-last").splitlines()[-2:] == ["USER ContainerUser", 'CMD ["c"]']


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("user-missing", f'{HEAD}ENV PATH="/root/.bun/bin:$PATH"\nCMD ["bun", "x"]\n'),
        ("user-root-last", f'{HEAD}USER root\nENV PATH="/root/.bun/bin:$PATH"\nCMD ["bun", "x"]\n'),
        ("user-root-last", 'FROM acme/workspace\nUSER root\nRUN x\nCMD ["x"]\n'),
    ],
)
def test_no_user_is_made_up(rule, text):
    """Programs in root's home are root's; who is at home in an image that is not known, only its base could say."""
    assert len(findings_of(text, rule)) == 1
    assert fixed(text, rule) == text
