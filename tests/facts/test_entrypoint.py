"""What an image starts: one answer for rules, ports, users and hover."""

from __future__ import annotations

import posixpath

import pytest

from gorae.facts.entrypoint import command_line, is_for_people, process, program_of, start_nodes, started_file
from gorae.facts.ports import listener_of
from gorae.hover import hover_at
from gorae.stages import build
from gorae.syntax import parse

# What stands below FROM, the process' words as they are written, and the program that they start.
CASES = {
    "ENTRYPOINT's words, then CMD's": (
        'ENTRYPOINT ["python", "app.py"]\nCMD ["--port", "8080"]',
        "python app.py --port 8080",
        "python app.py --port 8080",
    ),
    "CMD alone": ('CMD ["node", "server.js"]', "node server.js", "node server.js"),
    "the last of each counts, in whatever order they stand": (
        'CMD ["a"]\nCMD ["b"]\nENTRYPOINT ["x"]\nENTRYPOINT ["y"]',
        "y b",
        "y b",
    ),
    "an init program starts what its arguments name": (
        'ENTRYPOINT ["/usr/bin/tini", "-g", "--"]\nCMD ["node", "server.js"]',
        "/usr/bin/tini -g -- node server.js",
        "node server.js",
    ),
    "an option of tini that takes a word": (
        'ENTRYPOINT ["tini", "-p", "SIGTERM", "-s", "--", "node", "x"]',
        "tini -p SIGTERM -s -- node x",
        "node x",
    ),
    "dumb-init rewrites a signal": (
        'ENTRYPOINT ["dumb-init", "--rewrite", "15:3", "node", "x"]',
        "dumb-init --rewrite 15:3 node x",
        "node x",
    ),
    "env, and the variables that it sets": (
        'CMD ["env", "PORT=80", "node", "x"]',
        "env PORT=80 node x",
        "node x",
    ),
    "a program that gives root up": ('CMD ["gosu", "app", "node", "x"]', "gosu app node x", "node x"),
    "setpriv, with and without `=`": (
        'CMD ["setpriv", "--reuid", "1000", "--regid=1000", "--init-groups", "node", "x"]',
        "setpriv --reuid 1000 --regid=1000 --init-groups node x",
        "node x",
    ),
    "one behind the other": (
        'ENTRYPOINT ["tini", "--", "gosu", "app"]\nCMD ["env", "A=b", "node"]',
        "tini -- gosu app env A=b node",
        "node",
    ),
    "a shell form's one command, without exec": ("CMD exec node server.js", "node server.js", "node server.js"),
    "a shell form takes no arguments": ('ENTRYPOINT node x\nCMD ["y"]', "node x", "node x"),
    "an init program in front of a CMD in shell form": (
        'ENTRYPOINT ["tini", "--"]\nCMD node server.js',
        "tini --",
        "node server.js",
    ),
    "an empty ENTRYPOINT starts nothing": ('ENTRYPOINT []\nCMD ["node"]', "node", "node"),
    "several commands in a shell form": ("CMD cd /app && node x", "", ""),
    "nothing is said": ("RUN make", "", ""),
    "한글 stays as it is": ('CMD ["고래", "🐳"]', "고래 🐳", "고래 🐳"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_starts(case: str) -> None:
    below, line, words = CASES[case]
    text = f"FROM debian:13\n{below}\n"
    stage = build(parse(text)).stages[0]
    assert " ".join(word.value for word in command_line(stage)) == line
    assert " ".join(word.value for word in process(stage)) == words
    for word in (*command_line(stage), *process(stage)):
        assert word.span.of(text).strip('"') == word.value
    program = program_of(stage)
    assert (program is None) == (not words)
    if program is not None:
        assert [program.program, *program.arguments] == words.split()


def test_an_entrypoint_clears_the_cmd_of_the_stage_below_it() -> None:
    """Dockerfile reference, "CMD and ENTRYPOINT": a CMD of the base image is reset to an empty value."""
    text = 'FROM debian:13 AS base\nCMD ["old"]\nFROM base\nENTRYPOINT ["new"]\n'
    graph = build(parse(text))
    stage = graph.stages[1]
    assert [word.value for word in command_line(stage)] == ["new"]
    assert start_nodes(stage)[1] is None
    hover = hover_at(graph.document, graph, text.index("ENTRYPOINT"), "en")
    assert hover is not None
    assert "new\n" in hover.markdown
    assert "old" not in hover.markdown


def test_a_cmd_below_an_inherited_entrypoint_is_its_argument() -> None:
    stage = build(parse('FROM a AS base\nENTRYPOINT ["run"]\nCMD ["x"]\nFROM base\nCMD ["y"]\n')).stages[1]
    assert [word.value for word in command_line(stage)] == ["run", "y"]
    assert program_of(stage) is None  # the stage itself does not name it


@pytest.mark.parametrize(
    ("why", "start", "paths", "direct"),
    [
        (
            "the word behind the init program is a path below WORKDIR",
            'ENTRYPOINT ["tini", "--", "./run.sh"]',
            ("/app/run.sh",),
            True,
        ),
        ("a shell reads the file, the system does not start it", 'CMD ["bash", "run.sh"]', ("/app/run.sh",), False),
        ("a module is no file, Python itself is", 'CMD ["python3", "-m", "app"]', ("/usr/local/sbin/python3",), True),
        ("dots in a path are followed", 'CMD ["/srv/../bin/start"]', ("/bin/start",), True),
        ("the variable's value is not known", "CMD $START", None, False),
        ("behind an interpreter's options", 'CMD ["python", "-u", "-W", "ignore", "run.py"]', ("/app/run.py",), False),
        (
            "options in ENTRYPOINT, the file in CMD",
            'ENTRYPOINT ["tini", "--", "python", "-u"]\nCMD ["run.py"]',
            ("/app/run.py",),
            False,
        ),
        (
            "behind uv and an interpreter",
            'CMD ["uv", "run", "--no-sync", "python", "-u", "run.py"]',
            ("/app/run.py",),
            False,
        ),
        ("uv gives a file of Python's to Python", 'CMD ["uv", "run", "run.py"]', ("/app/run.py",), False),
        ("a runner starts the file itself", 'CMD ["poetry", "run", "./run.sh"]', ("/app/run.sh",), True),
        ("the text of a shell", """CMD ["sh", "-c", "exec ./run.sh --port $PORT"]""", ("/app/run.sh",), True),
        (
            "several commands in the text: the shell",
            'CMD ["sh", "-c", "cd x && ./run.sh"]',
            ("/usr/local/sbin/sh",),
            True,
        ),
        ("Bun reads the file itself", 'CMD ["bun", "run", "src/run.ts"]', ("/app/src/run.ts",), False),
        ("Java's archive", "ENTRYPOINT exec java $JAVA_OPTS -jar app.jar", ("/app/app.jar",), False),
        ("code is no file, Node.js itself is", 'CMD ["node", "-e", "1"]', ("/usr/local/sbin/node",), True),
    ],
)
def test_the_file_that_starts(why, start: str, paths: tuple[str, ...] | None, *, direct: bool) -> None:
    text = f"FROM debian:13\nWORKDIR /app\n{start}\n"
    found = started_file(build(parse(text)).stages[0])
    assert (found.paths[:1] if found is not None else None) == paths, why
    if found is not None:
        assert found.is_direct is direct
        assert posixpath.basename(found.span.of(text).strip('"')) == posixpath.basename(found.paths[0])


@pytest.mark.parametrize(
    ("why", "start", "port"),
    [
        ("the option names it", 'CMD ["uvicorn", "app:app", "--port", "8080"]', 8080),
        (
            "its default, behind an init program that ENTRYPOINT names",
            'ENTRYPOINT ["tini", "--"]\nCMD ["uvicorn", "app:app"]',
            8000,
        ),
        ("a variable of ENV in the text of a shell", 'CMD ["sh", "-c", "exec uvicorn app:app --port $PORT"]', 9000),
        ("a variable of ENV in an address", "CMD exec gunicorn -b 0.0.0.0:${PORT} app:app", 9000),
        ("a short option, behind env", 'ENTRYPOINT ["env", "A=b"]\nCMD ["flask", "run", "-p", "81"]', 81),
        ("what nginx's configuration says is not known", 'CMD ["nginx", "-g", "daemon off;"]', None),
    ],
)
def test_the_port_that_it_listens_on(why, start: str, port: int | None) -> None:
    found = listener_of(build(parse(f"FROM python:3.13\nENV PORT=9000\n{start}\n")).stages[0])
    assert (found.port if found is not None else None) == port, why


@pytest.mark.parametrize(
    ("why", "start", "expected"),
    [
        ("nothing of its own", "RUN true", True),
        ("a shell", 'CMD ["bash", "-l"]', True),
        ("a shell behind an init program", 'ENTRYPOINT ["tini", "--"]\nCMD ["bash"]', True),
        ("what keeps it alive", 'CMD ["tail", "-f", "/dev/null"]', True),
        ("the same in the text of a shell", 'CMD ["sh", "-c", "sleep infinity"]', True),
        ("the same in shell form", "CMD sleep infinity", True),
        ("a shell that reads a script, which may build", 'ENTRYPOINT ["bash"]\nCMD ["run.sh"]', True),
        ("a shell with a text", 'CMD ["bash", "-c", "cd /app && ./run"]', False),
        ("several commands of a shell", "CMD cd /app && ./run", False),
        ("a program", 'CMD ["nginx", "-g", "daemon off;"]', False),
    ],
)
def test_what_people_work_in(why: str, start: str, *, expected: bool) -> None:
    assert is_for_people(build(parse(f"FROM debian:13\n{start}\n")).stages[0]) is expected, why
