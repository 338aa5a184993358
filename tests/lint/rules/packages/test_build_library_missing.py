"""`build-library-missing` where the name stands in a file of the build context."""

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of

DOCKERFILE = "FROM python:3.14-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n"


@pytest.mark.parametrize(
    ("why", "requirements", "words"),
    [
        (
            "a name in another case, with a version and a comment",
            "flask==3.1\nPsycopg2>=2.9 # the database\n",
            ["requirements.txt"],
        ),
        ("the package that brings its library", "psycopg2-binary\nflask\n", []),
        # The marker decides, and it is not worked out.
        ("a package for another system", "psycopg2; sys_platform == 'win32'\n", []),
        ("another index may have it compiled", "--extra-index-url https://wheels.example.com\npsycopg2\n", []),
    ],
)
def test_a_file_of_requirements(why, requirements, words, tmp_path):
    """It is read where COPY brings it; the finding stands on its name in the RUN."""
    (tmp_path / "requirements.txt").write_text(requirements, encoding="utf-8")
    (tmp_path / "Dockerfile").write_text(DOCKERFILE, encoding="utf-8")
    context = context_of(tmp_path / "Dockerfile", DOCKERFILE, {})
    assert findings_of(DOCKERFILE, "build-library-missing", context) == words, why
