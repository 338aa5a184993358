"""`node-env-missing`: cases that are more than a text."""

import pytest

from lint.cases import findings_of, fixed


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("node-env-missing", 'FROM node:24\nCMD ["npm", "start"]\n', ['"npm"']),
        ("node-env-missing", 'FROM node:24\nCMD ["npm", "run", "dev"]\n', []),
        ("node-env-missing", 'FROM node:24\nENV NODE_ENV=test\nCMD ["node", "a.js"]\n', []),
    ],
)
def test_what_is_reported(rule: str, text: str, words: list[str]):
    assert findings_of(text, rule) == words


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (
            "node-env-missing",
            'from node:24\ncmd ["node", "a"]\n',
            'from node:24\nenv NODE_ENV=production\ncmd ["node", "a"]\n',
        ),
    ],
)
def test_what_the_fix_writes(rule: str, text: str, after: str):
    assert fixed(text, rule) == after
