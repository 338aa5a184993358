"""Where the rules on stages begin and end to speak: a text on either side of each condition."""

import pytest

from lint.cases import findings_of, fixed, fixes_of, problems_of

LIBRARY, TOOLS, EMPTY, OWN, PATH, WHOLE, CASING, MISSING, PLATFORM, BEFORE, MULTI, SCRATCH, CYCLE, NAME = (
    "base-image-mismatch", "build-tools-in-final-stage", "copy-from-empty-scratch", "copy-from-own-stage", "copy-from-unknown-path",
    "copy-from-whole-filesystem", "from-as-casing", "from-missing", "from-platform-redundant", "instruction-before-from",
    "multi-stage-missing", "run-in-scratch", "stage-cycle", "stage-name-casing",
)  # fmt: skip
RESERVED, UNKNOWN, UNUSED, TWICE = "stage-name-reserved", "stage-unknown", "stage-unused", "stage-name-duplicate"
D = "FROM debian:13\n"
A = "FROM debian:13 AS a\n"
S = "FROM scratch AS s\n"
GO = "FROM golang:1.26 AS a\nWORKDIR /src\nRUN go build -o /out/app .\n"
COPY = "COPY --from=a /out/app /bin/app\n"
START = 'CMD ["serve"]\n'

FOUND = [
    (LIBRARY, GO + "FROM alpine:3.22\n" + COPY, ["/out/app"]),
    (LIBRARY, GO + "FROM alpine:3.22\nCOPY --from=a /out/x /out/app /bin/\n", ["/out/app"]),
    (LIBRARY, GO + "FROM alpine:3.22\n" + COPY + "FROM debian:13\n", []),
    (LIBRARY, GO + "FROM busybox:1.37\n" + COPY, []),
    (LIBRARY, GO + "FROM alpine:3.22\nCOPY --from /out/app /bin/app\nCOPY --from= /out/app /bin/app\n", []),
    (LIBRARY, "FROM alpine:3.22\n" + COPY + GO, []),
    (LIBRARY, GO + "FROM alpine:3.22 AS b\nRUN apk add gcompat\nFROM b\n" + COPY, []),
    (LIBRARY, GO + "FROM scratch\nLABEL a=gcompat\n" + COPY, ["/out/app"]),
    (LIBRARY, GO.replace("go build", "go vet") + "FROM alpine:3.22\n" + COPY, []),
    (LIBRARY, GO.replace("golang:1.26", "debian:13") + "FROM alpine:3.22\n" + COPY, []),
    (LIBRARY, GO.replace("golang:1.26", "busybox:1.37") + "FROM alpine:3.22\n" + COPY, []),
    (LIBRARY, GO.replace("RUN", "ENV CGO_ENABLED=1\nRUN") + "FROM alpine:3.22\n" + COPY, ["/out/app"]),
    (LIBRARY, "ARG C=0\n" + GO.replace("RUN", "ARG C\nENV CGO_ENABLED=$C\nRUN") + "FROM alpine:3.22\n" + COPY, []),
    (LIBRARY, GO.replace("go build", "make app && go build").replace("RUN", "RUN cd /x &&") + "FROM alpine:3.22\n" + COPY, []),
    (LIBRARY, GO.replace("-o /out/app", "-o $OUT") + "FROM alpine:3.22\n" + COPY, []),
    (LIBRARY, GO.replace("-o /out/app .", ".") + "FROM alpine:3.22\n" + COPY, []),
    (LIBRARY, GO.replace("-o /out/app", "-o /out/") + "FROM alpine:3.22\n" + COPY, ["/out/app"]),
    (LIBRARY, GO.replace("-o /out/app", "-o /out/") + "FROM alpine:3.22\nCOPY --from=a /out/ /bin/\n", ["/out/"]),
    (LIBRARY, GO.replace("-o /out/app", "-o /out/") + "FROM alpine:3.22\nCOPY --from=a /other/app /bin/\n", []),
    (LIBRARY, GO + "FROM alpine:3.22\nCOPY --from=a /out/ /bin/\n", ["/out/"]),
    (TOOLS, A + "RUN make\n" + D + f"RUN apt-get install gcc\nCOPY --from=a /x /y\n{START}", ["gcc"]),
    (TOOLS, A + "RUN make\n" + D + f"RUN apt-get install ./gcc\nCOPY --from=a /x /y\n{START}", []),
    (TOOLS, A + "RUN make\n" + D + f"RUN apt-get install gcc && apt-get remove gcc\nCOPY --from=a /x /y\n{START}", []),
    (TOOLS, A + "RUN make\n" + D + f"RUN apt-get remove x && apt-get install gcc\nCOPY --from=a /x /y\n{START}", ["gcc"]),
    (TOOLS, A + "RUN make\n" + D + f"RUN apt-get install gcc && apt-get clean\nCOPY --from=a /x /y\n{START}", ["gcc"]),
    (TOOLS, A + "RUN make\n" + D + f"RUN apt-get install gcc\n{START}", []),
    (TOOLS, A + "RUN make\nFROM debian:13 AS b\nCOPY --from=a /x /y\nFROM b\n" + f"RUN apt-get install gcc\n{START}", ["gcc"]),
    (TOOLS, A + "RUN make\n" + D + "RUN apt-get install gcc\nCOPY --from=a /x /y\nCMD [\"bash\"]\n", []),
    (TOOLS, A + "RUN make\n" + D + "RUN apt-get install gcc\nCOPY --from=a /x /y\nCMD bash\n", []),
    (TOOLS, A + "RUN make\n" + D + "RUN apt-get install gcc\nCOPY --from=a /x /y\nCMD [\"bash\", \"x\"]\n", []),
    (TOOLS, A + "RUN make\n" + D + "RUN apt-get install gcc\nCOPY --from=a /x /y\nCMD [\"bash\", \"-c\", \"x\"]\n", ["gcc"]),
    (TOOLS, A + "RUN make\n" + D + "RUN apt-get install gcc\nCOPY --from=a /x /y\nENTRYPOINT [\"x\"]\nCMD [\"bash\"]\n", ["gcc"]),
    (TOOLS, A + "RUN make\n" + D + "RUN apt-get install gcc\nCOPY --from=a /x /y\nCMD []\n", []),
    (EMPTY, S + "ENV A=1\n" + D + "COPY --from=s /x /y\n", ["s"]),
    (EMPTY, S + "COPY a /x\n" + D + "COPY --from=s /x /y\n", []),
    (EMPTY, S + D + "COPY --from=s /x /y\nCOPY --from=debian /x /y\nCOPY --from= /x /y\nCOPY --from /x /y\n", []),
    (EMPTY, A + "ENV A=1\n" + D + "COPY --from=a /x /y\n", []),
    (EMPTY, S + "COPY --from=s /x /y\n", []),
    (EMPTY, S + "COPY a /x\nFROM s AS t\nENV A=1\n" + D + "COPY --from=t /x /y\n", []),
    (OWN, A + "COPY --from=a /x /y\n", ["a"]),
    (OWN, "FROM debian:13 AS A\nCOPY --from=A /x /y\n", ["A"]),
    (OWN, A + A + "COPY --from=A /x /y\n", []),
    (OWN, A + "FROM debian:13 AS b\nCOPY --from=a /x /y\n", []),
    (PATH, GO + "FROM scratch\nCOPY --from=a /app/x /x\n", ["/app/x"]),
    (PATH, GO + "FROM scratch\nCOPY --from=a app/x /x\n", ["app/x"]),
    (PATH, GO + "FROM scratch\nCOPY --from=a . /x\n", []),
    (PATH, GO + "FROM scratch\nCOPY --from=a $X /x\n", []),
    (PATH, "FROM scratch\nCOPY --from=a /app/x /x\n" + GO, []),
    (PATH, GO + "ONBUILD RUN x\nFROM scratch\nCOPY --from=a /app/x /x\n", []),
    (PATH, GO.replace("WORKDIR /src", "WORKDIR $X") + "FROM scratch\nCOPY --from=a /app/x /x\n", []),
    (PATH, GO.replace("WORKDIR /src", "WORKDIR") + "FROM scratch\nCOPY --from=a /app/x /x\n", ["/app/x"]),
    (PATH, GO.replace("WORKDIR /src\n", "") + "FROM scratch\nCOPY --from=a /x /x\n", []),
    (PATH, GO.replace("WORKDIR /src\n", "") + "FROM scratch\nCOPY --from=a /app/x /x\n", ["/app/x"]),
    (PATH, GO + "FROM scratch\nCOPY --from=a /x /x\n", ["/x"]),
    (PATH, GO + "ARG X\nCOPY a $X\nFROM scratch\nCOPY --from=a /app/x /x\n", []),
    (PATH, GO + "VOLUME /app\nFROM scratch\nCOPY --from=a /app/x /x\n", []),
    (PATH, GO + "COPY x /app/\nFROM scratch\nCOPY --from=a /app/x /x\n", []),
    (PATH, GO + "RUN <<E\nls\nE\nFROM scratch\nCOPY --from=a /app/x /x\n", []),
    (PATH, GO + "RUN go mod download && A=1\nFROM scratch\nCOPY --from=a /app/x /x\n", ["/app/x"]),
    (PATH, GO + "RUN apt-get install x && apt-get moo\nFROM scratch\nCOPY --from=a /app/x /x\n", []),
    (PATH, "FROM golang:1.26 AS a\nFROM scratch\nCOPY --from=a /app/x /x\n", []),
    (PATH, "FROM $X AS a\nRUN ls\nFROM scratch\nCOPY --from=a /app/x /x\n", []),
    (PATH, "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS a\nRUN dir\nFROM scratch\nCOPY --from=a /app/x /x\n", []),
    (PATH, GO.replace(" AS a", "") + "FROM scratch\nCOPY --from=0 /app/x /x\n", ["/app/x"]),
    (WHOLE, A + "RUN x\n" + D + "COPY --from=a / /\nCOPY --from=a /. /\nCOPY --from=a /x /\nCOPY / /\n", ["/", "/."]),
    (WHOLE, A + "RUN x\nFROM scratch\nCOPY --from=a / /\n", []),
    (WHOLE, S + "RUN x\n" + D + "COPY --from=s / /\n", []),
    (WHOLE, A + D + "COPY --from=a / /\nCOPY --from=debian / /\nCOPY --from / /\n", []),
    (CASING, "FROM debian as a\nfrom debian AS b\nFROM debian AS c\nfrom debian as d\nFROM debian x y\nFROM debian\n", ["as", "AS"]),
    (CASING, "From debian As a\nFrom debian as a\n", ["as"]),
    (MISSING, "RUN x\n", ["RUN"]),
    (MISSING, "# x\n", [""]),
    (PLATFORM, "FROM --platform=$TARGETPLATFORM a\nFROM --platform=${TARGETPLATFORM} a\nFROM --platform=$BUILDPLATFORM a\nFROM --platform= a\nFROM a\n",
     ["--platform=$TARGETPLATFORM", "--platform=${TARGETPLATFORM}"]),
    (BEFORE, "ARG A\nENV B=1\nFOO\n" + D, ["ENV"]),
    (BEFORE, "ENV B=1\n", []),
    (SCRATCH, S + "RUN x\nRUN y\n", ["RUN"]),
    (SCRATCH, S + 'RUN ["x"]\nCOPY a /b\nRUN y\n', []),
    (SCRATCH, S + 'SHELL ["x"]\nRUN y\n', []),
    (SCRATCH, S + "ENV A=1\nCMD x\n", []),
    (SCRATCH, S + "RUN x\nFROM s\nRUN y\n", ["RUN"]),
    (SCRATCH, S + "COPY a /\nFROM s\nRUN y\n", []),
    (SCRATCH, S + "ENV A=1\nFROM s\nRUN y\n", ["RUN"]),
    (SCRATCH, D + "RUN x\n", []),
    (CYCLE, "FROM debian AS a\nCOPY --from=b /x /y\nFROM debian AS b\nCOPY --from=a /x /y\n", ["a", "b"]),
    (CYCLE, "FROM debian\nCOPY --from=1 /x /y\nFROM alpine\nCOPY --from=0 /x /y\n", ["debian", "alpine"]),
    (CYCLE, "FROM debian AS a\nCOPY --from=b /x /y\nFROM a AS b\n", ["a", "b"]),
    (CYCLE, "FROM debian AS a\nCOPY --from=a /x /y\nFROM debian AS b\nCOPY --from=a /x /y\n", []),
    (NAME, "FROM debian AS Build\nFROM debian AS test\nFROM debian\n", ["Build"]),
    (RESERVED, "FROM debian AS scratch\nFROM debian AS context\nFROM debian AS b\n", ["scratch", "context"]),
    (TWICE, "FROM debian AS a\nFROM debian AS A\nFROM debian AS b\n", ["A"]),
    (UNUSED, "FROM debian AS a\nFROM debian\n", ["a"]),
    (UNUSED, "FROM debian AS a\nFROM a\n", []),
    (UNUSED, "FROM debian AS a\nFROM debian\nCOPY --from=a /x /y\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "found"), FOUND)
def test_found(rule, text, found):
    assert findings_of(text, rule) == found


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (PLATFORM, "FROM --platform=$TARGETPLATFORM  a\n", "FROM a\n"),
        (PLATFORM, "FROM --platform=$TARGETPLATFORM", "FROM "),
        (CASING, "from debian AS a\n", "from debian as a\n"),
        (CASING, "FROM debian as a\n", "FROM debian AS a\n"),
        (NAME, "FROM debian AS Build\nFROM Build\nCOPY --from=Build /x /y\n", "FROM debian AS build\nFROM build\nCOPY --from=build /x /y\n"),
        (PATH, GO + "FROM scratch\nCOPY --from=a app /x\n".replace("app", "app"), None),
        (PATH, GO.replace("/out/app", "app") + "FROM scratch\nCOPY --from=a app /x\n", GO.replace("/out/app", "app") + "FROM scratch\nCOPY --from=a /src/app /x\n"),
        (PATH, GO.replace("/out/app", "app") + 'FROM scratch\nCOPY --from=a "app" /x\n', None),
        (PATH, GO.replace("/out/app", "app") + "FROM scratch\nCOPY --from=a /app /x\n", None),
        (PATH, GO.replace("/out/app", "app") + "WORKDIR /y\nFROM scratch\nCOPY --from=a app /x\n", None),
        (BEFORE, "ENV B=1\n" + D + "RUN x\n", D + "ENV B=1\nRUN x\n"),
        (BEFORE, "ENV B=1\nFROM debian:13", "FROM debian:13\nENV B=1"),
        (BEFORE, "ENV B=1\n\n\nARG A\n" + D, "ARG A\n" + D + "ENV B=1\n"),
        (BEFORE, "ARG A\nENV B=1\n\nARG C\n" + D, "ARG A\n\nARG C\n" + D + "ENV B=1\n"),
        (BEFORE, "\ufeffENV B=1\n\n" + D, "\ufeff" + D + "ENV B=1\n"),
        (BEFORE, "ENV B=1\nENV C=$B\n" + D, None),
        (BEFORE, "ARG A\nENV B=$A\n" + D, None),
        (BEFORE, "ENV B=1\nFOO\n" + D, None),
    ],
)  # fmt: skip
def test_fixed(rule, text, after):
    assert findings_of(text, rule) or after is None
    assert fixed(text, rule) == (after or text)


@pytest.mark.parametrize(
    ("builder", "image", "count"),
    [
        (GO, "FROM alpine:3.22\n", 2),
        (GO, "FROM alpine:3.22\nRUN x\n", 1),
        (GO, "FROM alpine:3.22 AS b\nFROM b\n", 1),
        (
            GO.replace("RUN go build -o /out/app .", 'RUN ["go", "build", "-o", "/out/app", "."]'),
            "FROM alpine:3.22\n",
            1,
        ),
        (GO.replace("1.26 AS", "1.26-alpine AS").replace("RUN", "RUN apk add gcc && "), "FROM debian:13\n", 0),
    ],
)
def test_ways_to_mend_a_missing_library(builder, image, count):
    assert [len(fixes) for fixes in fixes_of(builder + image + COPY, LIBRARY)] == [count]


def test_the_image_of_the_builder_s_release():
    text = GO.replace("1.26", "1.26-bullseye") + "FROM alpine:3.22\n" + COPY
    assert fixes_of(text, LIBRARY)[0][1] == text.replace("alpine:3.22", "debian:bullseye-slim")


BUILDS = [
    ("go build", "go build"),
    ("go test", None),
    ("go", None),
    ("cargo build --release", "cargo build"),
    ("cargo install --path .", "cargo install"),
    ("cargo install x", None),
    ("cargo test", None),
    ("mvn package", "mvn package"),
    ("./mvnw -B verify", "mvnw verify"),
    ("mvn test", None),
    ("gradle build", "gradle build"),
    ("./gradlew :app:bootJar", "gradlew :app:bootJar"),
    ("gradle test", None),
    ("dotnet publish", "dotnet publish"),
    ("dotnet restore", None),
    ("npm run build", "npm run build"),
    ("npm run-script build", "npm run-script build"),
    ("npm run build:web", "npm run build:web"),
    ("npm --silent run build", "npm run build"),
    ("npm run lint", None),
    ("npm run", None),
    ("npm build", None),
    ("npm test build", None),
    ("pnpm build", "pnpm build"),
    ("yarn build", "yarn build"),
    ("yarn add build", None),
    ("make run build", None),
    ("cmake --build .", "cmake ."),
    ("cmake .", None),
    ("apk add gcc && npm run build && apk del gcc", None),
]


@pytest.mark.parametrize(("command", "told"), BUILDS)
def test_what_builds(command, told):
    problems = problems_of(f"FROM debian:13\nRUN {command}\n{START}", MULTI)
    assert [dict(problem.finding.facts)["command"] for problem in problems] == ([told] if told else [])


@pytest.mark.parametrize(
    ("start", "found"),
    [
        ('CMD ["serve"]', True),
        ('ENTRYPOINT ["serve"]\nCMD ["bash"]', True),
        ('CMD ["bash"]', False),
        ("CMD bash", False),
        ('CMD ["/bin/bash"]', False),
        ('CMD ["bash", "x"]', False),
        ('CMD ["bash", "-c", "x"]', True),
        ("CMD", False),
        ('ENTRYPOINT ["go"]', False),
        ('ENTRYPOINT ["go", "run"]', True),
        ('CMD ["go"]', True),
        ('CMD ["jupyter", "lab"]', False),
        ("EXPOSE 80", False),
    ],
)
def test_what_starts(start, found):
    assert bool(findings_of(f"FROM golang:1.26\nRUN go build\n{start}\n", MULTI)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("COPY . .\nRUN apt-get install gcc\n", ["gcc"]),
        ("ADD . .\nRUN apt-get install gcc\n", ["gcc"]),
        ("COPY --from=x . .\nRUN apt-get install gcc\n", []),
        ("RUN apt-get install gcc\n", []),
        ("COPY . .\nRUN apt-get install gcc && apt-get purge gcc\n", []),
    ],
)
def test_tools_alone(text, found):
    assert findings_of(f"FROM debian:13\n{text}{START}", MULTI) == found


@pytest.mark.parametrize(
    ("stages", "name", "offered"),
    [
        (("base", "build", "deps"), "buidl", ["build", "deps", "base"]),
        (("a", "b", "c", "d"), "zzz", ["d", "c", "b"]),
        (("Build",), "BUILT", ["build"]),
        (("build", "build"), "zzz", ["build"]),
        ((), "zzz", []),
    ],
)
def test_the_stages_that_may_be_meant(stages, name, offered):
    text = "".join(f"FROM debian:13 AS {stage}\n" for stage in stages)
    text += f"FROM debian:13 AS {name}\nCOPY --from={name} /x /y\n"
    texts = [text.replace(f"--from={name}", f"--from={one}") for one in offered]
    assert fixes_of(text, OWN) == [texts]


def test_neither_empty_stages_nor_those_without_a_name_are_meant():
    text = "FROM scratch AS empty\nFROM debian:13\nFROM debian:13 AS full\nFROM debian:13 AS b\nCOPY --from=b /x /y\n"
    assert fixes_of(text, OWN) == [[text.replace("--from=b", "--from=full")]]
