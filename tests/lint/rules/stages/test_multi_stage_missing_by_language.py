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
    ("why", "text"),
    [
        ("a stage with a name is a stage that others may name", go(head="FROM golang:1.26 AS a\n")),
        (
            "ONBUILD's instructions would fire in the second stage too",
            go(head="FROM golang:1.26\nONBUILD RUN x\nENV A=1\n"),
        ),
        ("nobody knows the image", go(head="FROM $X\n")),
        ("Go came by a package, so the toolchain's place is not known", go(head="FROM debian:13\n")),
        ("an argument is a variable that the build does not know", go(start='CMD ["/bin/app", "$X"]\n')),
        ("the program is a variable that the build does not know", go(start='CMD ["$X", "a"]\n')),
        ("a shell form may need the shell", go(start="CMD /bin/app\n")),
        ("another program than the one that is built starts", go(start='CMD ["/bin/other"]\n')),
        ("another program on PATH starts", go(start='CMD ["other"]\n')),
        ("a RUN below the start may need what was built", go(start='CMD ["/bin/app"]\nRUN x\n')),
        ("the arguments need a shell", go(start='ENTRYPOINT ["/bin/app"]\nCMD x\n')),
        ("a check of health needs its programs, too", go(start='HEALTHCHECK CMD x\nCMD ["/bin/app"]\n')),
        (
            "the output is a folder, the start names it as a program",
            go(build="RUN go build -o /bin/ .\n", start='CMD ["/bin"]\n'),
        ),
        ("without -o the program's name is the module's", go(build="RUN go build .\n")),
        ("the output's name is a variable", go(build="RUN go build -o $X .\n", start='CMD ["$X"]\n')),
        (
            "a name with a space is not written into a COPY",
            go(build="RUN go build -o '/bin/a b' .\n", start='CMD ["/bin/a b"]\n'),
        ),
        (
            "without WORKDIR a path by dots is relative to nothing",
            go(head="FROM golang:1.26\n", build="RUN go build -o app .\n", start='CMD ["./app"]\n'),
        ),
        ("a variable of the build is not known in the second stage", go(head="FROM golang:1.26\nENV A=$X\n")),
        ("the user is not in the second image", go(head="FROM golang:1.26\nUSER app\n")),
        (
            "a user by name, even nobody, is not surely in the distroless image",
            go(head="FROM golang:1.26\nUSER nobody\n"),
        ),
        ("Node's user is not in Go's image", go(head="FROM golang:1.26\nUSER node\n")),
        ("Cargo came by a package", rust(head="FROM debian:13\nWORKDIR /a\n")),
        ("Cargo's program needs a shell", rust(start="CMD x\n")),
        ("the program on PATH is not the one in the target folder", rust(start='CMD ["x"]\n')),
        ("the folder is not Cargo's", rust(start='CMD ["/a/release/x"]\n')),
        ("a debug build is not what --release makes", rust(start='CMD ["/a/target/debug/x"]\n')),
        (
            "a name with a space is not written into a COPY for Cargo either",
            rust(start='CMD ["/a/target/release/x y"]\n'),
        ),
        (
            "a check of health needs its programs in Rust's image, too",
            rust(start='HEALTHCHECK CMD x\nCMD ["/a/target/release/x"]\n'),
        ),
        (
            "what cargo install brings has another name",
            rust(build="RUN cargo install --path .\n", start='CMD ["a b"]\n'),
        ),
        (
            "Maven's image without a version of Java has no runtime to go with it",
            java(head="FROM maven:3\nWORKDIR /a\n"),
        ),
        ("Java's shell form may need the shell", java(start="CMD java -jar target/x.jar\n")),
        ("another program than java starts", java(start='CMD ["javaw", "-jar", "target/x.jar"]\n')),
        ("a class path may name more than the archive", java(start='CMD ["java", "-cp", "target/x.jar"]\n')),
        ("no archive is named", java(start='CMD ["java", "-jar"]\n')),
        ("the archive is not in Maven's target folder", java(start='CMD ["java", "-jar", "lib/x.jar"]\n')),
        ("a wildcard is not expanded in an exec form", java(start='CMD ["java", "-jar", "target/x*.jar"]\n')),
        (".NET came by a package", dotnet(head="FROM debian:13\nWORKDIR /a\n")),
        (
            "an SDK without a version has no runtime to go with it",
            dotnet(head="FROM mcr.microsoft.com/dotnet/sdk\nWORKDIR /a\n"),
        ),
        ("without -o the folder has the framework's name in it", dotnet(out="")),
        (
            "a folder with a space is not written into a COPY",
            dotnet(out="-o 'o t'", start='CMD ["dotnet", "o t/X.dll"]\n'),
        ),
        (".NET's shell form may need the shell", dotnet(start="CMD dotnet out/X.dll\n")),
        ("no library is named", dotnet(start='CMD ["dotnet"]\n')),
        ("another program than dotnet starts", dotnet(start='CMD ["mono", "out/X.dll"]\n')),
        ("dotnet starts libraries, no programs", dotnet(start='CMD ["dotnet", "out/X.exe"]\n')),
        ("the library is in another folder", dotnet(start='CMD ["dotnet", "other/X.dll"]\n')),
        ("Node came by a package", node(head="FROM debian:13\nWORKDIR /a\n")),
        ("without WORKDIR the folder is not known", node(head="FROM node:24\n")),
        ("yarn leaves other folders behind", node(build="RUN yarn build\n")),
        ("Node's shell form may need the shell", node(start="CMD node dist/a.js\n")),
        ("npm starts what package.json says", node(start='CMD ["npm", "dist/a.js"]\n')),
        ("no file is named", node(start='CMD ["node"]\n')),
        ("an option in front of the file may read another one", node(start='CMD ["node", "-r", "dist/a.js"]\n')),
        ("the file is in the sources, not in what was built", node(start='CMD ["node", "src/a.js"]\n')),
        ("a folder is no file", node(start='CMD ["node", "dist"]\n')),
        ("serve serves the sources", node(start='CMD ["npx", "serve", "src"]\n')),
        ("serve takes one folder", node(start='CMD ["npx", "serve", "dist", "build"]\n')),
        (
            "a check of health needs its programs in a web server's image, too",
            node(start='HEALTHCHECK CMD x\nCMD ["npx", "serve", "dist"]\n'),
        ),
        ("a signal for Node is none for a web server", node(start='STOPSIGNAL 9\nCMD ["npx", "serve", "dist"]\n')),
        (
            "comments between the last lines would be lost",
            node(start='# why\nEXPOSE 80\n# why\nCMD ["npx", "serve", "dist"]\n'),
        ),
    ],
)
def test_not_converted(why, text):
    check_fix(MULTI, text, None)


BASE = "FROM gcr.io/distroless/base-debian13:nonroot\n"
STATIC = "FROM gcr.io/distroless/static-debian13:nonroot\n"
TAKEN = "COPY --from=builder /bin/app /bin/app\n"
DIST = (
    "COPY --from=builder /a/package.json ./package.json\nCOPY --from=builder /a/node_modules ./node_modules\n"
    "COPY --from=builder /a/dist ./dist\n"
)


@pytest.mark.parametrize(
    ("why", "text", "final"),
    [
        ("a program with its path goes to an image with libc", go(), BASE + TAKEN),
        ("a program by name is found where Go put it", go(start='CMD ["app"]\n'), BASE + TAKEN),
        ("without cgo it needs no libc", go(head="FROM golang:1.26\nENV CGO_ENABLED=0\n"), STATIC + TAKEN),
        ("an assignment before the command says the same as ENV", go(build="RUN CGO_ENABLED=0 go build -o /bin/app .\n"), STATIC + TAKEN),
        ("another assignment says nothing of cgo", go(build="RUN GOOS=0 go build -o /bin/app .\n"), BASE + TAKEN),
        ("the assignment before the command wins over ENV", go(head="FROM golang:1.26\nENV CGO_ENABLED=0\n", build="RUN CGO_ENABLED=1 go build -o /bin/app .\n"), BASE + TAKEN),
        ("one ENV of several variables is kept whole", go(head="FROM golang:1.26\nENV GOFLAGS=-x A=1\n"), BASE + "ENV GOFLAGS=-x A=1\n" + TAKEN),
        ("variables for the builder alone are left behind", go(head="FROM golang:1.26\nENV GOFLAGS=-x\nENV A=1\n"), BASE + "ENV A=1\n" + TAKEN),
        ("a user by number is taken along", go(head="FROM golang:1.26\nUSER 1000\n"), BASE + TAKEN + "USER 1000\n"),
        ("root is taken along: the image would be another's", go(head="FROM golang:1.26\nUSER root\n"), BASE + TAKEN + "USER root\n"),
        ("Alpine's program goes to Alpine, which has nobody under the same number", go(head="FROM golang:1.26-alpine\nUSER nobody\n"), "FROM alpine:3.22\n" + TAKEN + "USER nobody\n"),
        ("what stands with the start goes with it", go(start='ENV B=1\nUSER 1\nCMD ["/bin/app"]\n'), BASE + TAKEN),
        ("comments and indentation of the start are kept", go(start='  # why\n  CMD ["/bin/app"]\n'), BASE + TAKEN),
        ("Rust's program goes to an image with libgcc", rust(), "FROM gcr.io/distroless/cc-debian13:nonroot\nCOPY --from=builder /a/target/release/x /a/target/release/x\n"),
        ("a relative path wants its WORKDIR",
            rust(start='CMD ["./target/release/x"]\n'),
            "FROM gcr.io/distroless/cc-debian13:nonroot\nWORKDIR /a\nCOPY --from=builder /a/target/release/x /a/target/release/x\n",
        ),
        ("Rust's program from Alpine goes to Alpine", rust(head="FROM rust:1.90-alpine\nWORKDIR /a\n"), "FROM alpine:3.22\nCOPY --from=builder /a/target/release/x /a/target/release/x\n"),
        (".NET's folder is taken whole",
            dotnet(start='CMD ["dotnet", "/a/out/X.dll"]\n'),
            "FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCOPY --from=builder /a/out /a/out\n",
        ),
        ("without WORKDIR the folder is below the top",
            dotnet(head="FROM mcr.microsoft.com/dotnet/sdk:9.0\n", start='CMD ["dotnet", "out/X.dll"]\n'),
            "FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCOPY --from=builder /out /out\n",
        ),
        ("the JDK's variant decides on the JRE's",
            java(head="FROM eclipse-temurin:21-jdk-alpine\nWORKDIR /a\n"),
            "FROM eclipse-temurin:21-jre-alpine\nWORKDIR /a\nCOPY --from=builder /a/target/x.jar /a/target/x.jar\n",
        ),
        ("openjdk has no JRE, so Temurin's is taken",
            java(head="FROM openjdk:21\nWORKDIR /a\n"),
            "FROM eclipse-temurin:21-jre\nWORKDIR /a\nCOPY --from=builder /a/target/x.jar /a/target/x.jar\n",
        ),
        ("Node takes its packages and what was built", node(), "FROM node:24-slim\nWORKDIR /a\nENV NODE_ENV=production\n" + DIST),
        ("Alpine stays Alpine", node(head="FROM node:24-alpine\nWORKDIR /a\n"), "FROM node:24-alpine\nWORKDIR /a\nENV NODE_ENV=production\n" + DIST),
        ("a slim image is slim already", node(head="FROM node:24-slim\nWORKDIR /a\n"), "FROM node:24-slim\nWORKDIR /a\nENV NODE_ENV=production\n" + DIST),
        ("the release's slim image is taken", node(head="FROM node:24-bookworm\nWORKDIR /a\n"), "FROM node:24-bookworm-slim\nWORKDIR /a\nENV NODE_ENV=production\n" + DIST),
        ("latest has no slim name that is sure to be the same", node(head="FROM node:latest\nWORKDIR /a\n"), "FROM node:latest\nWORKDIR /a\nENV NODE_ENV=production\n" + DIST),
        ("a NODE_ENV of one's own is kept", node(head="FROM node:24\nWORKDIR /a\nENV NODE_ENV=x\n"), "FROM node:24-slim\nWORKDIR /a\nENV NODE_ENV=x\n" + DIST),
        ("Node's user is in both images", node(head="FROM node:24\nWORKDIR /a\nUSER node\n"), "FROM node:24-slim\nWORKDIR /a\nENV NODE_ENV=production\n" + DIST + "USER node\n"),
        ("a path by dots is the same file", node(start='CMD ["node", "./dist/a.js"]\n'), "FROM node:24-slim\nWORKDIR /a\nENV NODE_ENV=production\n" + DIST),
    ],
)  # fmt: skip
def test_converted(why, text, final):
    last = next(at for at, line in enumerate(text.split("\n")) if line.strip().startswith(("CMD", "ENV B", "# why")))
    lines = text.split("\n")
    head, start = "\n".join(lines[:last]), "\n".join(lines[last:])
    prune = "RUN npm prune --omit=dev\n" if "npm" in text else ""
    assert fixed(text, MULTI) == head.replace("\n", " AS builder\n", 1) + "\n" + prune + "\n" + final + start, why


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
    ("why", "head", "build", "tail"),
    [
        ("Python came by a package", "FROM debian:13\n", GCC + "COPY . .\n" + PIP, MAIN),
        ("a stage with a name is a stage that others may name", "FROM python:3.14 AS x\n", GCC + "COPY . .\n" + PIP, MAIN),
        ("nothing is installed", "FROM python:3.14\n", GCC + "COPY . .\n", MAIN),
        ("the install runs as another user, whose folder it is", "FROM python:3.14\n", GCC + "COPY . .\nUSER app\n" + PIP, MAIN),
        ("what make writes is not in the virtual environment", "FROM python:3.14\n", GCC + "COPY . .\nRUN make\n" + PIP, MAIN),
        ("a compiler below is for the image", "FROM python:3.14\n", GCC + "COPY . .\n" + PIP, "RUN apt-get install -y g++\n" + MAIN),
        ("an exec form is not rewritten", "FROM python:3.14\n", GCC + 'COPY . .\nRUN ["pip", "install", "a"]\n', MAIN),
        ("a heredoc is not rewritten", "FROM python:3.14\n", GCC + "COPY . .\nRUN <<E\npip install a\nE\n", MAIN),
        ("sudo's pip is not that of the virtual environment", "FROM python:3.14\n", GCC + "COPY . .\nRUN sudo pip install a\n", MAIN),
        ("another command of pip would be another pip's", "FROM python:3.14\n", GCC + "COPY . .\nRUN pip install a && pip download b\n", MAIN),
        ("a target folder is outside of the virtual environment", "FROM python:3.14\n", GCC + "COPY . .\nRUN pip install --target /x a\n", MAIN),
        ("a library for building may be one for running, too", "FROM python:3.14\n", GCC + "RUN apt-get install -y libpq-dev\nCOPY . .\n" + PIP, MAIN),
        ("a variable may hold what the build sets", "FROM python:3.14\n", GCC + "ENV A=$B\nCOPY . .\n" + PIP, MAIN),
        ("a comment within ENV would be lost", "FROM python:3.14\n", GCC + "ENV \\\n# why\n A=1\nCOPY . .\n" + PIP, MAIN),
        ("a source by a variable is not known", "FROM python:3.14\n", GCC + "COPY $A .\n" + PIP, MAIN),
        ("a comment within COPY would be lost", "FROM python:3.14\n", GCC + "COPY \\\n# why\n a .\n" + PIP, MAIN),
        ("a heredoc beside a COPY is not split", "FROM python:3.14\n", GCC + "COPY <<E /a\nx\nE\nCOPY a .\n" + PIP, MAIN),
    ],
)  # fmt: skip
def test_python_is_not_converted(why, head, build, tail):
    text = head + build + tail
    check_fix(MULTI, text, None)


@pytest.mark.parametrize(
    ("why", "build", "kept"),
    [
        ("the requirements are for the builder alone", GCC + "COPY requirements.txt .\n" + PIP, ""),
        (
            "a COPY that brings more than requirements is kept",
            GCC + "COPY requirements.txt a.py .\n" + PIP,
            "COPY requirements.txt a.py .\n",
        ),
        ("constraints are for the builder, too", GCC + "COPY requirements.txt constraints.txt .\n" + PIP, ""),
        (
            "tools for building are left behind",
            GCC + "RUN apt-get install -y make pkg-config\nCOPY . .\n" + PIP,
            "COPY . .\n",
        ),
        (
            "cleaning up is for the layer of the builder",
            GCC + "RUN rm -rf /var/lib/apt/lists/* && apt-get clean\nCOPY . .\n" + PIP,
            "COPY . .\n",
        ),
        ("labels belong to the image", GCC + "LABEL a=1\nCOPY . .\n" + PIP, "LABEL a=1\nCOPY . .\n"),
    ],
)
def test_what_python_s_second_stage_keeps(why, build, kept):
    text = f"FROM python:3.14\n{build}{MAIN}"
    result = fixed(text, MULTI)
    label = "LABEL a=1\n" if "LABEL" in kept else ""
    copies = kept.removeprefix(label)
    assert result.endswith(
        f"\nFROM python:3.14\n{label}{VENV}COPY --from=builder /opt/venv /opt/venv\n{copies}{MAIN}"
    ), why


def test_python_s_conversion_keeps_the_letter_case():
    text = 'from python:3.14\nrun apt-get install -y gcc\ncopy . .\nrun pip install a\ncmd ["python"]\n'
    assert fixed(text, MULTI) == (
        "from python:3.14 as builder\nrun apt-get install -y gcc\ncopy . .\nrun python -m venv /opt/venv\n"
        "env PATH=/opt/venv/bin:$PATH\nrun pip install a\n\nfrom python:3.14\nenv PATH=/opt/venv/bin:$PATH\n"
        'copy --from=builder /opt/venv /opt/venv\ncopy . .\ncmd ["python"]\n'
    )
