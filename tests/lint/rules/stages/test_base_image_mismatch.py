"""`base-image-mismatch` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from gorae.syntax import parse
from lint.cases import check, findings_of, fixes_of, settings_of

COPY = "COPY --from=a /out/app /bin/app\n"

GO = "FROM golang:1.26 AS a\nWORKDIR /src\nRUN go build -o /out/app .\n"

LIBRARY = "base-image-mismatch"


@pytest.mark.parametrize(
    ("why", "builder", "image", "count"),
    [
        ("without C, or on Debian", GO, "FROM alpine:3.22\n", 2),
        ("what the RUN needs may be Alpine's", GO, "FROM alpine:3.22\nRUN x\n", 1),
        ("the stage below is not this one's to change", GO, "FROM alpine:3.22 AS b\nFROM b\n", 1),
        (
            "an exec form takes no variable",
            GO.replace("RUN go build -o /out/app .", 'RUN ["go", "build", "-o", "/out/app", "."]'),
            "FROM alpine:3.22\n",
            1,
        ),
        (
            "C is wanted, and Debian has no musl",
            GO.replace("1.26 AS", "1.26-alpine AS").replace("RUN", "RUN apk add gcc && "),
            "FROM debian:13\n",
            0,
        ),
    ],
)
def test_ways_to_mend_a_missing_library(why, builder, image, count):
    assert [len(fixes) for fixes in fixes_of(builder + image + COPY, LIBRARY)] == [count], why


def test_the_image_of_the_builder_s_release():
    text = GO.replace("1.26", "1.26-bullseye") + "FROM alpine:3.22\n" + COPY
    assert fixes_of(text, LIBRARY)[0][1] == text.replace("alpine:3.22", "debian:bullseye-slim")


GO_TOO = "FROM {builder}\nWORKDIR /src\nCOPY . .\nRUN {build}\nFROM {image}\nCOPY --from=0 {source} /bin/app\n"


def go(builder="golang:1.26", build="go build -o /out/app .", image="alpine:3.22", source="/out/app"):
    return GO_TOO.format(builder=builder, build=build, image=image, source=source)


LIBRARIES = [
    ("glibc to musl", go(), True),
    ("glibc to nothing", go(image="scratch"), True),
    ("glibc to distroless without one", go(image="gcr.io/distroless/static-debian13"), True),
    ("its folder", go(source="/out"), True),
    (
        "the program is moved before it is copied",
        go(build="go build -o app && mv app /usr/bin/app", source="/usr/bin/app"),
        True,
    ),
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
    ("the program is linked statically", go(build="go build -ldflags '-extldflags \"-static\"' -o /out/app ."), False),
    ("Alpine without a compiler", go(builder="golang:1.26-alpine", image="debian"), False),
    ("for another machine", go(build="GOARCH=arm64 go build -o /out/app ."), False),
    ("an image that is not known", go(builder="registry.io/golang:1"), False),
    ("another file", go(source="/etc/ssl/certs/ca.crt"), False),
    ("glibc brought along", go(image="alpine:3.22\nRUN apk add gcompat"), False),
    ("Rust links the C library, too", go("rust:1.90", "cargo build --release", source="/src/target/release/app"), True),
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
