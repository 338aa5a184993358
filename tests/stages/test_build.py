"""What is in force where: scopes of variables, what a stage takes over, what stages name each other."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from gorae.stages import PLATFORM_ARGUMENTS, Build, build
from gorae.syntax import parse
from syntax.dockerfiles import dockerfiles

# A text, and the values of the words behind each `RUN` in it: `-` is not known, `?` is not defined.
SCOPES = {
    "an ENV from its line on": ("FROM a\nRUN A\nENV A=1\nRUN A\n", ["A=?", "A=1"]),
    "an ARG from its line on": ("FROM a\nRUN A\nARG A=1\nRUN A\n", ["A=?", "A=1"]),
    "an ARG without value": ("FROM a\nARG A\nRUN A\n", ["A=-"]),
    "a global ARG is not seen": ("ARG A=1\nFROM a\nRUN A\n", ["A=?"]),
    "a global ARG that is declared": ("ARG A=1\nFROM a\nARG A\nRUN A\n", ["A=1"]),
    "a stage's own default": ("ARG A=1\nFROM a\nARG A=2\nRUN A\n", ["A=2"]),
    "a global ARG of a global ARG": ("ARG A=1\nARG B=$A-x\nFROM a\nARG B\nRUN B\n", ["B=1-x"]),
    "ARGs in one line see each other": ("FROM a\nARG A=1 B=$A\nRUN A B\n", ["A=1 B=1"]),
    "ENVs in one line do not": ("FROM a\nENV A=1\nENV A=2 B=$A\nRUN A B\n", ["A=2 B=1"]),
    "a default of an ARG": ("FROM a\nARG A=1\nENV B=${A}/x\nRUN B\n", ["B=1/x"]),
    "an ENV below an ARG": ("FROM a\nARG A=1\nENV A=2\nRUN A\n", ["A=2"]),
    "an ARG with a value below an ENV": ("FROM a\nENV A=1\nARG A=2\nRUN A\n", ["A=2"]),
    "an ARG without a value below an ENV": ("FROM a\nENV A=1\nARG A\nRUN A\n", ["A=1"]),
    "an ARG without a value below an ARG": ("FROM a\nARG A=1\nARG A\nRUN A\n", ["A=1"]),
    "a global ARG without a value below another": ("ARG A=1\nARG A\nFROM a\nARG A\nRUN A\n", ["A=1"]),
    "what hangs on an ARG without value": ("FROM a\nARG A\nENV B=x$A C=y\nRUN B C\n", ["B=- C=y"]),
    "what is not defined is empty": ("FROM a\nENV B=x$A\nRUN B\n", ["B=x"]),
    "old pairs": ("FROM a\nENV A b c\nRUN A\n", ["A=b c"]),
    "an ENV with a continuation": ("FROM a\nENV A=1 \\\n# c\n\n  B=2\nRUN A B\n", ["A=1 B=2"]),
    "ill-formed ENVs spoil nothing": ("FROM a\nENV A=1 B\nENV\nENV C=2\nRUN A C\n", ["A=1 C=2"]),
    "another stage": ("FROM a\nENV A=1\nFROM b\nRUN A\n", ["A=?"]),
    "a stage it is based on": ("FROM a AS x\nENV A=1\nARG B=2\nFROM X\nRUN A B\n", ["A=1 B=2"]),
    "a stage that is based on one": ("FROM a AS x\nENV A=1\nFROM x AS y\nENV A=$A$A\nFROM y\nRUN A\n", ["A=11"]),
    "platform arguments": ("FROM a\nRUN TARGETARCH\nARG TARGETARCH\nRUN TARGETARCH\n", ["TARGETARCH=?", "TARGETARCH=-"]),
    "predefined arguments": ("FROM a\nRUN HTTP_PROXY\n", ["HTTP_PROXY=-"]),
    "single quotes keep a variable's name": ("FROM a\nENV A='$B' C=\"a b\"\nRUN A C\n", ["A=$B C=a b"]),
    "a backtick as escape": ("# escape=`\nFROM a\nENV A=C:\\x `\n  B=`$A\nRUN A B\n", ["A=C:\\x B=$A"]),
}  # fmt: skip


def seen(graph: Build) -> list[str]:
    rows = []
    for node in graph.document.nodes:
        if node.name == "RUN":
            known = graph.environment_at(node)
            names = node.instruction.arguments_text.split()
            values = {name: "?" if name not in known else known[name].value for name in names}
            rows.append(" ".join(f"{name}={'-' if value is None else value}" for name, value in values.items()))
    return rows


@pytest.mark.parametrize(("text", "expected"), SCOPES.values(), ids=SCOPES.keys())
def test_scopes(text: str, expected: list[str]) -> None:
    assert seen(build(parse(text))) == expected


def test_build_arguments_ask_what_if() -> None:
    document = parse("ARG A=1\nARG G\nFROM a:$A\nARG A\nARG B=2\nENV C=$B\nARG D=$C\nRUN A B C D G\nARG G\nRUN G\n")
    assert seen(build(document)) == ["A=1 B=2 C=2 D=2 G=?", "G=-"]
    assert seen(build(document, {"A": "8", "B": "9", "G": "7"})) == ["A=8 B=9 C=9 D=9 G=?", "G=7"]
    assert build(document, {"A": "8"}).stages[0].image == "a:8"
    assert build(document).stages[0].image == "a:1"
    assert build(document, {"C": "5"}).stages[0].final_environment["C"].value == "2", "an ENV takes none"


# A text, and for each stage: its image, the number of the stage it is based on, those it copies from, whether it is
# needed and whether its layers reach the image.
STAGES = {
    "a single stage": ("FROM a\n", ["a"]),
    "a name": ("FROM a AS x\nFROM x\n", ["a reaches", "x <0 reaches"]),
    "a name in another case": ("FROM a AS Build\nFROM bUILD\n", ["a reaches", "bUILD <0 reaches"]),
    "a name that comes later": ("FROM x\nFROM a AS x\n", ["x unneeded", "a"]),
    "a number is no base": ("FROM a\nFROM 0\n", ["a unneeded", "0"]),
    "files of stages by name and by number": ("FROM a AS x\nFROM b\nFROM c\nCOPY --from=x a b\nCOPY --from=1 a b\n", ["a", "b", "c +0 +1"]),
    "copies from images": ("FROM a AS x\nFROM c\nCOPY --from=nginx a b\n", ["a unneeded", "c"]),
    "a mount": ("FROM a AS x\nFROM c\nRUN --mount=type=bind,from=x,target=/x b\n", ["a", "c +0"]),
    "a trigger": ("FROM a AS x\nFROM c\nONBUILD COPY --from=x a b\n", ["a", "c +0"]),
    "through another": ("FROM a AS x\nFROM b AS y\nCOPY --from=x a b\nFROM c\nCOPY --from=y a b\n", ["a", "b +0", "c +1"]),
    "of two names the later": ("FROM a AS x\nFROM b AS x\nFROM x\n", ["a unneeded", "b reaches", "x <1 reaches"]),
    "a name from an ARG": ("ARG N=x\nFROM a AS x\nFROM $N\n", ["a reaches", "x <0 reaches"]),
    "an ARG without value": ("ARG N\nFROM $N\n", ["None"]),
    "a default in the place": ("FROM ${N:-a:1}\n", ["a:1"]),
    "a stage's ARG is not FROM's": ("FROM a\nARG N=1\nFROM b:${N:-2}\n", ["a unneeded", "b:2"]),
    "a stage that copies from itself": ("FROM a AS x\nCOPY --from=x a b\nCOPY --from=0 a b\n", ["a"]),
    "a number too high": ("FROM a\nCOPY --from=7 a b\n", ["a"]),
    "nothing behind FROM": ("FROM\nFROM a AS\n", ["None unneeded", "a"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STAGES.values(), ids=STAGES.keys())
def test_stages(text: str, expected: list[str]) -> None:
    rows = []
    for stage in build(parse(text)).stages:
        words = [str(stage.image)]
        words += [f"<{stage.parent.index}"] if stage.parent else []
        words += [f"+{index}" for index in sorted(stage.copies_from)]
        words += ["unneeded"] if not stage.is_needed else []
        words += (
            ["reaches"] if stage.reaches_image and len(expected) > 1 and (stage.parent or not stage.is_last) else []
        )
        rows.append(" ".join(words))
    assert rows == expected


# A text, and what is in force at its last instruction: shell, dialect, user, workdir.
FORCE = {
    "nothing said": ("FROM a\nRUN b\n", ("/bin/sh", "sh", None, None)),
    "user and folder": ("FROM a\nUSER b:c\nWORKDIR /d\nWORKDIR e\nRUN f\n", ("/bin/sh", "sh", "b:c", "/d/e")),
    "variables in them": ("FROM a\nENV D=/d U=b\nUSER $U\nWORKDIR ${D}/x\nRUN f\n", ("/bin/sh", "sh", "b", "/d/x")),
    "a folder that is not known": ("FROM a\nARG D\nWORKDIR $D\nWORKDIR x\nRUN f\n", ("/bin/sh", "sh", None, None)),
    "a relative folder alone": ("FROM a\nWORKDIR x\nRUN f\n", ("/bin/sh", "sh", None, None)),
    "from its line on": ("FROM a\nRUN b\nUSER c\n", ("/bin/sh", "sh", None, None)),
    "a shell": ('FROM a\nSHELL ["/bin/bash", "-c"]\nRUN b\n', ("/bin/bash", "bash", None, None)),
    "another stage": ('FROM a\nSHELL ["bash", "-c"]\nUSER b\nFROM c\nRUN d\n', ("/bin/sh", "sh", None, None)),
    "a stage it is based on": (
        'FROM a AS x\nSHELL ["bash", "-c"]\nUSER b\nWORKDIR /w\nFROM x\nWORKDIR y\nRUN d\n',
        ("bash", "bash", "b", "/w/y"),
    ),
    "cmd is the shell of Windows": ("# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN a\n", ("cmd", "cmd", None, None)),
    "PowerShell, where SHELL says so": (
        "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL [\"powershell\", \"-Command\"]\nWORKDIR C:\\a\nRUN a\n",
        ("powershell", "powershell", None, "C:\\a"),
    ),
    "a path to PowerShell": (
        'FROM a\nSHELL ["C:\\\\Program Files\\\\PowerShell\\\\7\\\\pwsh.EXE", "-c"]\nRUN a\n',
        ("C:\\Program Files\\PowerShell\\7\\pwsh.EXE", "powershell", None, None),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORCE.values(), ids=FORCE.keys())
def test_what_is_in_force(text: str, expected: tuple[str, str, str | None, str | None]) -> None:
    graph = build(parse(text))
    scope = graph.scope_of(graph.document.nodes[-1])
    assert (scope.shell[0], scope.dialect, scope.user, scope.workdir) == expected


def test_platform_arguments_are_known_to_from() -> None:
    graph = build(parse("FROM --platform=$BUILDPLATFORM a\n"))
    assert set(PLATFORM_ARGUMENTS) <= set(graph.environment_at(graph.document.nodes[0]))


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(dockerfiles())
def test_any_text_has_a_graph(text: str) -> None:
    graph = build(parse(text))
    assert sum(len(stage.nodes) for stage in graph.stages) + len(graph.header) == len(graph.document.nodes)
    for node in graph.document.nodes:
        stage = graph.stage_of(node)
        assert graph.scope_of(node).in_stage is (stage is not None)
        assert stage is None or node in stage.nodes
    for stage in graph.stages:
        assert stage.root.parent is None
        assert all(index < len(graph.stages) and index != stage.index for index in stage.copies_from)
    assert graph.last is None or (graph.last.is_needed and graph.last.reaches_image)
