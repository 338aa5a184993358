"""`apk-cache-kept` where a case is more than a text: files, settings, messages, what is shared by several."""

ALPINE = "FROM alpine:3.22\n"

APK = "apk-cache-kept"

APT = "apt-instead-of-apt-get"

DEBIAN = "FROM debian:13\n"


def test_what_the_index_is_for():
    from lint.cases import problems_of

    for text, variant, command in (("apk update", "update", "apk update"), ("apk update && apk add a", "", "apk add")):
        (problem,) = problems_of(ALPINE + f"RUN {text}\n", APK)
        assert (problem.finding.variant, dict(problem.finding.facts)["command"]) == (variant, command)
    for action, instead in (("install a", "apt-get"), ("show a", "apt-cache")):
        (problem,) = problems_of(DEBIAN + f"RUN apt {action}\n", APT)
        assert dict(problem.finding.facts)["instead"] == instead
