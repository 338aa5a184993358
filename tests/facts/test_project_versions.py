"""Versions that a project asks for: a file of the context in, what it allows out."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from gorae.facts.project_asks import asked


@pytest.mark.parametrize(
    ("why", "image", "file", "text", "good", "bad"),
    [
        ("go.mod names the oldest", "golang", "go.mod", "module x\n\ngo 1.25.3\n", [(1, 25), (1, 26), (1, 25, 3), (1,)], [(1, 24), (1, 25, 2)]),
        ("engines names the oldest", "node", "package.json", '{"engines": {"node": ">=20.9"}}', [(22,), (20,), (20, 9)], [(18,), (20, 8)]),
        ("a caret stays within a number, alternatives add others", "node", "package.json", '{"engines": {"node": "^20.9 || >=22"}}', [(20,), (24,)], [(21,), (18,)]),
        ("two bounds hold together", "node", "package.json", '{"engines": {"node": ">=18 <21"}}', [(18,), (20, 5)], [(22,), (16,)]),
        ("an x takes any", "node", "package.json", '{"engines": {"node": "20.x"}}', [(20, 11)], [(22,)]),
        ("nvm's file takes newer ones of the same number", "node", ".nvmrc", "v22.11.0\n", [(22,), (22, 14)], [(24,)]),
        ("Python's bounds, and a tag that says less", "python", "pyproject.toml", '[project]\nrequires-python = ">=3.12,<4"\n', [(3, 12), (3, 13), (3,)], [(3, 11), (3, 9, 2)]),
        ("Python's compatible release with two numbers stays within the first", "python", "pyproject.toml", '[project]\nrequires-python = "~=3.11"\n', [(3, 11), (3, 14)], [(3, 10)]),
        ("rbenv's file may have the language in front", "ruby", ".ruby-version", "ruby-3.4.1\n", [(3, 4), (3,)], [(3, 3)]),
        ("Cargo names the oldest", "rust", "Cargo.toml", '[package]\nrust-version = "1.85"\n', [(1,), (1, 90)], [(1, 80)]),
        ("Composer's caret stays within the first number", "php", "composer.json", '{"require": {"php": "^8.2"}}', [(8, 4), (8,)], [(7, 4), (8, 1)]),
        ("global.json takes newer ones of the same two numbers", "mcr.microsoft.com/dotnet/sdk", "global.json", '{"sdk": {"version": "9.0.100"}}', [(9, 0)], [(8, 0), (10, 0)]),
        ("roll-forward takes newer numbers", "mcr.microsoft.com/dotnet/sdk", "global.json", '{"sdk": {"version": "9.0.100", "rollForward": "latestMajor"}}', [(9, 0), (10, 0)], [(8, 0)]),
        ("a range by a dash has both ends", "node", "package.json", '{"engines": {"node": "18 - 22"}}', [(18,), (22, 3)], [(24,), (16,)]),
        ("Volta has a place of its own in package.json", "node", "package.json", '{"volta": {"node": "22.1.0"}}', [(22,)], [(20,)]),
        ("asdf's file has several languages: Node by its own name", "node", ".tool-versions", "python 3.12.1\nnodejs 22.1.0\n", [(22,)], [(20,)]),
        ("asdf's file has several languages: Python", "python", ".tool-versions", "python 3.12.1\nnodejs 22.1.0\n", [(3, 12)], [(3, 11)]),
        ("Poetry writes Python among the dependencies", "python", "pyproject.toml", '[tool.poetry.dependencies]\na = "1"\npython = "^3.11"\n', [(3, 11), (3, 13)], [(3, 9)]),
        ("an older project writes it in setup.cfg", "python", "setup.cfg", "[options]\npython_requires = >=3.10\n", [(3, 10)], [(3, 9)]),
        ("the Gemfile names one version", "ruby", "Gemfile", 'source "https://rubygems.org"\nruby "3.3.0"\n', [(3, 3), (3, 3, 0)], [(3, 1), (3, 4)]),
        ("the Gemfile's arrow moves the last number", "ruby", "Gemfile", 'ruby "~> 3.3"\n', [(3, 3), (3, 4)], [(3, 1)]),
        ("the Gemfile's bounds hold together", "ruby", "Gemfile", 'ruby "~> 3.2", ">= 3.2.1"\n', [(3, 2), (3, 3)], [(3, 1), (3, 2, 0)]),
        ("a workspace of Go's asks too", "golang", "go.work", "go 1.24\nuse ./a\n", [(1, 24), (1, 25)], [(1, 23)]),
        ("a toolchain line asks nothing of an image that fetches none", "golang", "go.mod", "module x\n\ngo 1.21\n\ntoolchain go1.23.1\n", [(1, 21)], [(1, 20)]),
        ("nvm knows long-term lines by their names", "node", ".nvmrc", "lts/jod\n", [(22,)], [(20,)]),
        ("Pipenv's file names one version", "python", "Pipfile", '[requires]\npython_version = "3.12"\n', [(3, 12)], [(3, 11), (3, 13)]),
        ("each locked package of Composer's asks", "php", "composer.lock", '{"packages": [{"require": {"php": ">=8.1"}}, {"require": {"php": ">=8.2"}}]}', [(8, 2), (8, 4)], [(8, 1)]),
        ("Kotlin's short word for a toolchain", "gradle", "build.gradle.kts", "kotlin { jvmToolchain(21) }\n", [(21,), (25,)], [(17,)]),
        ("the newest of several frameworks", "mcr.microsoft.com/dotnet/sdk", "a.csproj", "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>", [(10, 0)], [(8, 0), (9, 0)]),
        ("a workspace of Cargo's names it for all", "rust", "Cargo.toml", '[workspace.package]\nrust-version = "1.82"\n', [(1, 82)], [(1, 70)]),
        ("TOML's dotted key is the same table", "python", "pyproject.toml", 'project.name = "a"\nproject.requires-python = ">=3.12"\n', [(3, 12)], [(3, 11)]),
        ("an edition needs the compiler that brought it", "rust", "Cargo.toml", '[package]\nedition = "2024"\n', [(1, 85), (1, 90)], [(1, 84)]),
    ],
)  # fmt: skip
def test_allows(why, tmp_path, image, file, text, good, bad):
    """A tag that says less than the file asks for may fit."""
    (tmp_path / file).write_text(text, encoding="utf-8")
    found = asked(read_context(tmp_path, tmp_path / "Dockerfile"), image, "")
    assert found is not None
    assert [one for one in good if not found.allows(one)] == []
    assert [one for one in bad if found.allows(one)] == []


@pytest.mark.parametrize(
    ("why", "image", "file", "text"),
    [
        ("the file is cut off", "node", "package.json", "{broken"),
        (
            "a text of several lines that quotes another project's",
            "rust",
            "Cargo.toml",
            '[package]\ndescription = """\nrust-version = "1.85"\n"""\n',
        ),
        ("another table than the package's", "rust", "Cargo.toml", '[package.metadata.mine]\nedition = "2024"\n'),
        ("JSON deeper than anybody writes", "node", "package.json", "[" * 50_000),
        ("a name for a version moves", "node", "package.json", '{"engines": {"node": "lts/*"}}'),
        ("a name for a version moves in nvm's file, too", "node", ".nvmrc", "lts/*\n"),
        ("the module names no version", "golang", "go.mod", "module x\n"),
        ("the image has nothing to do with the file", "nginx", "go.mod", "go 1.25\n"),
    ],
)
def test_not_understood(why, tmp_path, image, file, text):
    """Nothing is asked then."""
    (tmp_path / file).write_text(text, encoding="utf-8")
    assert asked(read_context(tmp_path, tmp_path / "Dockerfile"), image, "") is None, why


def test_what_msbuild_reads_before_each_project(tmp_path):
    """A project that names no framework has that of Directory.Build.props."""
    (tmp_path / "Directory.Build.props").write_text("<TargetFramework>net9.0</TargetFramework>", encoding="utf-8")
    (tmp_path / "a.csproj").write_text('<Project Sdk="Microsoft.NET.Sdk"></Project>', encoding="utf-8")
    found = asked(read_context(tmp_path, tmp_path / "Dockerfile"), "mcr.microsoft.com/dotnet/sdk", "")
    assert found is not None
    assert (found.file, found.allows((8, 0)), found.allows((9, 0))) == ("Directory.Build.props", False, True)


def test_the_gemfile_may_name_rbenvs_file(tmp_path):
    """Then Bundler stops where it is not met; otherwise rbenv alone, which images do not have, reads it."""
    (tmp_path / ".ruby-version").write_text("3.3.5\n", encoding="utf-8")
    (tmp_path / "Gemfile").write_text('ruby file: ".ruby-version"\n', encoding="utf-8")
    found = asked(read_context(tmp_path, tmp_path / "Dockerfile"), "ruby", "")
    assert found is not None
    assert found.stops


@pytest.mark.parametrize(
    ("why", "composer", "text"),
    [
        (
            "the project says which PHP counts",
            '{"require": {"php": "^8.2"}, "config": {"platform": {"php": "8.2"}}}',
            "",
        ),
        ("the command looks away", '{"require": {"php": "^8.2"}}', "RUN composer install --ignore-platform-reqs"),
    ],
)
def test_composer_looks_at_another_php(tmp_path, why, composer, text):
    (tmp_path / "composer.json").write_text(composer, encoding="utf-8")
    assert asked(read_context(tmp_path, tmp_path / "Dockerfile"), "php", text) is None, why
