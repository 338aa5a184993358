"""Files for development and tests: what matters only in an image that is shipped is not reported in them by default."""

from __future__ import annotations

import pytest

from gorae.config.configuration import Configuration
from gorae.config.development import is_for_development
from gorae.config.settings import Overrides, merge
from gorae.lint.engine import check
from gorae.syntax import parse

TEXT = 'FROM python:3.14\nRUN apt-get update && apt-get install -y gcc\nEXPOSE 80\nCMD ["uvicorn", "a:b", "--reload"]\n'
OF_SHIPPED = {"user-missing", "healthcheck-missing", "development-server"}


def names(path: str, configuration: Configuration | None = None, *select: str) -> set[str]:
    said = Overrides(select=select or None)
    settings = merge(configuration or Configuration(), said, path=path, language="en")
    return {one.rule.name for one in check(parse(TEXT), settings)}


@pytest.mark.parametrize(
    ("path", "expected"),
    {
        "Dockerfile.dev": True,
        "docker/Dockerfile-dev": True,
        "dev.Dockerfile": True,
        "api/Dockerfile.test": True,
        "Dockerfile.debug": True,
        ".devcontainer/Dockerfile": True,
        "compose/local/django/Dockerfile": True,
        "DOCKERFILE.DEV": True,
        "pkg/_test/Dockerfile": True,
        "integration-tests/Dockerfile": True,
        "Dockerfile.test1": True,
        "Dockerfile": False,
        "Dockerfile.prod": False,
        "devops/Dockerfile": False,
        "Dockerfile.device": False,
        "latest/Dockerfile": False,
        "compose/production/django/Dockerfile": False,
    }.items(),
)
def test_by_name(path: str, expected: bool) -> None:
    assert is_for_development(path) is expected


def test_rules_on_shipped_images_are_silent_there() -> None:
    assert names("Dockerfile") >= OF_SHIPPED
    assert not names("Dockerfile.dev") & OF_SHIPPED
    assert "apt-lists-kept" in names("Dockerfile")
    assert "apt-lists-kept" not in names("Dockerfile.dev"), "its size is nobody's but the developer's"


def test_a_rule_that_is_selected_reports() -> None:
    assert names("Dockerfile.dev", None, "user-missing") == {"user-missing"}


def test_the_patterns_are_a_person_s_to_set() -> None:
    none = Configuration(development_files=())
    assert names("Dockerfile.dev", none) >= OF_SHIPPED
    own = Configuration(development_files=("sandbox/",))
    assert not names("sandbox/Dockerfile", own) & OF_SHIPPED
    assert names("Dockerfile.dev", own) >= OF_SHIPPED


def test_folders_above_the_repository_say_nothing() -> None:
    settings = merge(Configuration(), Overrides(), path="dev/shop/Dockerfile", language="en", in_project="Dockerfile")
    assert not settings.for_development, "people keep their projects in ~/dev"
