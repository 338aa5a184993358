"""`copy-whole-context-late` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of

RULE = "copy-whole-context-late"

BUILDER = "FROM golang:1.26 AS b\nCOPY . .\nRUN go build -o /o/app .\n"


NODE = {"builder": "node:24", "build": "npm run build", "image": "node:24-slim"}


TAKES = "WORKDIR /app\nCOPY . .\nCOPY --from=0 {source} {target}\nCMD {start}\n"

GO = "FROM {builder}\nWORKDIR /src\nCOPY . .\nRUN {build}\nFROM {image}\nCOPY --from=0 {source} /bin/app\n"


def go(builder="golang:1.26", build="go build -o /out/app .", image="alpine:3.22", source="/out/app"):
    return GO.format(builder=builder, build=build, image=image, source=source)


def taking(source="/out/app", target="/usr/local/bin/", start='["app"]', **more):
    return go(**more).rsplit("COPY", 1)[0] + TAKES.format(source=source, target=target, start=start)


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("a program on PATH", taking(), True),
        ("by its path", taking(target="/app/bin/app", start='["/app/bin/app"]'), True),
        ("a script of the output", taking("/src/dist", "./dist", '["node", "dist/main.js"]', **NODE), True),
        ("a site", taking("/src/dist", "/usr/share/nginx/html", '["nginx"]', **{**NODE, "image": "nginx:1"}), True),
        ("another program starts", taking(start='["python3", "main.py"]'), False),
        ("only assets come from there", taking("/src/dist", "./static", '["node", "server.js"]', **NODE), False),
        ("nothing was built there", taking(build="true"), False),
        ("one stage", 'FROM node:24\nWORKDIR /app\nCOPY . .\nCMD ["node", "dist/main.js"]\n', False),
        ("a folder", taking().replace("COPY . .\nCOPY --from", "COPY templates .\nCOPY --from"), False),
    ],
)
def test_the_whole_context_beside_what_was_built_too(why, text, found):
    assert findings_of(text, RULE) == (["."] if found else []), why
