"""`copy-from-unknown-path`: cases that are more than a text."""

import pytest

from lint.cases import findings_of, fixed

PATH = "copy-from-unknown-path"

GO = "FROM {builder}\nWORKDIR /src\nCOPY . .\nRUN {build}\nFROM {image}\nCOPY --from=0 {source} /bin/app\n"


def go(builder="golang:1.26", build="go build -o /out/app .", image="alpine:3.22", source="/out/app"):
    return GO.format(builder=builder, build=build, image=image, source=source)


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
        ("a folder above what is made", go(build=MAKE, source="/")),
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
