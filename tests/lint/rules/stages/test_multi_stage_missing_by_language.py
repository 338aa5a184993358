"""What becomes of a stage that builds, language by language: what is converted, to which image, and what is left alone."""

import pytest

from lint.cases import check_fix, fixed

MULTI = "multi-stage-missing"


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
    check_fix(MULTI, text, None)


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


GCC = "RUN apt-get update && apt-get install -y gcc\n"
PIP = "RUN pip install -r requirements.txt\n"
MAIN = 'CMD ["python", "main.py"]\n'
VENV = "ENV PATH=/opt/venv/bin:$PATH\n"


@pytest.mark.parametrize(
    ("head", "build", "tail"),
    [
        ("FROM debian:13\n", GCC + "COPY . .\n" + PIP, MAIN),
        ("FROM python:3.14 AS x\n", GCC + "COPY . .\n" + PIP, MAIN),
        ("FROM python:3.14\n", GCC + "COPY . .\n", MAIN),
        ("FROM python:3.14\n", GCC + "COPY . .\nUSER app\n" + PIP, MAIN),
        ("FROM python:3.14\n", GCC + "COPY . .\nRUN make\n" + PIP, MAIN),
        ("FROM python:3.14\n", GCC + "COPY . .\n" + PIP, "RUN apt-get install -y g++\n" + MAIN),
        ("FROM python:3.14\n", GCC + 'COPY . .\nRUN ["pip", "install", "a"]\n', MAIN),
        ("FROM python:3.14\n", GCC + "COPY . .\nRUN <<E\npip install a\nE\n", MAIN),
        ("FROM python:3.14\n", GCC + "COPY . .\nRUN sudo pip install a\n", MAIN),
        ("FROM python:3.14\n", GCC + "COPY . .\nRUN pip install a && pip download b\n", MAIN),
        ("FROM python:3.14\n", GCC + "COPY . .\nRUN pip install --target /x a\n", MAIN),
        ("FROM python:3.14\n", GCC + "RUN apt-get install -y libpq-dev\nCOPY . .\n" + PIP, MAIN),
        ("FROM python:3.14\n", GCC + "ENV A=$B\nCOPY . .\n" + PIP, MAIN),
        ("FROM python:3.14\n", GCC + "ENV \\\n# why\n A=1\nCOPY . .\n" + PIP, MAIN),
        ("FROM python:3.14\n", GCC + "COPY $A .\n" + PIP, MAIN),
        ("FROM python:3.14\n", GCC + "COPY \\\n# why\n a .\n" + PIP, MAIN),
        ("FROM python:3.14\n", GCC + "COPY <<E /a\nx\nE\nCOPY a .\n" + PIP, MAIN),
    ],
)  # fmt: skip
def test_python_is_not_converted(head, build, tail):
    text = head + build + tail
    check_fix(MULTI, text, None)


@pytest.mark.parametrize(
    ("build", "kept"),
    [
        (GCC + "COPY requirements.txt .\n" + PIP, ""),
        (GCC + "COPY requirements.txt a.py .\n" + PIP, "COPY requirements.txt a.py .\n"),
        (GCC + "COPY requirements.txt constraints.txt .\n" + PIP, ""),
        (GCC + "RUN apt-get install -y make pkg-config\nCOPY . .\n" + PIP, "COPY . .\n"),
        (GCC + "RUN rm -rf /var/lib/apt/lists/* && apt-get clean\nCOPY . .\n" + PIP, "COPY . .\n"),
        (GCC + "LABEL a=1\nCOPY . .\n" + PIP, "LABEL a=1\nCOPY . .\n"),
    ],
)
def test_what_python_s_second_stage_keeps(build, kept):
    text = f"FROM python:3.14\n{build}{MAIN}"
    result = fixed(text, MULTI)
    label = "LABEL a=1\n" if "LABEL" in kept else ""
    copies = kept.removeprefix(label)
    assert result.endswith(f"\nFROM python:3.14\n{label}{VENV}COPY --from=builder /opt/venv /opt/venv\n{copies}{MAIN}")


def test_python_s_conversion_keeps_the_letter_case():
    text = 'from python:3.14\nrun apt-get install -y gcc\ncopy . .\nrun pip install a\ncmd ["python"]\n'
    assert fixed(text, MULTI) == (
        "from python:3.14 as builder\nrun apt-get install -y gcc\ncopy . .\nrun python -m venv /opt/venv\n"
        "env PATH=/opt/venv/bin:$PATH\nrun pip install a\n\nfrom python:3.14\nenv PATH=/opt/venv/bin:$PATH\n"
        'copy --from=builder /opt/venv /opt/venv\ncopy . .\ncmd ["python"]\n'
    )
