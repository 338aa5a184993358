"""The port that the program listens on, and the one that EXPOSE names."""

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of, fixed, fixes_of, write_files

RULE = "expose-mismatch"


CASES = [
    ("uvicorn's option", "EXPOSE 80", 'CMD ["uvicorn", "m:a", "--port", "8000"]', True),
    ("joined to its value", "EXPOSE 80", 'CMD ["uvicorn", "m:a", "--port=8000"]', True),
    ("behind python -m", "EXPOSE 80", 'CMD ["python", "-m", "uvicorn", "m:a", "--port", "8000"]', True),
    ("its default", "EXPOSE 80", 'CMD ["uvicorn", "m:a"]', True),
    ("its default changed by a variable", "ENV UVICORN_PORT=80\nEXPOSE 80", 'CMD ["uvicorn", "m:a"]', False),
    ("gunicorn's address", "EXPOSE 80", 'CMD ["gunicorn", "-b", "0.0.0.0:8000", "w"]', True),
    ("Django's own server", "EXPOSE 80", 'CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]', True),
    ("PHP's own server", "EXPOSE 80", 'CMD ["php", "-S", "0.0.0.0:8000"]', True),
    ("a short option joined", "EXPOSE 80", 'CMD ["next", "start", "-p8000"]', True),
    ("any program's --port", "EXPOSE 80", 'ENTRYPOINT ["/app", "--port", "8000"]', True),
    ("options in CMD", "EXPOSE 80", 'ENTRYPOINT ["/app"]\nCMD ["--port", "8000"]', True),
    ("behind an init", "EXPOSE 80", 'CMD ["tini", "--", "uvicorn", "m:a", "--port", "8000"]', True),
    ("a shell form", "EXPOSE 80", "CMD uvicorn m:a --port 8000", True),
    ("a variable of a shell form", "ENV P=8000\nEXPOSE 80", "CMD uvicorn m:a --port $P", True),
    ("its default in a shell form", "EXPOSE 80", 'CMD ["sh", "-c", "uvicorn m:a --port ${P:-8000}"]', True),
    ("a variable that is not known", "EXPOSE 80", "CMD uvicorn m:a --port $P", False),
    ("the variable PORT", "ENV PORT=8000\nEXPOSE 80", 'CMD ["node", "server.js"]', True),
    ("that nginx does not read", "ENV PORT=8000\nEXPOSE 80", 'CMD ["nginx"]', False),
    ("a server of its own", "ENV PORT=8000\nEXPOSE 80", 'CMD ["./server"]', False),
    ("the same", "EXPOSE 8000", 'CMD ["uvicorn", "m:a", "--port", "8000"]', False),
    ("one of several", "EXPOSE 80 8000", 'CMD ["uvicorn", "m:a", "--port", "8000"]', False),
    ("in a range", "EXPOSE 7000-9000", 'CMD ["uvicorn", "m:a", "--port", "8000"]', False),
    ("of another protocol", "EXPOSE 80/udp", 'CMD ["uvicorn", "m:a", "--port", "8000"]', False),
    ("by a variable", "ARG P=8000\nEXPOSE $P", 'CMD ["uvicorn", "m:a", "--port", "8000"]', False),
    ("a port that is not known", "ARG P\nEXPOSE $P", 'CMD ["uvicorn", "m:a", "--port", "8000"]', False),
    ("from a file", "EXPOSE 80", 'CMD ["fastapi", "run", "--config", "x"]', False),
    ("two commands", "EXPOSE 80", "CMD migrate && uvicorn m:a --port 8000", False),
    ("nothing exposed", "", 'CMD ["uvicorn", "m:a", "--port", "8000"]', False),
    ("nothing started", "EXPOSE 80", "", False),
]


@pytest.mark.parametrize(("why", "expose", "start", "found"), CASES)
def test_ports(why, expose, start, found):
    assert bool(findings_of(f"FROM python:3.14\n{expose}\n{start}\n", RULE)) is found, why


def test_one_port_is_put_right_and_of_several_none():
    start = 'CMD ["uvicorn", "m:a", "--port", "8000"]\n'
    assert fixed(f"FROM python\nEXPOSE 80\n{start}", RULE) == f"FROM python\nEXPOSE 8000\n{start}"
    assert findings_of(f"FROM python\nEXPOSE 80 90\n{start}", RULE) == ["80"]
    assert fixed(f"FROM python\nEXPOSE 80 90\n{start}", RULE) == f"FROM python\nEXPOSE 80 90\n{start}"


LISTENS = [
    ("Python's own server has a default", 'CMD ["python", "-m", "http.server"]', 8000),
    ("its port is the word behind the module", 'CMD ["python", "-m", "http.server", "9000"]', 9000),
    ("Django's server has a default", 'CMD ["python", "manage.py", "runserver"]', 8000),
    (
        "Django's address may stand behind options",
        'CMD ["python", "manage.py", "runserver", "--noreload", "0.0.0.0:9000"]',
        9000,
    ),
    ("another command of Django serves nobody", 'CMD ["python", "manage.py", "migrate"]', None),
    ("another file's runserver is not Django's", 'CMD ["python", "a.py", "runserver"]', None),
    ("no module is named", 'CMD ["python", "-m"]', None),
    ("a module of Python is the program of its name", 'CMD ["python", "-m", "uvicorn", "a:b", "--port", "9000"]', 9000),
    ("another program's -m is not Python's", 'CMD ["serve", "-m", "http.server"]', None),
    ("an init program starts what follows it", 'CMD ["tini", "--", "uvicorn", "a:b"]', 8000),
    ("uvicorn has a default", 'CMD ["uvicorn", "a:b"]', 8000),
    ("an option may be joined to its value", 'CMD ["uvicorn", "a:b", "--port=9000"]', 9000),
    ("without a value the option says nothing", 'CMD ["uvicorn", "a:b", "--port"]', 8000),
    ("a socket by number is no port", 'CMD ["uvicorn", "a:b", "--fd", "3"]', None),
    ("a variable may hold options", 'CMD ["uvicorn", "$APP"]', None),
    ("uvicorn reads its options from the environment", 'ENV UVICORN_PORT=9000\nCMD ["uvicorn", "a:b"]', 9000),
    ("the variable's value is not known", 'ARG A\nENV UVICORN_PORT=$A\nCMD ["uvicorn", "a:b"]', None),
    ("Flask has a default", 'CMD ["flask", "run"]', 5000),
    ("another command of Flask serves nobody", 'CMD ["flask", "shell"]', None),
    ("Flask's short option may be joined to its value", 'CMD ["flask", "run", "-p9000"]', 9000),
    ("what is joined is no number", 'CMD ["flask", "run", "-pdf"]', 5000),
    ("gunicorn's address has the port behind a colon", 'CMD ["gunicorn", "-b", "0.0.0.0:9000", "a"]', 9000),
    ("a socket in the file system has no port", 'CMD ["gunicorn", "-b", "unix:/a", "a"]', None),
    ("Laravel's server is a command of artisan", 'CMD ["php", "artisan", "serve", "--port=9000"]', 9000),
    ("PHP's own server has its address behind -S", 'CMD ["php", "-S", "0.0.0.0:9000"]', 9000),
    ("a program that nobody knows is believed its --port", 'CMD ["other", "artisan", "--port=9000"]', 9000),
    ("Spring reads its port from an option", 'CMD ["java", "--server.port=9000", "-jar", "a"]', 9000),
    ("Spring reads it from a property, too", 'CMD ["java", "-Dserver.port=9000", "-jar", "a"]', 9000),
    ("an option in front of -jar is Java's, which knows no such one", 'CMD ["java", "--port=9000", "-jar", "a"]', None),
    ("the long option means a port nearly everywhere", 'CMD ["any", "--port", "9000"]', 9000),
    ("the short one means other things as well", 'CMD ["any", "-p", "9000"]', None),
    ("servers in JavaScript read PORT", 'ENV PORT=9000\nCMD ["node", "a.js"]', 9000),
    ("nginx reads no PORT", 'ENV PORT=9000\nCMD ["nginx"]', None),
    ("a program that nobody knows may not read it", 'ENV PORT=9000\nCMD ["any"]', None),
    ("two variables may both be read", 'ENV PORT=9000 SERVER_PORT=9001\nCMD ["node", "a.js"]', None),
    ("JavaScript's servers do not read the variable of Spring", 'ENV SERVER_PORT=9000\nCMD ["node", "a.js"]', None),
    ("Spring does", 'ENV SERVER_PORT=9000\nCMD ["java", "-jar", "a"]', 9000),
    ("ASP.NET reads addresses", 'ENV ASPNETCORE_URLS=http://+:9000\nCMD ["dotnet", "a.dll"]', 9000),
    (
        "of two addresses neither is the one",
        'ENV ASPNETCORE_URLS=http://+:9000;http://+:9001\nCMD ["dotnet", "a.dll"]',
        None,
    ),
    ("of two ports neither is the one", 'ENV ASPNETCORE_HTTP_PORTS=9000,9001\nCMD ["dotnet", "a.dll"]', None),
    ("the variable's value is not known before the build", 'ENV PORT=$X\nCMD ["node", "a.js"]', None),
    ("a shell's text is looked into", 'CMD ["sh", "-c", "uvicorn a:b --port 9000"]', 9000),
    ("a text of two commands is not followed", 'CMD ["sh", "-c", "ls && uvicorn a:b --port 9000"]', None),
    ("there is no text", 'CMD ["sh", "-c"]', None),
    ("the option in front of the text is another one", 'CMD ["sh", "-x", "uvicorn a:b --port 9000"]', None),
    ("another program's -c is not a shell's", 'CMD ["any", "-c", "uvicorn a:b --port 9000"]', None),
    ("a shell form is the same", "CMD uvicorn a:b --port 9000", 9000),
    ("the shell form's variable is ENV's", "ENV P=9000\nCMD uvicorn a:b --port $P", 9000),
    ("the shell's default holds where nothing sets the variable", "CMD uvicorn a:b --port ${P:-9000}", 9000),
    ("nothing sets it, and it has no default", "CMD uvicorn a:b --port $P", None),
    ("an exec form replaces no variables", 'ENV P=9000\nCMD ["uvicorn", "a:b", "--port", "$P"]', None),
    ("braces change nothing", "ENV P=9000\nCMD uvicorn a:b --port ${P}", 9000),
]


DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(("why", "text", "port"), LISTENS)
def test_where_the_program_listens(why, text, port):
    text = f"FROM debian:13\nEXPOSE 1\n{text}\n"
    assert fixes_of(text, RULE) == ([[text.replace("EXPOSE 1\n", f"EXPOSE {port}\n")]] if port else []), why


@pytest.mark.parametrize(
    ("why", "expose", "found", "fixes"),
    [
        ("another port is put right", "EXPOSE 80", ["80"], 1),
        ("the port is right", "EXPOSE 8000", [], 0),
        ("the port is one of them", "EXPOSE 80 8000", [], 0),
        ("of two wrong ones nobody knows which is meant", "EXPOSE 80 81", ["80"], 0),
        ("a protocol of its own is kept as it is", "EXPOSE 80/tcp", ["80/tcp"], 0),
        ("its letter case changes nothing", "EXPOSE 80/TCP", ["80/TCP"], 0),
        ("the port of another protocol is another port's matter", "EXPOSE 80/udp", [], 0),
        ("beside another protocol's the only one of TCP is put right", "EXPOSE 80/udp 81", ["81"], 1),
        ("the range holds it", "EXPOSE 7999-8001", [], 0),
        ("a range is not put right", "EXPOSE 8001-8002", ["8001-8002"], 0),
        ("a range of one holds it", "EXPOSE 8000-8000", [], 0),
        ("the port is not known", "EXPOSE $P", [], 0),
        ("the variable's value is wrong, and may be used elsewhere", "ARG P=80\nEXPOSE $P", ["$P"], 0),
    ],
)
def test_what_is_exposed_instead(why, expose, found, fixes):
    text = f'{DEBIAN}{expose}\nCMD ["uvicorn", "a:b"]\n'
    assert findings_of(text, RULE) == found
    assert sum(len(one) for one in fixes_of(text, RULE)) == fixes


@pytest.mark.parametrize(
    ("why", "given", "count"),
    [
        ("a service gives ASP.NET its address", "[ASPNETCORE_URLS=http://+:8001]", 0),
        ("a variable of something else", "[A=1]", 1),
    ],
)
def test_a_service_may_say_where_the_server_listens(tmp_path, why, given, count):
    text = 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nEXPOSE 8001\nCMD ["dotnet", "a.dll"]\n'
    compose = f"services:\n  web:\n    build: .\n    environment: {given}\n"
    write_files(tmp_path, {"Dockerfile": text, "compose.yaml": compose})
    assert len(findings_of(text, RULE, context_of(tmp_path / "Dockerfile", text, {}))) == count, why
