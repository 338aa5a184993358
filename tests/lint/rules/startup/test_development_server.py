"""`development-server`: what starts in development mode in the image that is built."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

RULE = "development-server"
CASES = {
    "uvicorn's reload": ('CMD ["uvicorn", "app:app", "--reload"]', ["--reload"]),
    "behind uv run": ("CMD uv run uvicorn app:app --reload", ["--reload"]),
    "behind python -m": ('CMD ["python", "-m", "flask", "run", "--debug"]', ["--debug"]),
    "Django's server": ("CMD python manage.py runserver 0.0.0.0:8000", ["manage.py runserver"]),
    "Next.js": ('CMD ["npx", "next", "dev"]', ["next dev"]),
    "nodemon": ('ENTRYPOINT ["nodemon", "server.js"]', ["nodemon"]),
    "in a shell line with others": ("CMD migrate && uvicorn app:app --reload", ["--reload"]),
    "a production server": ('CMD ["gunicorn", "app:app"]', []),
    "next start": ('CMD ["npx", "next", "start"]', []),
    "another program's option": ('CMD ["caddy", "run", "--reload"]', []),
    "a build, not a start": ("RUN npx vite build", []),
}


@pytest.mark.parametrize(("line", "words"), CASES.values(), ids=CASES.keys())
def test_cases(line: str, words: list[str]) -> None:
    found = [" ".join(word.split()) for word in findings_of(f"FROM debian:13\n{line}\n", RULE)]
    assert [word.replace('", "', " ").strip('"') for word in found] == words


def test_a_stage_for_development_is_meant() -> None:
    assert findings_of('FROM debian:13 AS dev\nCMD ["uvicorn", "a:b", "--reload"]\n', RULE) == []


def test_only_the_stage_that_is_built_is_judged() -> None:
    text = 'FROM debian:13 AS one\nCMD ["uvicorn", "a:b", "--reload"]\nFROM debian:13\nCMD ["app"]\n'
    assert findings_of(text, RULE) == []


def test_the_fix_takes_the_option_out() -> None:
    before = 'FROM debian:13\nCMD ["uvicorn", "--reload", "app:app"]\n'
    assert fixed(before, RULE) == 'FROM debian:13\nCMD ["uvicorn", "app:app"]\n'
