"""A single stage that builds becomes a builder and a light stage, language by language."""

import pytest

from lint.cases import findings_of, fixed, fixes_of, problems_of

RULE = "multi-stage-missing"


# Each: the image, what builds, what starts; then what stands between the two stages and the start.
CONVERTED = [
    (
        "Go without C",
        "FROM golang:1.26",
        "WORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /usr/local/bin/shop .\n",
        'EXPOSE 8080\nCMD ["shop"]\n',
        "FROM gcr.io/distroless/static-debian13:nonroot\nCOPY --from=builder /usr/local/bin/shop /usr/local/bin/shop\n",
    ),
    (
        "Go with C",
        "FROM golang:1.26-bookworm",
        "WORKDIR /src\nCOPY . .\nRUN go build -o /bin/shop .\n",
        'CMD ["/bin/shop"]\n',
        "FROM gcr.io/distroless/base-debian12:nonroot\nCOPY --from=builder /bin/shop /bin/shop\n",
    ),
    (
        "Go on Alpine",
        "FROM golang:1.26-alpine",
        "WORKDIR /app\nCOPY . .\nRUN go build -o shop .\n",
        'CMD ["./shop"]\n',
        "FROM alpine:3.22\nWORKDIR /app\nCOPY --from=builder /app/shop /app/shop\n",
    ),
    (
        "Rust's program into a distroless image",
        "FROM rust:1.90",
        "WORKDIR /app\nCOPY . .\nRUN cargo build --release\n",
        'CMD ["/app/target/release/shop"]\n',
        "FROM gcr.io/distroless/cc-debian13:nonroot\nCOPY --from=builder /app/target/release/shop /app/target/release/shop\n",
    ),
    (
        "Rust that is installed",
        "FROM rust:1.90",
        "WORKDIR /app\nCOPY . .\nRUN cargo install --path .\n",
        'CMD ["shop"]\n',
        "FROM gcr.io/distroless/cc-debian13:nonroot\nCOPY --from=builder /usr/local/cargo/bin/shop /usr/local/bin/shop\n",
    ),
    (
        "Maven's archive into an image that only runs",
        "FROM maven:3.9-eclipse-temurin-21",
        "WORKDIR /app\nCOPY . .\nRUN mvn -B package\n",
        'ENTRYPOINT ["java", "-jar", "target/shop.jar"]\n',
        "FROM eclipse-temurin:21-jre\nWORKDIR /app\nCOPY --from=builder /app/target/shop.jar /app/target/shop.jar\n",
    ),
    (
        "Gradle's archive, where the build is on Alpine",
        "FROM gradle:8.14-jdk21-alpine",
        "WORKDIR /app\nCOPY . .\nRUN gradle bootJar\n",
        'ENTRYPOINT ["java", "-jar", "/app/build/libs/shop.jar"]\n',
        "FROM eclipse-temurin:21-jre-alpine\nCOPY --from=builder /app/build/libs/shop.jar /app/build/libs/shop.jar\n",
    ),
    (
        ".NET's folder into the image of its web server",
        "FROM mcr.microsoft.com/dotnet/sdk:9.0",
        "WORKDIR /app\nCOPY . .\nRUN dotnet publish -c Release -o out\n",
        'ENTRYPOINT ["dotnet", "out/Shop.dll"]\n',
        "FROM mcr.microsoft.com/dotnet/aspnet:9.0\nWORKDIR /app\nCOPY --from=builder /app/out /app/out\n",
    ),
    (
        "a server of Node",
        "FROM node:24",
        "WORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\n",
        'USER node\nCMD ["node", "dist/main.js"]\n',
        (
            "FROM node:24-slim\nWORKDIR /app\nENV NODE_ENV=production\nCOPY --from=builder /app/package.json ./package.json\n"
            "COPY --from=builder /app/node_modules ./node_modules\nCOPY --from=builder /app/dist ./dist\n"
        ),
    ),
]


@pytest.mark.parametrize(("why", "image", "build", "start", "final"), CONVERTED)
def test_conversions(why, image, build, start, final):
    prune = "RUN npm prune --omit=dev\n" if "node" in image else ""
    wanted = f"{image} AS builder\n{build}{prune}\n{final}{start}"
    assert fixes_of(f"{image}\n{build}{start}", RULE) == [[wanted]], why
    assert findings_of(wanted, RULE) == []


def test_a_site_is_served_by_nginx():
    head = "WORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build\n"
    assert fixed(f'FROM node:24\n{head}EXPOSE 3000\nCMD ["npx", "serve", "-s", "dist"]\n', RULE) == (
        f"FROM node:24 AS builder\n{head}\nFROM nginx:1.31-alpine\nEXPOSE 80\n"
        "COPY --from=builder /app/dist /usr/share/nginx/html\n"
    )


GCC = "RUN apt-get update && apt-get install -y gcc && rm -rf /var/lib/apt/lists/*\n"
PIP = "RUN pip install --no-cache-dir -r requirements.txt\n"
MAIN = 'CMD ["python", "main.py"]\n'
VENV = "ENV PATH=/opt/venv/bin:$PATH\n"


@pytest.mark.parametrize(
    ("why", "head", "tail", "kept"),
    [
        (
            "what stands before the compiler is written in both stages",
            f"WORKDIR /app\n{GCC}COPY requirements.txt .\n",
            f"COPY . .\n{MAIN}",
            "WORKDIR /app\n",
        ),
        (
            "variables and the user go along",
            f"ENV A=1\nWORKDIR /app\n{GCC}COPY requirements.txt .\n",
            f"COPY . .\nUSER nobody\n{MAIN}",
            "ENV A=1\nWORKDIR /app\n",
        ),
    ],
)
def test_python_packages_move_with_their_environment(why, head, tail, kept):
    wanted = (
        f"FROM python:3.14-slim AS builder\n{head}RUN python -m venv /opt/venv\n{VENV}{PIP}"
        f"\nFROM python:3.14-slim\n{kept}{VENV}COPY --from=builder /opt/venv /opt/venv\n{tail}"
    )
    assert fixes_of(f"FROM python:3.14-slim\n{head}{PIP}{tail}", RULE) == [[wanted]]
    assert findings_of(wanted, RULE) == []


def test_sources_that_pip_saw_are_copied_again():
    text = f"FROM python:3.14\nWORKDIR /app\nCOPY . .\n{GCC}{PIP}{MAIN}"
    assert fixed(text, RULE).endswith(f"COPY --from=builder /opt/venv /opt/venv\nCOPY . .\n{MAIN}")


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("a library that the program needs", f"RUN apt-get install -y gcc libpq-dev\nCOPY . .\n{PIP}{MAIN}"),
        ("tools behind it", f"{GCC}COPY . .\n{PIP}{GCC}{MAIN}"),
        ("a step of its own", f"{GCC}COPY . .\nRUN ./configure\n{PIP}{MAIN}"),
        ("packages elsewhere", f"{GCC}COPY . .\nRUN pip install --user x\n{MAIN}"),
        ("an argument", f"ARG A\n{GCC}COPY . .\n{PIP}{MAIN}"),
        ("as another user", f"{GCC}USER app\nCOPY . .\n{PIP}{MAIN}"),
    ],
)
def test_python_stays_where_more_is_needed(why, text):
    text = f"FROM python:3.14-slim\n{text}"
    assert findings_of(text, RULE), why
    assert fixed(text, RULE) == text, why


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("a shell starts", "FROM golang:1.26\nCOPY . .\nRUN go build -o /bin/x .\nCMD /bin/x\n"),
        ("a command's output is not known", 'FROM golang:1.26\nCOPY . .\nRUN go build ./...\nCMD ["/bin/x"]\n'),
        (
            "npm starts what nobody knows",
            'FROM node:24\nWORKDIR /a\nCOPY . .\nRUN npm run build\nCMD ["npm", "start"]\n',
        ),
        ("two languages", 'FROM golang\nCOPY . .\nRUN npm run build\nRUN go build -o /bin/x .\nCMD ["/bin/x"]\n'),
        ("a user that goes", 'FROM golang:1.26\nCOPY . .\nRUN go build -o /bin/x .\nUSER shop\nCMD ["/bin/x"]\n'),
    ],
)
def test_no_offer_where_it_cannot_be_done_well(why, text):
    assert findings_of(text, RULE), why
    assert fixed(text, RULE) == text, why


@pytest.mark.parametrize(
    ("why", "text"),
    [
        (
            "it has stages already",
            'FROM golang AS a\nRUN go build -o /x\nFROM alpine\nCOPY --from=a /x /x\nCMD ["/x"]\n',
        ),
        ("starts nothing", "FROM golang\nRUN go build -o /x\n"),
        ("a shell to work in", 'FROM golang\nRUN go build -o /x\nCMD ["bash"]\n'),
        ("no program of its own", 'FROM debian\nRUN apt-get install -y gcc\nCMD ["gcc"]\n'),
        ("tools that go again", 'FROM alpine\nCOPY . .\nRUN apk add gcc && make && apk del gcc\nCMD ["x"]\n'),
    ],
)
def test_quiet(why, text):
    assert findings_of(text, RULE) == [], why


BUILDS = [
    ("Go's build compiles", "go build", "go build"),
    ("Go's test leaves nothing behind", "go test", None),
    ("go alone shows its help", "go", None),
    ("options do not change what Cargo does", "cargo build --release", "cargo build"),
    ("the project itself is installed", "cargo install --path .", "cargo install"),
    ("another's program is installed, not built from these sources", "cargo install x", None),
    ("Cargo's test leaves nothing behind", "cargo test", None),
    ("Maven packages", "mvn package", "mvn package"),
    ("the wrapper is Maven, and verify packages on its way", "./mvnw -B verify", "mvnw verify"),
    ("Maven's test packages nothing", "mvn test", None),
    ("Gradle builds", "gradle build", "gradle build"),
    ("the wrapper is Gradle, a task may name its project", "./gradlew :app:bootJar", "gradlew :app:bootJar"),
    ("Gradle's test builds nothing to start", "gradle test", None),
    (".NET publishes", "dotnet publish", "dotnet publish"),
    ("restoring is only fetching", "dotnet restore", None),
    ("npm runs the script named build", "npm run build", "npm run build"),
    ("the long name of run is the same", "npm run-script build", "npm run-script build"),
    ("a script may say what of it", "npm run build:web", "npm run build:web"),
    ("options may stand before the subcommand", "npm --silent run build", "npm run build"),
    ("another script is no build", "npm run lint", None),
    ("npm run alone lists the scripts", "npm run", None),
    ("npm has no command of that name", "npm build", None),
    ("what follows another command is its argument", "npm test build", None),
    ("pnpm leaves run out", "pnpm build", "pnpm build"),
    ("yarn leaves run out", "yarn build", "yarn build"),
    ("a package may be called build", "yarn add build", None),
    ("make runs what its file says", "make run build", None),
    ("CMake builds with an option", "cmake --build .", "cmake ."),
    ("CMake alone only prepares", "cmake .", None),
    ("tools that go again leave nothing to be split off", "apk add gcc && npm run build && apk del gcc", None),
]


START = 'CMD ["serve"]\n'


@pytest.mark.parametrize(("why", "command", "reported"), BUILDS)
def test_what_builds(why, command, reported):
    problems = problems_of(f"FROM debian:13\nRUN {command}\n{START}", RULE)
    assert [dict(problem.finding.facts)["command"] for problem in problems] == ([reported] if reported else []), why


@pytest.mark.parametrize(
    ("why", "start", "found"),
    [
        ("a program starts", 'CMD ["serve"]', True),
        ("the entry point starts, a shell is its argument", 'ENTRYPOINT ["serve"]\nCMD ["bash"]', True),
        ("a shell is there to work in", 'CMD ["bash"]', False),
        ("also in shell form", "CMD bash", False),
        ("also by its path", 'CMD ["/bin/bash"]', False),
        ("a shell with a script is one to work in for all that is known", 'CMD ["bash", "x"]', False),
        ("a shell with a text starts what this says", 'CMD ["bash", "-c", "x"]', True),
        ("an empty CMD starts nothing", "CMD", False),
        ("the toolchain is what the image is for", 'ENTRYPOINT ["go"]', False),
        ("the toolchain runs the program", 'ENTRYPOINT ["go", "run"]', True),
        ("a toolchain as CMD stands for a program that is not known", 'CMD ["go"]', True),
        ("a notebook is a place to work in", 'CMD ["jupyter", "lab"]', False),
        ("a port starts nothing", "EXPOSE 80", False),
    ],
)
def test_what_starts(why, start, found):
    assert bool(findings_of(f"FROM golang:1.26\nRUN go build\n{start}\n", RULE)) is found, why
