"""What a stage takes from another: a program of the right C library, a path that is there, and not the sources again."""

import pytest

from gorae.syntax import parse
from lint.cases import check, findings_of, fixed, fixes_of, settings_of

LIBRARY, PATH, WHOLE = "base-image-mismatch", "copy-from-unknown-path", "copy-whole-context-late"
GO = "FROM {builder}\nWORKDIR /src\nCOPY . .\nRUN {build}\nFROM {image}\nCOPY --from=0 {source} /bin/app\n"


def go(builder="golang:1.26", build="go build -o /out/app .", image="alpine:3.22", source="/out/app"):
    return GO.format(builder=builder, build=build, image=image, source=source)


LIBRARIES = [
    ("glibc to musl", go(), True),
    ("glibc to nothing", go(image="scratch"), True),
    ("glibc to distroless without one", go(image="gcr.io/distroless/static-debian13"), True),
    ("its folder", go(source="/out"), True),
    ("moved", go(build="go build -o app && mv app /usr/bin/app", source="/usr/bin/app"), True),
    (
        "musl to glibc",
        go(builder="golang:1.26-alpine", build="apk add gcc && go build -o /out/app", image="debian"),
        True,
    ),
    ("the same", go(image="debian:13-slim"), False),
    ("distroless with one", go(image="gcr.io/distroless/base-debian13"), False),
    ("without C", go(build="CGO_ENABLED=0 go build -o /out/app ."), False),
    ("without C for the shell", go(build="export CGO_ENABLED=0 && go build -o /out/app ."), False),
    ("without C for the stage", go().replace("WORKDIR", "ENV CGO_ENABLED=0\nWORKDIR", 1), False),
    ("static", go(build="go build -ldflags '-extldflags \"-static\"' -o /out/app ."), False),
    ("Alpine without a compiler", go(builder="golang:1.26-alpine", image="debian"), False),
    ("for another machine", go(build="GOARCH=arm64 go build -o /out/app ."), False),
    ("an image that is not known", go(builder="registry.io/golang:1"), False),
    ("another file", go(source="/etc/ssl/certs/ca.crt"), False),
    ("glibc brought along", go(image="alpine:3.22\nRUN apk add gcompat"), False),
    ("Rust", go("rust:1.90", "cargo build --release", source="/src/target/release/app"), True),
    (
        "Rust for musl",
        go("rust:1.90", "cargo build --target x86_64-unknown-linux-musl", source="/src/target/release/a"),
        False,
    ),
    ("Rust on Alpine", go("rust:1.90-alpine", "cargo build --release", "debian", "/src/target/release/app"), False),
    (
        "Rust on Alpine is static",
        go("rust:1.90-alpine", "cargo build --release", "scratch", "/src/target/release/app"),
        False,
    ),
    (
        "Rust with flags that are not known",
        go("rust:1.90", "RUSTFLAGS='-C x' cargo build --release", source="/src/target/release/app"),
        False,
    ),
    (
        "Rust of an image with unknown targets",
        go("debian:13", "cargo build --release", source="/src/target/release/app"),
        False,
    ),
    ("Java runs anywhere", go("maven:3", "mvn package", source="/src/target/app.jar"), False),
]


@pytest.mark.parametrize(("why", "text", "found"), LIBRARIES)
def test_library(why, text, found):
    assert bool(findings_of(text, LIBRARY)) is found, why


def test_the_message_names_the_image():
    (problem,) = check(parse(go()), settings_of(LIBRARY))
    assert dict(problem.finding.facts) == {"path": "/out/app", "image": "alpine:3.22"}


def test_library_fixes():
    assert fixes_of(go(), LIBRARY) == [
        [go(build="CGO_ENABLED=0 go build -o /out/app ."), go(image="debian:trixie-slim")]
    ]
    rust = ("rust:1.90-bookworm", "cargo build --release")
    assert fixes_of(go(*rust, source="/src/target/release/app"), LIBRARY) == [
        [go(*rust, "debian:bookworm-slim", "/src/target/release/app")]
    ]
    assert len(fixes_of(go(image="alpine\nRUN apk add x"), LIBRARY)[0]) == 1


MAKE = "CGO_ENABLED=0 go build -o server ."
PATHS = [
    ("relative to the stage's folder", go(build=MAKE, source="server"), "/src/server"),
    ("with a dot", go(build=MAKE, source="./server"), "/src/server"),
    ("a folder that nothing makes", go(build=MAKE, source="/app/server"), None),
]


@pytest.mark.parametrize(("why", "text", "right"), PATHS)
def test_unknown_paths(why, text, right):
    (found,) = findings_of(text, PATH)
    assert fixed(text, PATH) == (text.replace(f"--from=0 {found}", f"--from=0 {right}") if right else text), why


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("made there", go(build=MAKE, source="/src/server")),
        ("below what is copied", go(build=MAKE, source="/src/a/b")),
        ("above", go(build=MAKE, source="/")),
        ("named by a command", go(build="cp a /app/server", source="/app/server")),
        ("made by a program that nobody knows", go(build="./build.sh", source="/app/server")),
        ("made by a script", go(build="npm run build", source="/app/server")),
        ("in a system's folder", go(build=MAKE, source="/etc/passwd")),
        ("of an image that is not known", go("me/golang", MAKE, source="/app/server")),
        ("by a pattern", go(build=MAKE, source="/app/*")),
        ("by a variable", go(build=MAKE, source="$X")),
        ("copied to the root", go(build=f"{MAKE}\nCOPY root /", source="/app/server")),
        ("written to the root", "FROM debian\nRUN curl -O https://x.io/a\nFROM debian\nCOPY --from=0 /a /a\n"),
        ("an image, not a stage", "FROM debian\nCOPY --from=nginx /app/server /x\n"),
    ],
)
def test_paths_that_may_be_there(why, text):
    assert findings_of(text, PATH) == [], why


TAKES = "WORKDIR /app\nCOPY . .\nCOPY --from=0 {source} {target}\nCMD {start}\n"


def taking(source="/out/app", target="/usr/local/bin/", start='["app"]', **more):
    return go(**more).rsplit("COPY", 1)[0] + TAKES.format(source=source, target=target, start=start)


NODE = {"builder": "node:24", "build": "npm run build", "image": "node:24-slim"}


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
def test_the_whole_context_beside_what_was_built(why, text, found):
    assert findings_of(text, WHOLE) == (["."] if found else []), why
