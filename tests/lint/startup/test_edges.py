"""Where the rules on what starts begin and end to speak: a text on either side of each condition."""

import pytest

from lint.cases import applicabilities, findings_of, fixed, fixes_of

IGNORED, JSON, MISMATCH, PORT, CASING, SSH, HEALTH, NODE, PYTHON, TWICE, CMD, ENTRY, ORDER = (
    "cmd-ignored", "cmd-invalid-json", "expose-mismatch", "expose-port-invalid", "expose-protocol-casing", "expose-ssh",
    "healthcheck-missing", "node-env-missing", "python-unbuffered-missing", "cmd-duplicate", "cmd-shell-form",
    "entrypoint-shell-form", "startup-order",
)  # fmt: skip
D = "FROM debian:13\n"
N = "FROM node:24\n"
P = "FROM python:3.14\n"

FOUND = [
    (IGNORED, D + "ENTRYPOINT a\nCMD b\n", ["CMD b"]),
    (IGNORED, D + 'ENTRYPOINT ["a"]\nCMD b\n', []),
    (IGNORED, D + "ENTRYPOINT\nCMD b\n", []),
    (IGNORED, D + "ENTRYPOINT a\n" + D + "CMD b\n", []),
    (JSON, D + "CMD ['a']\n", ["['a']"]),
    (JSON, D + "CMD [ -f a ] && b\n", []),
    (JSON, D + "CMD [[ -f a ]] && b\n", []),
    (JSON, D + 'CMD ["a"]\nCMD a\n', []),
    (PORT, D + "EXPOSE 65535 65535-65536 80-81/udp 80/TCP $P 0\n", ["65535-65536"]),
    (PORT, D + "EXPOSE 65536 127.0.0.1:80 80/http\n", ["65536", "127.0.0.1:80", "80/http"]),
    (CASING, D + "EXPOSE 80/TCP 80/udp 80/Sctp 80/HTTP 80\n", ["TCP", "Sctp"]),
    (SSH, D + "EXPOSE 22 22/tcp 2222 122/22\n", ["22", "22/tcp"]),
    (HEALTH, N + "EXPOSE 80\nCMD [\"a\"]\n", ["EXPOSE"]),
    (HEALTH, N + "EXPOSE 80\n", []),
    (HEALTH, N + "CMD [\"a\"]\n", []),
    (HEALTH, D + "ENTRYPOINT [\"nginx\"]\nCMD [\"-g\"]\n", ["ENTRYPOINT"]),
    (HEALTH, N + "EXPOSE 80\nHEALTHCHECK NONE\nCMD [\"a\"]\n", []),
    (HEALTH, "FROM node:24 AS a\nEXPOSE 80\nCMD [\"a\"]\n" + N, []),
    (NODE, N + "CMD [\"node\", \"a.js\"]\n", ['"node"']),
    (NODE, N + "CMD [\"serve\", \"a.js\"]\n", []),
    (NODE, N + "CMD node a.js && node b.js\n", []),
    (NODE, N + "CMD (node a.js)\n", ["node"]),
    (NODE, N + "CMD [\"npm\", \"run\", \"dev\"]\n", []),
    (NODE, N + "ENV NODE_ENV=production\nCMD [\"node\"]\n", []),
    (NODE, N + "ENV NODE_ENV=\nCMD [\"node\"]\n", ['"node"']),
    (NODE, N + "ARG NODE_ENV=production\nCMD [\"node\"]\n", ['"node"']),
    (NODE, N + "ENTRYPOINT [\"npm\"]\nCMD [\"run\", \"dev\"]\n", []),
    (NODE, N + "ENTRYPOINT [\"npm\"]\nCMD run dev\n", ['"npm"']),
    (NODE, N, []),
    (PYTHON, P + "CMD [\"python\", \"a.py\"]\n", ['"python"']),
    (PYTHON, P + "CMD [\"python3.14\", \"a.py\"]\nENV X=1\n", ['"python3.14"']),
    (PYTHON, P + "CMD [\"python\", \"-u\", \"a.py\"]\n", []),
    (PYTHON, P + "CMD [\"python\", \"a.py\", \"-u\"]\n", ['"python"']),
    (PYTHON, P + "CMD [\"python\"]\n", ['"python"']),
    (PYTHON, P + "ENV PYTHONUNBUFFERED=1\nCMD [\"python\", \"a.py\"]\n", []),
    (PYTHON, P + "CMD [\"pythonic\", \"a.py\"]\n", []),
    (CMD, D + "CMD a\n", ["a"]),
    (CMD, D + 'CMD ["a"]\nCMD\nCMD [ -f a ]\n', []),
    (CMD, D + "CMD exec a\n", []),
    (CMD, D + "CMD exec\n", ["exec"]),
    (CMD, D + "CMD exec $X\n", []),
    (CMD, D + "CMD a && exec b\n", ["a && exec b"]),
    (CMD, D + 'SHELL ["pwsh", "-c"]\nCMD exec a\n', ["exec a"]),
    (CMD, D + "CMD # only this\n", ["# only this"]),
    (ORDER, D + "CMD a\nENTRYPOINT b\n", ["ENTRYPOINT"]),
    (ORDER, D + "STOPSIGNAL 9\nHEALTHCHECK NONE\nENTRYPOINT b\nCMD a\n", []),
    (ORDER, D + "CMD a\nRUN b\n", ["CMD"]),
    (ORDER, "FROM debian:13 AS a\nCMD a\nRUN b\nFROM a\n", []),
    (ORDER, "FROM debian:13 AS a\nCMD a\nRUN b\n" + D + "COPY --from=a /x /y\n", []),
    (ORDER, D + "RUN b\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "found"), FOUND)
def test_found(rule, text, found):
    assert findings_of(text, rule) == found


URL = "http://127.0.0.1:80/"


@pytest.mark.parametrize(
    ("head", "command"),
    [
        (N, f"node -e \"fetch('{URL}').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))\""),
        (P, f"python -c \"import urllib.request as u; u.urlopen('{URL}', timeout=2)\""),
        ("FROM alpine:3.22\n", f"wget -qO- {URL}"),
        ("FROM alpine:3.22\nRUN apk add curl\n", f"curl -fsS {URL}"),
        ("FROM alpine:3.22 AS a\nRUN apk add curl\nFROM a\n", f"curl -fsS {URL}"),
        (D + "RUN apt-get install -y curl\n", f"curl -fsS {URL}"),
        (D + "RUN apt-get install -y wget\n", f"wget -qO- {URL}"),
        (D + "RUN apt-get remove curl\n", None),
        (D, None),
        ("FROM $BASE\n", None),
        ("FROM nginx:1.29\n", f"curl -fsS {URL}"),
        ("FROM golang:1.26\n", f"curl -fsS {URL}"),
        ("FROM golang\n", f"curl -fsS {URL}"),
        ("FROM ruby:3-slim\n", None),
        ("FROM postgres:18\n", "pg_isready -U postgres"),
    ],
)
def test_the_check_that_the_image_can_do(head, command):
    start = 'EXPOSE 80\nCMD ["a"]\n'
    line = f"HEALTHCHECK --interval=30s --timeout=3s CMD {command} || exit 1\n"
    wanted = head + start.replace("CMD", f"{line}CMD") if command else head + start
    assert fixed(head + start, HEALTH) == wanted


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('EXPOSE 80\nENTRYPOINT ["a"]\nCMD ["b"]\n', "ENTRYPOINT"),
        ('EXPOSE 80\nCMD ["b"]\nENTRYPOINT ["a"]\n', "CMD"),
        ('EXPOSE 80\nCMD ["b"]\nRUN ls\n', None),
        ('EXPOSE 80\nRUN ls\nCMD ["b"]\n', "CMD"),
        ('EXPOSE 53/udp\nCMD ["b"]\n', None),
        ('EXPOSE 80/TCP\nCMD ["b"]\n', "CMD"),
        ('EXPOSE 443\nCMD ["b"]\n', None),
        ('EXPOSE $P\nCMD ["b"]\n', None),
    ],
)
def test_where_the_check_is_put(text, place):
    after = fixed(N + text, HEALTH)
    assert (after == N + text) is (place is None)
    assert place is None or f"exit 1\n{place}" in after


LISTENS = [
    ('CMD ["python", "-m", "http.server"]', 8000),
    ('CMD ["python", "-m", "http.server", "9000"]', 9000),
    ('CMD ["python", "manage.py", "runserver"]', 8000),
    ('CMD ["python", "manage.py", "runserver", "--noreload", "0.0.0.0:9000"]', 9000),
    ('CMD ["python", "manage.py", "migrate"]', None),
    ('CMD ["python", "a.py", "runserver"]', None),
    ('CMD ["python", "-m"]', None),
    ('CMD ["python", "-m", "uvicorn", "a:b", "--port", "9000"]', 9000),
    ('CMD ["serve", "-m", "http.server"]', None),
    ('CMD ["tini", "--", "uvicorn", "a:b"]', 8000),
    ('CMD ["uvicorn", "a:b"]', 8000),
    ('CMD ["uvicorn", "a:b", "--port=9000"]', 9000),
    ('CMD ["uvicorn", "a:b", "--port"]', 8000),
    ('CMD ["uvicorn", "a:b", "--fd", "3"]', None),
    ('CMD ["uvicorn", "$APP"]', None),
    ('ENV UVICORN_PORT=9000\nCMD ["uvicorn", "a:b"]', 9000),
    ('ARG A\nENV UVICORN_PORT=$A\nCMD ["uvicorn", "a:b"]', None),
    ('CMD ["flask", "run"]', 5000),
    ('CMD ["flask", "shell"]', None),
    ('CMD ["flask", "run", "-p9000"]', 9000),
    ('CMD ["flask", "run", "-pdf"]', 5000),
    ('CMD ["gunicorn", "-b", "0.0.0.0:9000", "a"]', 9000),
    ('CMD ["gunicorn", "-b", "unix:/a", "a"]', None),
    ('CMD ["php", "artisan", "serve", "--port=9000"]', 9000),
    ('CMD ["php", "-S", "0.0.0.0:9000"]', 9000),
    ('CMD ["other", "artisan", "--port=9000"]', 9000),
    ('CMD ["java", "--server.port=9000", "-jar", "a"]', 9000),
    ('CMD ["java", "-Dserver.port=9000", "-jar", "a"]', 9000),
    ('CMD ["java", "--port=9000", "-jar", "a"]', None),
    ('CMD ["any", "--port", "9000"]', 9000),
    ('CMD ["any", "-p", "9000"]', None),
    ('ENV PORT=9000\nCMD ["node", "a.js"]', 9000),
    ('ENV PORT=9000\nCMD ["nginx"]', None),
    ('ENV PORT=9000\nCMD ["any"]', None),
    ('ENV PORT=9000 SERVER_PORT=9001\nCMD ["node", "a.js"]', None),
    ('ENV SERVER_PORT=9000\nCMD ["node", "a.js"]', None),
    ('ENV SERVER_PORT=9000\nCMD ["java", "-jar", "a"]', 9000),
    ('ENV ASPNETCORE_URLS=http://+:9000\nCMD ["dotnet", "a.dll"]', 9000),
    ('ENV ASPNETCORE_URLS=http://+:9000;http://+:9001\nCMD ["dotnet", "a.dll"]', None),
    ('ENV ASPNETCORE_HTTP_PORTS=9000,9001\nCMD ["dotnet", "a.dll"]', None),
    ('ENV PORT=$X\nCMD ["node", "a.js"]', None),
    ('CMD ["sh", "-c", "uvicorn a:b --port 9000"]', 9000),
    ('CMD ["sh", "-c", "ls && uvicorn a:b --port 9000"]', None),
    ('CMD ["sh", "-c"]', None),
    ('CMD ["sh", "-x", "uvicorn a:b --port 9000"]', None),
    ('CMD ["any", "-c", "uvicorn a:b --port 9000"]', None),
    ("CMD uvicorn a:b --port 9000", 9000),
    ("ENV P=9000\nCMD uvicorn a:b --port $P", 9000),
    ("CMD uvicorn a:b --port ${P:-9000}", 9000),
    ("CMD uvicorn a:b --port $P", None),
    ('ENV P=9000\nCMD ["uvicorn", "a:b", "--port", "$P"]', None),
    ("ENV P=9000\nCMD uvicorn a:b --port ${P}", 9000),
]


@pytest.mark.parametrize(("text", "port"), LISTENS)
def test_where_the_program_listens(text, port):
    text = f"FROM debian:13\nEXPOSE 1\n{text}\n"
    assert fixes_of(text, MISMATCH) == ([[text.replace("EXPOSE 1\n", f"EXPOSE {port}\n")]] if port else [])


@pytest.mark.parametrize(
    ("expose", "found", "fixes"),
    [
        ("EXPOSE 80", ["80"], 1),
        ("EXPOSE 8000", [], 0),
        ("EXPOSE 80 8000", [], 0),
        ("EXPOSE 80 81", ["80"], 0),
        ("EXPOSE 80/tcp", ["80/tcp"], 0),
        ("EXPOSE 80/TCP", ["80/TCP"], 0),
        ("EXPOSE 80/udp", [], 0),
        ("EXPOSE 80/udp 81", ["81"], 1),
        ("EXPOSE 7999-8001", [], 0),
        ("EXPOSE 8001-8002", ["8001-8002"], 0),
        ("EXPOSE 8000-8000", [], 0),
        ("EXPOSE $P", [], 0),
        ("ARG P=80\nEXPOSE $P", ["$P"], 0),
    ],
)
def test_what_is_exposed_instead(expose, found, fixes):
    text = f'{D}{expose}\nCMD ["uvicorn", "a:b"]\n'
    assert findings_of(text, MISMATCH) == found
    assert sum(len(one) for one in fixes_of(text, MISMATCH)) == fixes


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (JSON, "CMD ['a', 'b']\n", 'CMD ["a", "b"]\n'),
        (JSON, "CMD ['가']\n", 'CMD ["가"]\n'),
        (JSON, "CMD ['a', 1]\n", None),
        (JSON, "CMD [1]\n", None),
        (JSON, "CMD [a]\n", None),
        (JSON, "CMD ['a\\n']\n", None),
        (JSON, "CMD ['a'] + ['b']\n", None),
        (JSON, "CMD ['a'], 'b'\n", None),
        (PORT, "EXPOSE 127.0.0.1:80\n", "EXPOSE 80\n"),
        (PORT, "EXPOSE 8080:80\n", "EXPOSE 80\n"),
        (PORT, "EXPOSE 8080:http\n", None),
        (PORT, "EXPOSE 80/http\n", None),
        (CASING, "EXPOSE 80/TCP\n", "EXPOSE 80/tcp\n"),
        (NODE, '  CMD ["node"]\n', '  ENV NODE_ENV=production\n  CMD ["node"]\n'),
        (NODE, 'cmd ["node"]\n', 'env NODE_ENV=production\ncmd ["node"]\n'),
        (PYTHON, 'CMD ["python"]\n', 'ENV PYTHONUNBUFFERED=1\nCMD ["python"]\n'),
        (TWICE, "CMD a\n  CMD b\nCMD c", "CMD c"),
        (ORDER, "CMD a\nHEALTHCHECK --x CMD b\nRUN c\n", None),
        (ORDER, "FROM b\nCMD a\nRUN c\n\n# end\n", "FROM b\nRUN c\nCMD a\n\n# end\n"),
        (CMD, "CMD a 'b c'\n", 'CMD ["a", "b c"]\n'),
        (CMD, "CMD a $B\n", 'CMD ["sh", "-c", "a $B"]\n'),
        (CMD, "CMD a '가' $B\n", 'CMD ["sh", "-c", "a \'가\' $B"]\n'),
        (CMD, 'SHELL ["/bin/bash", "-ec"]\nCMD a $B\n', 'SHELL ["/bin/bash", "-ec"]\nCMD ["/bin/bash", "-ec", "a $B"]\n'),
        (CMD, 'SHELL ["pwsh", "-c"]\nCMD a\n', None),
        (CMD, "CMD a \\\n# why\n b\n", None),
        (CMD, "CMD a \\\n\n b\n", None),
        (CMD, "CMD a &\n", 'CMD ["sh", "-c", "a &"]\n'),
        (CMD, "CMD ! a\n", 'CMD ["sh", "-c", "! a"]\n'),
        (CMD, "CMD A=1 b\n", 'CMD ["sh", "-c", "A=1 b"]\n'),
        (CMD, "CMD a > b\n", 'CMD ["sh", "-c", "a > b"]\n'),
        (CMD, "CMD a; b\n", 'CMD ["sh", "-c", "a; b"]\n'),
        (CMD, "CMD (a)\n", 'CMD ["sh", "-c", "(a)"]\n'),
        (CMD, "CMD a *\n", 'CMD ["sh", "-c", "a *"]\n'),
        (CMD, "CMD a ~\n", 'CMD ["sh", "-c", "a ~"]\n'),
        (CMD, "CMD a $'b'\n", 'CMD ["sh", "-c", "a $\'b\'"]\n'),
        (CMD, "CMD cd a\n", 'CMD ["sh", "-c", "cd a"]\n'),
        (CMD, "CMD a 'b\n", 'CMD ["sh", "-c", "a \'b"]\n'),
        (CMD, "CMD a {\n", 'CMD ["sh", "-c", "a {"]\n'),
        (CMD, "CMD [[ a ]] b\n", None),
        (ENTRY, "ENTRYPOINT a\n", 'ENTRYPOINT ["a"]\n'),
        (ORDER, "CMD a\nENTRYPOINT b\n", "ENTRYPOINT b\nCMD a\n"),
        (ORDER, "# why\nCMD a\nRUN b\n", "RUN b\n# why\nCMD a\n"),
        (ORDER, "CMD a\nRUN b", "RUN b\nCMD a"),
        (ORDER, "CMD a\nRUN b\nENTRYPOINT c\n", "RUN b\nENTRYPOINT c\nCMD a\n"),
        (ORDER, "CMD a\nRUN b\n\n" + D, "RUN b\nCMD a\n\n" + D),
        (ORDER, "CMD a\nSTOPSIGNAL $S\n", None),
        (ORDER, "CMD a\nSHELL [\"x\"]\n", None),
        (ORDER, "CMD a\nONBUILD RUN x\n", None),
        (ORDER, "CMD a\nCMD b\nRUN c\n", None),
        (ORDER, "HEALTHCHECK --x CMD a\nRUN c\n", None),
        (ORDER, "CMD a\nRUN <<E\nls\nE\n", None),
        (ORDER, "CMD a\nRUN <<E\nls\nE\nRUN c\n", "RUN <<E\nls\nE\nRUN c\nCMD a\n"),
    ],
)  # fmt: skip
def test_fixed(rule, text, after):
    assert fixed(D + text, rule) == D + (after or text)


@pytest.mark.parametrize(
    ("text", "found"),
    [("CMD a b\n", "safe"), ("CMD a $B\n", "unsafe"), ("CMD a && b\n", "unsafe"), ("CMD a \\\n# why\n b\n", "none")],
)
def test_only_the_shell_that_has_nothing_to_do_is_safe_to_leave(text, found):
    assert applicabilities(D + text, CMD) == [found]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ('ENTRYPOINT a b\nCMD ["c"]\n', ['ENTRYPOINT ["a", "b"]\nCMD ["c"]\n', "ENTRYPOINT a b\n"]),
        ("ENTRYPOINT a b\nCMD c\n", ["ENTRYPOINT a b\n"]),
        ('ENTRYPOINT a $B\nCMD ["c"]\n', ["ENTRYPOINT a $B\n"]),
        ('ENTRYPOINT a \\\n# why\n b\nCMD ["c"]\n', ["ENTRYPOINT a \\\n# why\n b\n"]),
        ('ENTRYPOINT a \\\n\n b\nCMD ["c"]\n', ["ENTRYPOINT a \\\n\n b\n"]),
    ],
)
def test_what_ends_that_the_command_is_ignored(text, texts):
    assert fixes_of(D + text, IGNORED) == [[D + one for one in texts]]
