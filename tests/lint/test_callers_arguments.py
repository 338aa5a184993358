"""What compose and bake files give for build arguments is what rules, hovers and completion reckon with."""

from __future__ import annotations

import pytest

from gorae.context.surroundings import context_of
from gorae.facts.argument_sets import argument_sets, build_as_called
from gorae.syntax import parse
from lint.cases import check, settings_of

DOCKERFILE = 'ARG NODE_VERSION=24\nFROM node:${NODE_VERSION}-slim\nUSER node\nCMD ["node", "x.js"]\n'
OLD = "services: {old: {build: {context: ., args: {NODE_VERSION: 14}}}}"
OLD_AND_NEW = "services: {new: {build: {context: ., args: {NODE_VERSION: 24}}}, old: {build: {context: ., args: {NODE_VERSION: 14}}}}"


def found(tmp_path, compose: str | None, rule: str, dockerfile: str = DOCKERFILE) -> list[dict[str, object]]:
    path = tmp_path / "Dockerfile"
    path.write_text(dockerfile, encoding="utf-8")
    if compose is not None:
        (tmp_path / "compose.yaml").write_text(compose, encoding="utf-8")
    context = context_of(path, dockerfile, {}, workspace=tmp_path)
    return [dict(one.finding.facts) for one in check(parse(dockerfile), settings_of(rule), context)]


@pytest.mark.parametrize(
    ("why", "compose", "versions"),
    [
        ("nobody builds it, so the default counts", None, []),  # the default is supported
        ("one service gives an old version", OLD, ["14"]),
        ("two services, one of them old", OLD_AND_NEW, ["14"]),  # both are looked at
        ("two services, both old", OLD_AND_NEW.replace("24", "12"), ["12", "14"]),  # both are reported
        ("a service gives another argument", "services: {web: {build: {context: ., args: {OTHER: 14}}}}", []),
    ],
)
def test_rules_reckon_with_what_callers_give(why, tmp_path, compose, versions):
    assert [one["version"] for one in found(tmp_path, compose, "base-image-eol")] == versions, why


def test_what_a_caller_gives_is_not_missing(tmp_path):
    bare = 'ARG V\nFROM alpine:$V\nCMD ["sh"]\n'
    assert found(tmp_path, None, "from-arg-undefined", bare) != [] or found(
        tmp_path, None, "from-arg-default-invalid", bare
    )
    given = "services: {web: {build: {context: ., args: {V: '3.22'}}}}"
    assert found(tmp_path, given, "from-arg-undefined", bare) == []
    assert found(tmp_path, given, "from-arg-default-invalid", bare) == []


def test_a_comment_that_ignores_for_one_caller_is_used(tmp_path):
    text = DOCKERFILE.replace("FROM", "# gorae: ignore=base-image-eol 나중에\nFROM")
    path = tmp_path / "Dockerfile"
    (tmp_path / "compose.yaml").write_text(OLD_AND_NEW, encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    context = context_of(path, text, {}, workspace=tmp_path)
    rules = [one.rule.name for one in check(parse(text), settings_of("base-image-eol", "unused-ignore"), context)]
    assert rules == []


def test_hover_and_completion_take_the_nearest_callers(tmp_path):
    (tmp_path / "Dockerfile").write_text(DOCKERFILE, encoding="utf-8")
    (tmp_path / "compose.yaml").write_text(OLD_AND_NEW, encoding="utf-8")
    context = context_of(tmp_path / "Dockerfile", DOCKERFILE, {}, workspace=tmp_path)
    document = parse(DOCKERFILE)
    assert [one["NODE_VERSION"] for one in argument_sets(document, context)] == ["24", "14"]
    assert build_as_called(document, context).stages[0].image == "node:24-slim"


def test_only_so_many_callers_are_looked_at(tmp_path):
    services = ", ".join(f"s{n}: {{build: {{context: ., args: {{NODE_VERSION: {n}}}}}}}" for n in range(40))
    (tmp_path / "Dockerfile").write_text(DOCKERFILE, encoding="utf-8")
    (tmp_path / "compose.yaml").write_text(f"services: {{{services}}}", encoding="utf-8")
    context = context_of(tmp_path / "Dockerfile", DOCKERFILE, {}, workspace=tmp_path)
    assert len(argument_sets(parse(DOCKERFILE), context)) == 4
