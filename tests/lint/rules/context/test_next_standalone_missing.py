"""`next-standalone-missing`: what Next.js only writes where it is asked to."""

from __future__ import annotations

import pytest

from lint.cases import findings_of

TEXT = (
    "FROM node:24 AS b\nWORKDIR /a\nCOPY . .\nRUN npm run build\nFROM node:24\nCOPY --from=b /a/.next/standalone ./\n"
)
PLAIN = "module.exports = {}"
CASES = [
    ("it is not asked for", {"next.config.js": PLAIN}, TEXT, ["/a/.next/standalone"]),
    ("in a folder of several projects", {"apps/web/next.config.mjs": PLAIN}, TEXT, ["/a/.next/standalone"]),
    ("it is asked for", {"next.config.ts": "export default { output: 'standalone' }"}, TEXT, []),
    ("which of two counts is not known", {"next.config.js": PLAIN, "b/next.config.js": PLAIN}, TEXT, []),
    ("no configuration is there", {"a": ""}, TEXT, []),
    ("it is written in the build", {"next.config.js": PLAIN}, TEXT.replace("npm run", "echo x > next.config.js && npm run"), []),
    ("of an image", {"next.config.js": PLAIN}, TEXT.replace("from=b", "from=x/y:1"), []),
]  # fmt: skip


@pytest.mark.parametrize(("files", "text", "found"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_found(given, files, text, found):
    assert findings_of(text, "next-standalone-missing", given(files)) == found
