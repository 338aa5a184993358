"""Who makes users: one answer for rules, fixes, hover and completion."""

from __future__ import annotations

import pytest

from gorae.completion import complete_at
from gorae.facts.users import groups_of, made_users, names_after, number_of, user_in_force, works_as_root
from gorae.hover import hover_at
from gorae.lint.fixes.switch_user import switch
from gorae.shell import parse as parse_shell
from gorae.source import apply_edits
from gorae.stages import build
from gorae.syntax import parse

CASES = {
    "useradd's name is its one operand, whatever its options take": (
        "RUN useradd -m app -s /bin/bash",
        {"app": None},
    ),
    "a number is what -u and --uid give": (
        "RUN useradd -u 1001 a && adduser --uid 1002 b",
        {"a": 1001, "b": 1002},
    ),
    "adduser with two names puts a user into a group, and makes nobody": (
        "RUN adduser -S app && adduser app docker",
        {"app": None},
    ),
    "adduser without a first call makes nobody": ("RUN adduser app docker", {}),
    "usermod -l gives a user of the image another name": ("RUN usermod -l app node", {"app": None}),
    "usermod -l of a made user leaves the new name alone": (
        "RUN useradd -u 1001 old && usermod --login new old",
        {"new": 1001},
    ),
    "usermod -u changes the number": ("RUN useradd app\nRUN usermod -u 1500 app", {"app": 1500}),
    "a user that is deleted again is not there": ("RUN useradd tmp && userdel -r tmp\nRUN useradd app", {"app": None}),
    "options of Debian's adduser take their words": (
        'RUN adduser --disabled-password --gecos "" --ingroup staff app',
        {"app": None},
    ),
    "a name in a variable is not known": ("RUN useradd $NAME", {}),
    "each option of Alpine's adduser": ("RUN adduser -D -h /srv -s /bin/sh -G www -u 1000 app", {"app": 1000}),
    "through sudo and env": ("RUN sudo useradd a && env A=b useradd b", {"a": None, "b": None}),
    "in a heredoc": ("RUN <<EOF\nset -e\nuseradd 앱\nEOF", {"앱": None}),
}


@pytest.mark.parametrize("case", CASES)
def test_all_readers_give_one_answer(case: str) -> None:
    commands, wanted = CASES[case]
    text = f"FROM debian:13\n{commands}\nUSER \n"
    graph = build(parse(text))
    stage = graph.stages[0]
    assert {one.name: one.number for one in made_users(stage)} == wanted
    assert {name: number_of(stage, name) for name in wanted} == wanted

    offered = [item.label for item in complete_at(graph.document, graph, len(text) - 1, "en")]
    assert offered == [*wanted, "nobody", "root"]

    for name in wanted:
        named = parse(text.replace("USER ", f"USER {name}"))
        hover = hover_at(named, build(named), named.text.value.rindex(name), "en")
        assert hover is not None
        assert "Made by this stage" in hover.markdown or "line" in hover.markdown, hover.markdown

    repair = switch(graph, stage)
    written = apply_edits(text, list(repair.edits))
    last = list(wanted)[-1] if wanted else "app"
    assert f"USER {last}\n" in written or written.endswith(f"USER {last}")


def test_users_made_below_are_not_there_yet() -> None:
    stage = build(parse("FROM debian:13\nRUN useradd a\nUSER a\nRUN useradd b\n")).stages[0]
    assert [one.name for one in made_users(stage, before=2)] == ["a"]


def test_users_of_the_stage_it_is_based_on() -> None:
    stage = build(parse("FROM debian:13 AS base\nRUN useradd a\nFROM base\nRUN useradd b\n")).stages[1]
    assert [(one.name, one.stage.name) for one in made_users(stage)] == [("a", "base"), ("b", None)]


@pytest.mark.parametrize(
    ("why", "commands", "groups"),
    [
        ("the groups that useradd gives", "useradd -G wheel,docker app", ["wheel", "docker"]),
        ("the group that usermod adds", "useradd app && usermod -aG docker app", ["docker"]),
        (
            "adduser and addgroup with two names",
            "adduser -D app && adduser app docker && addgroup app audio",
            ["docker", "audio"],
        ),
        ("gpasswd adds a user", "useradd app && gpasswd -a app docker", ["docker"]),
        ("another user's groups", "useradd -G docker other", []),
    ],
)
def test_groups(why: str, commands: str, groups: list[str]) -> None:
    stage = build(parse(f"FROM debian:13\nRUN {commands}\nUSER app:app\n")).stages[0]
    assert groups_of(stage, "app", before=2) == groups, why


AFTER = {
    "the name alone, not the words of options": ("useradd -m -s /bin/bash -c 'a b' app", {"app"}, True),
    "the groups that it is put into": ("useradd -g staff -G a,b app", {"app", "staff", "a", "b"}, True),
    "a group": ("groupadd --gid 1000 --system www", {"www"}, True),
    "adduser puts a user into a group": ("adduser app docker", {"app", "docker"}, True),
    "a number in a variable leaves the name known": ("useradd -u $UID app", {"app"}, True),
    "a name in a variable": ("useradd $NAME", set(), False),
    "usermod makes nobody": ("usermod -aG docker app", set(), True),
}


@pytest.mark.parametrize(("command", "names", "are_all"), AFTER.values(), ids=AFTER)
def test_names_after_a_command(command, names, are_all):
    (read,) = parse_shell(command).commands
    assert names_after(read.effective) == (names, are_all)


@pytest.mark.parametrize(
    ("why", "above", "user", "root"),
    [
        ("an official image of root's", "FROM debian:13", "root", True),
        ("an image that always starts as another user", "FROM jenkins/jenkins:lts", "jenkins", False),
        ("USER says more than the base image", "FROM jenkins/jenkins:lts\nUSER root", "root", True),
        ("root by its number, with a group", "FROM debian:13\nUSER 0:0", "0:0", True),
        ("another user, with a group", "FROM debian:13\nUSER app:web", "app:web", False),
        ("a variable whose value is known", "ARG WHO=app\nFROM debian:13\nARG WHO\nUSER $WHO", "app", False),
        ("an empty variable leaves the user as it is", "FROM debian:13\nARG WHO\nUSER $WHO", "root", True),
        ("nobody knows the base image", "FROM example.com/base", None, None),
        ("an image from scratch", "FROM scratch", "root", True),
        ("the user of the stage below", "FROM debian:13 AS base\nUSER app\nFROM base", "app", False),
    ],
)
def test_who_works_there(why: str, above: str, user: str | None, *, root: bool | None) -> None:
    stage = build(parse(f"{above}\nRUN make\n")).stages[-1]
    assert (user_in_force(stage, stage.nodes[-1]), works_as_root(stage, stage.nodes[-1])) == (user, root), why
