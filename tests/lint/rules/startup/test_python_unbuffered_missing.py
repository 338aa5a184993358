"""`python-unbuffered-missing`: cases that are more than a text."""

import pytest

from lint.cases import findings_of

PYTHON = "FROM python:3.14-slim\n"


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("python-unbuffered-missing", PYTHON + 'CMD ["python3", "a.py"]\n', ['"python3"']),
        ("python-unbuffered-missing", PYTHON + "CMD exec python a.py\n", ["python"]),
        ("python-unbuffered-missing", PYTHON + 'CMD ["python", "-u", "a.py"]\n', []),
        ("python-unbuffered-missing", PYTHON + 'CMD ["gunicorn", "a"]\n', []),
        ("python-unbuffered-missing", PYTHON + 'ENV PYTHONUNBUFFERED=1\nCMD ["python", "a.py"]\n', []),
        ("python-unbuffered-missing", PYTHON + 'ENV PYTHONUNBUFFERED=\nCMD ["python", "a.py"]\n', ['"python"']),
        ("python-unbuffered-missing", PYTHON + 'ARG PYTHONUNBUFFERED=1\nCMD ["python", "a.py"]\n', ['"python"']),
    ],
)
def test_what_is_reported(rule: str, text: str, words: list[str]):
    assert findings_of(text, rule) == words
