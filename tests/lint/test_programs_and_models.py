"""What programs need of their images: Python, Node.js, Java, CUDA, PyTorch, models, PowerShell, Windows paths."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from lint.cases import applicabilities, findings_of, fixed

PYTHON = "FROM python:3.14-slim\n"
CUDA = "FROM nvidia/cuda:12.6.3-devel-ubuntu22.04\n"
WINDOWS = "FROM mcr.microsoft.com/windows/servercore:ltsc2025\n"

CASES = [
    # rule, text, the words it is told on
    ("python-unbuffered-missing", PYTHON + 'CMD ["python3", "a.py"]\n', ['"python3"']),
    ("python-unbuffered-missing", PYTHON + "CMD exec python a.py\n", ["python"]),
    ("python-unbuffered-missing", PYTHON + 'CMD ["python", "-u", "a.py"]\n', []),
    ("python-unbuffered-missing", PYTHON + 'CMD ["gunicorn", "a"]\n', []),
    ("python-unbuffered-missing", PYTHON + 'ENV PYTHONUNBUFFERED=1\nCMD ["python", "a.py"]\n', []),
    ("python-unbuffered-missing", PYTHON + 'ENV PYTHONUNBUFFERED=\nCMD ["python", "a.py"]\n', ['"python"']),
    ("python-unbuffered-missing", PYTHON + 'ARG PYTHONUNBUFFERED=1\nCMD ["python", "a.py"]\n', ['"python"']),
    ("node-env-missing", 'FROM node:24\nCMD ["npm", "start"]\n', ['"npm"']),
    ("node-env-missing", 'FROM node:24\nCMD ["npm", "run", "dev"]\n', []),
    ("node-env-missing", 'FROM node:24\nENV NODE_ENV=test\nCMD ["node", "a.js"]\n', []),
    ("java-container-memory", 'FROM a\nENTRYPOINT ["java", "-jar", "/a.jar"]\n', ['"java"']),
    ("java-container-memory", "FROM a\nCMD java -jar /a.jar\n", ["java"]),
    ("java-container-memory", 'FROM a\nENTRYPOINT ["java", "-jar", "/a.jar"]\nCMD ["-Xmx1g"]\n', []),
    ("java-container-memory", "FROM a\nCMD java $JAVA_OPTS -jar /a.jar\n", []),
    ("java-container-memory", 'FROM a\nENV JAVA_TOOL_OPTIONS=-Xmx1g\nCMD ["java", "-jar", "/a.jar"]\n', []),
    ("java-container-memory", 'FROM a\nCMD ["java", "-version"]\n', []),
    ("java-container-memory", "FROM eclipse-temurin:21\nENV O=-XX:+UseCGroupMemoryLimitForHeap\n", ["-XX:+UseCGroupMemoryLimitForHeap"]),
    ("java-container-memory", "FROM eclipse-temurin:8-jre\nENV O=-XX:+UseCGroupMemoryLimitForHeap\n", []),
    ("java-container-memory", "FROM maven:3-jdk-8\nENV O=-XX:+UseCGroupMemoryLimitForHeap\n", []),
    ("cuda-devel-in-final-stage", CUDA + 'CMD ["infer"]\n', ["nvidia/cuda:12.6.3-devel-ubuntu22.04"]),
    ("cuda-devel-in-final-stage", CUDA + 'RUN make\nCMD ["infer"]\n', ["nvidia/cuda:12.6.3-devel-ubuntu22.04"]),
    ("cuda-devel-in-final-stage", CUDA + 'RUN pip install vllm\nCMD ["infer"]\n', []),
    ("cuda-devel-in-final-stage", CUDA + 'CMD ["bash"]\n', []),
    ("cuda-devel-in-final-stage", CUDA, []),
    ("cuda-devel-in-final-stage", CUDA.strip() + ' AS devel\nCMD ["infer"]\n', []),
    ("cuda-devel-in-final-stage", CUDA.strip() + ' AS a\nFROM debian:13\nCMD ["infer"]\n', []),
    ("cuda-devel-in-final-stage", CUDA.replace("devel", "runtime") + 'CMD ["infer"]\n', []),
    ("torch-index-missing", PYTHON + "RUN pip install torch\n", ["torch"]),
    ("torch-index-missing", PYTHON + "RUN uv pip install torch numpy\n", ["torch"]),
    ("torch-index-missing", PYTHON + "RUN pip install torch==2.8.0+cpu -i https://a\n", []),
    ("torch-index-missing", PYTHON + "ENV PIP_EXTRA_INDEX_URL=https://a\nRUN pip install torch\n", []),
    ("torch-index-missing", PYTHON + "# no sign of it in a comment: GPU\nRUN pip install torch\n", ["torch"]),
    ("torch-index-missing", PYTHON + "ENV NVIDIA_VISIBLE_DEVICES=all\nRUN pip install torch\n", []),
    ("torch-index-missing", PYTHON + "RUN pip install numpy && pip install torch\n", ["torch"]),
    ("torch-index-missing", PYTHON + "RUN npm install torch && pip install -i https://a torch && pip install torch\n", ["torch"]),
    ("torch-index-missing", PYTHON + "RUN pip install numpy\n", []),
    ("torch-index-missing", PYTHON + "RUN npm install torch\n", []),
    ("torch-index-missing", PYTHON + "RUN pip download torch\n", []),
    ("torch-index-missing", "FROM pytorch/pytorch:2\nRUN pip install torch\n", []),
    ("torch-index-missing", PYTHON.strip() + " AS a\nRUN pip install torch\nFROM debian:13\n", []),
    ("hf-cache-in-image", PYTHON + "RUN python -c \"M.from_pretrained('a').save_pretrained('/a')\"\n", ["save_pretrained"]),
    ("hf-cache-in-image", PYTHON + "RUN python -c \"M.from_pretrained('a').save_pretrained('/a')\" && rm -rf ~/.cache/huggingface\n", []),
    ("hf-cache-in-image", PYTHON + "RUN --mount=type=cache,target=/root/.cache/huggingface python -c \"M.from_pretrained('a').save_pretrained('/a')\"\n", []),
    ("hf-cache-in-image", PYTHON + "RUN python -c \"M.from_pretrained('a')\"\n", []),
    ("hf-cache-in-image", PYTHON + "RUN git lfs install && git clone https://huggingface.co/a/b /m\n", ["https://huggingface.co/a/b"]),
    ("hf-cache-in-image", PYTHON + "RUN git clone https://huggingface.co/a/b /m && rm -rf /m/.git\n", []),
    ("hf-cache-in-image", PYTHON + "RUN git clone https://github.com/huggingface/a\n", []),
    ("windows-path-escape", WINDOWS + "COPY a.exe C:\\\nRUN dir\n", ["\\"]),
    ("windows-path-escape", WINDOWS + "COPY a.exe app\\bin\\  \nRUN dir\n", ["\\"]),
    ("windows-path-escape", WINDOWS + "RUN a && \\\n  b\n", []),
    ("windows-path-escape", "# escape=`\n" + WINDOWS + "COPY a.exe C:\\\nRUN dir\n", []),
    ("windows-path-escape", "FROM debian:13\nCOPY a.exe C:\\\nRUN dir\n", []),
    ("powershell-error-preference", WINDOWS + 'SHELL ["powershell", "-Command"]\nRUN New-Item a; New-Item b\nRUN New-Item c; New-Item d\n', ['"powershell", "-Command"']),
    ("powershell-error-preference", WINDOWS + 'SHELL ["powershell", "-Command"]\nRUN New-Item a\n', []),
    ("powershell-error-preference", WINDOWS + 'SHELL ["powershell", "-Command"]\nRUN $x = 1; New-Item a\n', []),
    ("powershell-error-preference", WINDOWS + 'SHELL ["powershell", "-Command"]\nRUN New-Item "a;b"\n', []),
    ("powershell-error-preference", WINDOWS + "SHELL [\"powershell\", \"-Command\", \"$ErrorActionPreference = 'Stop';\"]\nRUN New-Item a; New-Item b\n", []),
    ("powershell-error-preference", WINDOWS + "RUN powershell -Command New-Item a; New-Item b\n", ["powershell"]),
    ("powershell-error-preference", WINDOWS + "RUN powershell -Command New-Item a -ErrorAction Stop; New-Item b\n", []),
    ("label-missing", "FROM debian:13\nLABEL org.opencontainers.image.source=a org.opencontainers.image.description=b\n", ["debian:13"]),
    ("label-missing", "FROM debian:13 AS a\nLABEL org.opencontainers.image.source=a org.opencontainers.image.description=b\nFROM a\nLABEL org.opencontainers.image.licenses=MIT\n", []),
    ("digest-missing", "FROM debian:13 AS a\nFROM a\nFROM scratch\nFROM $X\n", ["debian:13"]),
    ("variable-undefined", "FROM debian:13\nENV HTTP_PORT=1\nEXPOSE $HTTP_PORT\nWORKDIR /$HTPT_PORT\n", ["HTPT_PORT"]),
    ("variable-undefined", "FROM a\nENV HTTP_PORT=1\nEXPOSE $HTTP_PORT $HTTPS_PORT\n", []),
    ("variable-undefined", "FROM a\nENV CUSTOM_SERVER_PORT=1\nWORKDIR /$CUSTOM_SERVE_NAME\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "words"), CASES)
def test_what_is_told(rule: str, text: str, words: list[str]):
    assert findings_of(text, rule) == words


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        ("java-container-memory", "FROM a\nCMD java -jar /a.jar\n", "FROM a\nCMD java -XX:MaxRAMPercentage=75.0 -jar /a.jar\n"),
        ("java-container-memory", "FROM a:21\nENV O=-XX:+UseCGroupMemoryLimitForHeap\n", "FROM a:21\nENV O=-XX:MaxRAMPercentage=75.0\n"),
        ("node-env-missing", 'from node:24\ncmd ["node", "a"]\n', 'from node:24\nenv NODE_ENV=production\ncmd ["node", "a"]\n'),
        ("cuda-devel-in-final-stage", CUDA + 'RUN make\nCMD ["infer"]\n', CUDA + 'RUN make\nCMD ["infer"]\n'),
        ("torch-index-missing", PYTHON + "RUN pip install torch numpy\n", PYTHON + "RUN pip install --extra-index-url https://download.pytorch.org/whl/cpu torch numpy\n"),
        ("torch-index-missing", PYTHON + 'RUN ["pip", "install", "torch"]\n', PYTHON + 'RUN ["pip", "install", "torch"]\n'),
        # where other lines are joined by backslash, the escape character stays
        ("windows-path-escape", WINDOWS + "COPY a C:\\\nRUN a && \\\n  b\n", WINDOWS + "COPY a C:\\\nRUN a && \\\n  b\n"),
        ("windows-path-escape", "# syntax=docker/dockerfile:1\n" + WINDOWS + "COPY a C:\\\nRUN b\n", "# syntax=docker/dockerfile:1\n# escape=`\n" + WINDOWS + "COPY a C:\\\nRUN b\n"),
        ("powershell-error-preference", WINDOWS + 'RUN powershell -Command "New-Item a; New-Item b"\n', WINDOWS + "RUN powershell -Command \"$ErrorActionPreference = 'Stop'; New-Item a; New-Item b\"\n"),
    ],
)  # fmt: skip
def test_what_the_fix_writes(rule: str, text: str, after: str):
    assert fixed(text, rule) == after


def test_another_build_of_torch_is_unsafe():
    assert applicabilities(PYTHON + "RUN pip install torch\n", "torch-index-missing") == ["unsafe"]
    assert applicabilities(PYTHON + 'RUN ["pip", "install", "torch"]\n', "torch-index-missing") == ["none"]


def test_models_count_by_their_size_where_they_reach_the_image(tmp_path):
    (tmp_path / "models").mkdir()
    for name, size in (("models/a.safetensors", 80_000_000), ("models/b.onnx", 30_000_000), ("c.pt", 90_000_000)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    context = read_context(tmp_path, None)
    rule = "model-file-in-image"
    assert findings_of("FROM a\nCOPY models /m\n", rule, context) == ["models"]
    assert findings_of("FROM a\nCOPY models/*.onnx c.p? /m/\n", rule, context) == []
    assert findings_of("FROM a AS b\nCOPY models /m\nFROM a\n", rule, context) == []
    (tmp_path / ".dockerignore").write_text("models/a*")
    assert findings_of("FROM a\nCOPY models /m\n", rule, read_context(tmp_path, None)) == []


def test_one_name_for_all_pins():
    text = "FROM debian:13\nRUN apt-get install -y curl && pip install flask && npm install -g yarn\n"
    assert findings_of(text, "version-pin-missing") == ["curl", "flask", "yarn"]
