"""`run-pipefail-missing`: a pipe whose left side may fail unseen."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of, fixed

RULE = "run-pipefail-missing"
HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("a pipe", "RUN cat a | sort\n", ["cat a"]),
        ("in the second RUN", "RUN ls\nRUN cat a | sort\n", ["cat a"]),
        ("there is no pipe", "RUN cat a && sort\n", []),
        ("cannot fail", "RUN echo a | sort\n", []),
        ("the second may", "RUN echo a | cat b | sort\n", ["cat b"]),
        ("switched on by SHELL", 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN cat a | sort\n', []),
        ("switched on by set", "RUN set -o pipefail && cat a | sort\n", []),
        ("another set", "RUN set -e && cat a | sort\n", ["cat a"]),
        ("exec form", 'RUN ["sh", "-c", "cat a | sort"]\n', []),
        ("another shell", 'SHELL ["pwsh", "-c"]\nRUN cat a | sort\n', []),
    ],
)
def test_pipes(why, text, found):
    assert findings_of(HEAD + text, RULE) == found, why


@pytest.mark.parametrize(
    ("why", "image", "shell"),
    [
        ("busybox's shell has the option", "alpine:3.22", '["/bin/ash", "-eo", "pipefail", "-c"]'),
        ("Debian has bash", "debian:13", '["/bin/bash", "-o", "pipefail", "-c"]'),
        ("nobody knows which shells are there", "me/unknown", None),
    ],
)
def test_the_shell_of_the_image(why, image, shell):
    text = f"FROM {image}\nrun cat a | sort\n"
    assert fixed(text, RULE) == (f"FROM {image}\nshell {shell}\nrun cat a | sort\n" if shell else text), why


def test_what_is_said_of_the_run_stays_above_it():
    shell = 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\n'
    text = f"{HEAD}# 앞\n\n# hadolint ignore=SC2086\nRUN cat $a | sort\n"
    assert fixed(text, RULE) == text.replace("# hadolint", f"{shell}# hadolint")


def test_the_first_of_a_stage_has_the_fix():
    run = "RUN cat a | sort\n"
    assert applicabilities(HEAD + run + run + HEAD + run, "DL4006") == ["unsafe", "none", "unsafe"]
