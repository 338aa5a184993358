"""The port that the program listens on, and the one that EXPOSE names."""

import pytest

from lint.cases import findings_of, fixed

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
