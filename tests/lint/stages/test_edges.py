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
    (MISSING, "# x\n", []),
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


def go(head="FROM golang:1.26\nWORKDIR /src\n", build="RUN go build -o /bin/app .\n", start='CMD ["/bin/app"]\n'):
    return head + build + start


def rust(
    head="FROM rust:1.90\nWORKDIR /a\n", build="RUN cargo build --release\n", start='CMD ["/a/target/release/x"]\n'
):
    return head + build + start


def java(head="FROM maven:3-eclipse-temurin-21\nWORKDIR /a\n", start='CMD ["java", "-jar", "target/x.jar"]\n'):
    return head + "RUN mvn package\n" + start


def dotnet(
    head="FROM mcr.microsoft.com/dotnet/sdk:9.0\nWORKDIR /a\n", out="-o out", start='CMD ["dotnet", "out/X.dll"]\n'
):
    return f"{head}RUN dotnet publish {out}\n{start}"


def node(head="FROM node:24\nWORKDIR /a\n", build="RUN npm run build\n", start='CMD ["node", "dist/a.js"]\n'):
    return head + build + start


@pytest.mark.parametrize(
    "text",
    [
        go(head="FROM golang:1.26 AS a\n"),
        go(head="FROM golang:1.26\nONBUILD RUN x\nENV A=1\n"),
        go(head="FROM $X\n"),
        go(head="FROM debian:13\n"),
        go(start='CMD ["/bin/app", "$X"]\n'),
        go(start='CMD ["$X", "a"]\n'),
        go(start="CMD /bin/app\n"),
        go(start='CMD ["/bin/other"]\n'),
        go(start='CMD ["other"]\n'),
        go(start='CMD ["/bin/app"]\nRUN x\n'),
        go(start='ENTRYPOINT ["/bin/app"]\nCMD x\n'),
        go(start='HEALTHCHECK CMD x\nCMD ["/bin/app"]\n'),
        go(build="RUN go build -o /bin/ .\n", start='CMD ["/bin"]\n'),
        go(build="RUN go build .\n"),
        go(build="RUN go build -o $X .\n", start='CMD ["$X"]\n'),
        go(build="RUN go build -o '/bin/a b' .\n", start='CMD ["/bin/a b"]\n'),
        go(head="FROM golang:1.26\n", build="RUN go build -o app .\n", start='CMD ["./app"]\n'),
        go(head="FROM golang:1.26\nENV A=$X\n"),
        go(head="FROM golang:1.26\nUSER app\n"),
        go(head="FROM golang:1.26\nUSER nobody\n"),
        go(head="FROM golang:1.26\nUSER node\n"),
        rust(head="FROM debian:13\nWORKDIR /a\n"),
        rust(start="CMD x\n"),
        rust(start='CMD ["x"]\n'),
        rust(start='CMD ["/a/release/x"]\n'),
        rust(start='CMD ["/a/target/debug/x"]\n'),
        rust(start='CMD ["/a/target/release/x y"]\n'),
        rust(start='HEALTHCHECK CMD x\nCMD ["/a/target/release/x"]\n'),
        rust(build="RUN cargo install --path .\n", start='CMD ["a b"]\n'),
        java(head="FROM maven:3\nWORKDIR /a\n"),
        java(start="CMD java -jar target/x.jar\n"),
        java(start='CMD ["javaw", "-jar", "target/x.jar"]\n'),
        java(start='CMD ["java", "-cp", "target/x.jar"]\n'),
        java(start='CMD ["java", "-jar"]\n'),
        java(start='CMD ["java", "-jar", "lib/x.jar"]\n'),
        java(start='CMD ["java", "-jar", "target/x*.jar"]\n'),
        dotnet(head="FROM debian:13\nWORKDIR /a\n"),
        dotnet(head="FROM mcr.microsoft.com/dotnet/sdk\nWORKDIR /a\n"),
        dotnet(out=""),
        dotnet(out="-o 'o t'", start='CMD ["dotnet", "o t/X.dll"]\n'),
        dotnet(start="CMD dotnet out/X.dll\n"),
        dotnet(start='CMD ["dotnet"]\n'),
        dotnet(start='CMD ["mono", "out/X.dll"]\n'),
        dotnet(start='CMD ["dotnet", "out/X.exe"]\n'),
        dotnet(start='CMD ["dotnet", "other/X.dll"]\n'),
        node(head="FROM debian:13\nWORKDIR /a\n"),
        node(head="FROM node:24\n"),
        node(build="RUN yarn build\n"),
        node(start="CMD node dist/a.js\n"),
        node(start='CMD ["npm", "dist/a.js"]\n'),
        node(start='CMD ["node"]\n'),
        node(start='CMD ["node", "-r", "dist/a.js"]\n'),
        node(start='CMD ["node", "src/a.js"]\n'),
        node(start='CMD ["node", "dist"]\n'),
        node(start='CMD ["npx", "serve", "src"]\n'),
        node(start='CMD ["npx", "serve", "dist", "build"]\n'),
        node(start='HEALTHCHECK CMD x\nCMD ["npx", "serve", "dist"]\n'),
        node(start='STOPSIGNAL 9\nCMD ["npx", "serve", "dist"]\n'),
        node(start='# why\nEXPOSE 80\n# why\nCMD ["npx", "serve", "dist"]\n'),
    ],
)
def test_not_converted(text):
    assert findings_of(text, MULTI)
    assert fixed(text, MULTI) == text


BASE = "FROM gcr.io/distroless/base-debian13:nonroot\n"
STATIC = "FROM gcr.io/distroless/static-debian13:nonroot\n"
TAKEN = "COPY --from=builder /bin/app /bin/app\n"
DIST = (
    "COPY --from=builder /a/package.json ./package.json\nCOPY --from=builder /a/node_modules ./node_modules\n"
    "COPY --from=builder /a/dist ./dist\n"
)


@pytest.mark.parametrize(
    ("text", "final"),
    [
        (go(), BASE + TAKEN),
        (go(start='CMD ["app"]\n'), BASE + TAKEN),
        (go(head="FROM golang:1.26\nENV CGO_ENABLED=0\n"), STATIC + TAKEN),
        (go(build="RUN CGO_ENABLED=0 go build -o /bin/app .\n"), STATIC + TAKEN),
        (go(build="RUN GOOS=0 go build -o /bin/app .\n"), BASE + TAKEN),
        (go(head="FROM golang:1.26\nENV CGO_ENABLED=0\n", build="RUN CGO_ENABLED=1 go build -o /bin/app .\n"), BASE + TAKEN),
        (go(head="FROM golang:1.26\nENV GOFLAGS=-x A=1\n"), BASE + "ENV GOFLAGS=-x A=1\n" + TAKEN),
        (go(head="FROM golang:1.26\nENV GOFLAGS=-x\nENV A=1\n"), BASE + "ENV A=1\n" + TAKEN),
        (go(head="FROM golang:1.26\nUSER 1000\n"), BASE + TAKEN + "USER 1000\n"),
        (go(head="FROM golang:1.26\nUSER root\n"), BASE + TAKEN + "USER root\n"),
        (go(head="FROM golang:1.26-alpine\nUSER nobody\n"), "FROM alpine:3.22\n" + TAKEN + "USER nobody\n"),
        (go(start='ENV B=1\nUSER 1\nCMD ["/bin/app"]\n'), BASE + TAKEN),
        (go(start='  # why\n  CMD ["/bin/app"]\n'), BASE + TAKEN),
        (rust(), "FROM gcr.io/distroless/cc-debian13:nonroot\nCOPY --from=builder /a/target/release/x /a/target/release/x\n"),
        (
            rust(start='CMD ["./target/release/x"]\n'),
            "FROM gcr.io/distroless/cc-debian13:nonroot\nWORKDIR /a\nCOPY --from=builder /a/target/release/x /a/target/release/x\n",
        ),
        (rust(head="FROM rust:1.90-alpine\nWORKDIR /a\n"), "FROM alpine:3.22\nCOPY --from=builder /a/target/release/x /a/target/release/x\n"),
        (
            dotnet(start='CMD ["dotnet", "/a/out/X.dll"]\n'),
            "FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCOPY --from=builder /a/out /a/out\n",
        ),
        (
            dotnet(head="FROM mcr.microsoft.com/dotnet/sdk:9.0\n", start='CMD ["dotnet", "out/X.dll"]\n'),
            "FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCOPY --from=builder /out /out\n",
        ),
        (
            java(head="FROM eclipse-temurin:21-jdk-alpine\nWORKDIR /a\n"),
            "FROM eclipse-temurin:21-jre-alpine\nWORKDIR /a\nCOPY --from=builder /a/target/x.jar /a/target/x.jar\n",
        ),
        (
            java(head="FROM openjdk:21\nWORKDIR /a\n"),
            "FROM eclipse-temurin:21-jre\nWORKDIR /a\nCOPY --from=builder /a/target/x.jar /a/target/x.jar\n",
        ),
        (node(), "FROM node:24-slim\nWORKDIR /a\nENV NODE_ENV=production\n" + DIST),
        (node(head="FROM node:24-alpine\nWORKDIR /a\n"), "FROM node:24-alpine\nWORKDIR /a\nENV NODE_ENV=production\n" + DIST),
        (node(head="FROM node:24-slim\nWORKDIR /a\n"), "FROM node:24-slim\nWORKDIR /a\nENV NODE_ENV=production\n" + DIST),
        (node(head="FROM node:24-bookworm\nWORKDIR /a\n"), "FROM node:24-bookworm-slim\nWORKDIR /a\nENV NODE_ENV=production\n" + DIST),
        (node(head="FROM node:latest\nWORKDIR /a\n"), "FROM node:latest\nWORKDIR /a\nENV NODE_ENV=production\n" + DIST),
        (node(head="FROM node:24\nWORKDIR /a\nENV NODE_ENV=x\n"), "FROM node:24-slim\nWORKDIR /a\nENV NODE_ENV=x\n" + DIST),
        (node(head="FROM node:24\nWORKDIR /a\nUSER node\n"), "FROM node:24-slim\nWORKDIR /a\nENV NODE_ENV=production\n" + DIST + "USER node\n"),
        (node(start='CMD ["node", "./dist/a.js"]\n'), "FROM node:24-slim\nWORKDIR /a\nENV NODE_ENV=production\n" + DIST),
    ],
)  # fmt: skip
def test_converted(text, final):
    last = next(at for at, line in enumerate(text.split("\n")) if line.strip().startswith(("CMD", "ENV B", "# why")))
    lines = text.split("\n")
    head, start = "\n".join(lines[:last]), "\n".join(lines[last:])
    prune = "RUN npm prune --omit=dev\n" if "npm" in text else ""
    assert fixed(text, MULTI) == head.replace("\n", " AS builder\n", 1) + "\n" + prune + "\n" + final + start


def test_a_conversion_keeps_the_letter_case():
    assert fixed(go().lower().replace("cmd", "cmd"), MULTI) == (
        "from golang:1.26 as builder\nworkdir /src\nrun go build -o /bin/app .\n\n"
        'from gcr.io/distroless/base-debian13:nonroot\ncopy --from=builder /bin/app /bin/app\ncmd ["/bin/app"]\n'
    )
