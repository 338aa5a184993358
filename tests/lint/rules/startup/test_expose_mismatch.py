"""The port that the program listens on, and the one that EXPOSE names."""

import pytest

from lint.cases import findings_of, fixed, fixes_of

RULE = "expose-mismatch"


CASES = [
    ("uvicorn's option", "EXPOSE 80", 'CMD ["uvicorn", "m:a", "--port", "8000"]', True),
    ("joined to its value", "EXPOSE 80", 'CMD ["uvicorn", "m:a", "--port=8000"]', True),
    ("behind python -m", "EXPOSE 80", 'CMD ["python", "-m", "uvicorn", "m:a", "--port", "8000"]', True),
    ("its default", "EXPOSE 80", 'CMD ["uvicorn", "m:a"]', True),
    ("its default changed by a variable", "ENV UVICORN_PORT=80\nEXPOSE 80", 'CMD ["uvicorn", "m:a"]', False),
    ("gunicorn's address", "EXPOSE 80", 'CMD ["gunicorn", "-b", "0.0.0.0:8000", "w"]', True),
    ("django", "EXPOSE 80", 'CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]', True),
    ("php", "EXPOSE 80", 'CMD ["php", "-S", "0.0.0.0:8000"]', True),
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


DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(("text", "port"), LISTENS)
def test_where_the_program_listens(text, port):
    text = f"FROM debian:13\nEXPOSE 1\n{text}\n"
    assert fixes_of(text, RULE) == ([[text.replace("EXPOSE 1\n", f"EXPOSE {port}\n")]] if port else [])


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
    text = f'{DEBIAN}{expose}\nCMD ["uvicorn", "a:b"]\n'
    assert findings_of(text, RULE) == found
    assert sum(len(one) for one in fixes_of(text, RULE)) == fixes
