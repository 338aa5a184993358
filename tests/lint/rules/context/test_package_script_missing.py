"""`package-script-missing` where a case is more than a text: the context's `package.json`, where it is copied to."""

import pytest

from lint.cases import findings_of

NODE = "FROM node:24-slim\nWORKDIR /app\nCOPY package.json ./\n"
FILES = {"package.json": '{"scripts": {"build": "x", "dev": "y"}}', "web/package.json": '{"scripts": {"start": "x"}}'}
RULE = "package-script-missing"


@pytest.mark.parametrize(
    ("why", "text", "words"),
    [
        ("npm has no script of that name", NODE + 'CMD ["npm", "start"]\n', ['"start"']),
        ("in shell form too", NODE + "CMD npm run prod\n", ["prod"]),
        ("npm test is one", NODE + "RUN npm test\n", ["test"]),
        ("an option before the name is none", NODE + "RUN npm run --silent lint\n", ["lint"]),
        ("it is there", NODE + "RUN npm run build\n", []),
        ("npm goes on without it", NODE + "RUN npm run lint --if-present\n", []),
        ("the RUN goes on without it", NODE + "RUN npm run lint || true\n", []),
        ("of another folder", NODE + "RUN cd web && npm run lint\n", []),
        ("of a workspace", NODE + "RUN npm run -w web lint\nRUN npm run lint --workspace=web\n", []),
        ("npm's own", NODE + "RUN npm run env\n", []),
        ("Yarn runs programs of node_modules too", NODE + "RUN yarn eslint && yarn run tsc\n", []),
        ("no program is called serve:prod", NODE + 'CMD ["yarn", "serve:prod"]\n', ['"serve:prod"']),
        ("a step may write the file", NODE + "RUN npm pkg set scripts.start=x\nCMD npm start\n", []),
        (
            "another file stands in the folder",
            NODE.replace("package.json ", "web/package.json ") + "CMD npm start\n",
            [],
        ),
        (
            "through a builder",
            "FROM node:24 AS b\nWORKDIR /s\nCOPY . .\nFROM node:24-slim\nWORKDIR /app\nCOPY --from=b /s ./\nCMD npm start\n",
            ["start"],
        ),
        ("nobody copies it", "FROM node:24-slim\nWORKDIR /app\nCMD npm start\n", []),
    ],
)
def test_words(given, why, text, words):
    assert findings_of(text, RULE, given(FILES)) == words, why


def test_npm_starts_a_server_js_that_is_there(given):
    text = "FROM node:24-slim\nWORKDIR /app\nCOPY . .\nCMD npm start\n"
    assert findings_of(text, RULE, given({**FILES, "server.js": ""})) == []
