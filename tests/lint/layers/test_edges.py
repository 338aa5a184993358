"""Where the rules on layers begin and end to speak: a text on either side of each condition."""

import pytest

from lint.cases import findings_of, fixed, problems_of

EARLY, DELETED, CD, CHAIN, ROW = (
    "arg-before-cache", "file-deleted-in-later-layer", "run-cd-only", "run-chain-long", "run-consecutive",
)  # fmt: skip
D = "FROM debian:13\n"
APK = "RUN apk add a\n"
GET = "RUN curl -o /t/a https://x.io/a\n"

FOUND = [
    (EARLY, D + f"ARG GIT_SHA\n{APK}LABEL r=$GIT_SHA\n", ["GIT_SHA"]),
    (EARLY, D + f"ARG COLOUR\n{APK}LABEL r=$COLOUR\n", []),
    (EARLY, D + f"ARG GIT_SHA\n{APK}ARG OTHER\nLABEL r=$GIT_SHA\n", ["GIT_SHA"]),
    (EARLY, D + f"ARG GIT_SHA\n{APK}ENV GIT_SHA=1\nLABEL r=2\n", ["GIT_SHA"]),
    (EARLY, D + f"ARG GIT_SHA\n{APK}ARG A GIT_SHA\nLABEL r=$GIT_SHA\n", []),
    (EARLY, D + f"ARG GIT_SHA\n{APK}RUN curl x/$GIT_SHA\n", ["GIT_SHA"]),
    (EARLY, D + f"ARG version\n{APK}RUN curl x/$version\n", []),
    (EARLY, D + f"ARG VERSION\n{APK}RUN echo $VERSION\n", ["VERSION"]),
    (EARLY, D + f"ARG GIT_SHA\nENV A=$GIT_SHA B=1\n{APK}RUN echo $A\n", ["GIT_SHA"]),
    (EARLY, D + f"ARG GIT_SHA\nENV A=$GIT_SHA B=1\nRUN echo $A\n{APK}", []),
    (EARLY, D + f"ARG GIT_SHA\nENV A=$GIT_SHA B=1\nRUN echo $B\n{APK}", ["GIT_SHA"]),
    (EARLY, D + f"ARG GIT_SHA\nLABEL A=$GIT_SHA\nRUN echo $A\n{APK}", ["GIT_SHA"]),
    (EARLY, D + f"ARG GIT_SHA\nENV A= B $GIT_SHA\n{APK}", ["GIT_SHA"]),
    (EARLY, D + f"ARG GIT_SHA\nRUN echo $GIT_SHA\n{APK}", []),
    (EARLY, D + "ARG GIT_SHA\nRUN apk del a\nLABEL r=$GIT_SHA\n", []),
    (EARLY, D + f"ARG GIT_SHA\nENV A=GIT_SHAS\n{APK}", []),
    (DELETED, D + GET + "RUN rm /t/a\n", ["/t/a"]),
    (DELETED, D + GET + "RUN rm -rf /\nRUN rm -rf /usr /tmp\nRUN rm -rf /*\nRUN unlink /t/a\n", []),
    (DELETED, D + GET + "RUN rm /t/*\n", ["/t/*"]),
    (DELETED, D + GET + "RUN rm /t/?\n", ["/t/?"]),
    (DELETED, D + GET + "RUN rm /t/b*\n", []),
    (DELETED, D + "COPY a/ /t/\nRUN rm -r /t/a\n", ["/t/a"]),
    (DELETED, D + "COPY * /t/\nRUN rm -r /t\n", ["/t"]),
    (DELETED, D + "COPY . /t/\nRUN rm -r /t\n", ["/t"]),
    (DELETED, D + "COPY * /usr/\nRUN rm -r /usr/*\n", []),
    (DELETED, D + "ADD https://x.io/a?b=1 /t/\nRUN rm /t/a\n", ["/t/a"]),
    (DELETED, D + "WORKDIR /t\nCOPY . .\nRUN rm -r /t\n", []),
    (DELETED, D + "RUN git clone https://x.io/r /t\nRUN rm -r /t\n", ["/t"]),
    (DELETED, D + "RUN git clone\nRUN git clone https://x.io/r /usr\nRUN git fetch https://x.io/r /t\nRUN hub clone https://x.io/r /t\nRUN rm -r /t /usr/x\n", []),
    (DELETED, D + "RUN echo a > /t/a\nRUN rm /t/a\n", []),
    (DELETED, D + "WORKDIR /w\nRUN git clone https://x.io/r/\nRUN rm -r /w/r\n", ["/w/r"]),
    (DELETED, D + "RUN curl -o ~/a https://x.io/a\nRUN rm /root/a\n", ["/root/a"]),
    (DELETED, D + "RUN curl -o $HOME/a https://x.io/a\nRUN rm ~/a\n", ["~/a"]),
    (DELETED, D + "USER app\nRUN curl -o ~/a https://x.io/a\nRUN rm ~/a\n", []),
    (DELETED, D + "WORKDIR /t\n" + GET + "RUN cd /x && rm a\n", []),
    (DELETED, D + "WORKDIR /t\n" + GET + "RUN rm a && cd /x\n", ["a"]),
    (DELETED, D + "WORKDIR /t\n" + GET + "RUN ls && rm a\n", ["a"]),
    (DELETED, D + "WORKDIR /t\nRUN curl -o $A https://x.io/a\nRUN rm $A\n", []),
    (DELETED, "FROM debian:13 AS a\n" + GET + "RUN rm /t/a\n" + D, []),
    (CD, D + "RUN cd /t\n", ["RUN cd /t"]),
    (CD, D + "RUN cd /t && ls\nRUN ls\nRUN\n", []),
    (CHAIN, D + "RUN a && b && c\n", ["&&"]),
    (CHAIN, D + "RUN a && b\nRUN a && b || c\nRUN a; b; c\nRUN <<E\na && b && c\nE\n", []),
    (CHAIN, D + 'RUN ["a", "&&", "b", "&&", "c"]\n', []),
    (ROW, D + "RUN a\nRUN b\n", ["RUN"]),
    (ROW, D + "RUN a\n", []),
    (ROW, D + "RUN a\nENV X=1\nRUN b\n", []),
    (ROW, D + "RUN a\nRUN --network=none b\n", []),
    (ROW, D + "RUN --network=none a\nRUN --network=none b\n", ["RUN"]),
    (ROW, D + 'RUN a\nRUN ["b"]\n', []),
    (ROW, D + "RUN a\nRUN <<E\nb\nE\n", []),
    (ROW, D + "RUN a\n# gorae: ignore=x\nRUN b\n", []),
    (ROW, D + "RUN a\n#  Hadolint ignore=DL3003\nRUN b\n", []),
    (ROW, D + "# hadolint ignore=DL3003\nRUN a\nRUN b\n", ["RUN"]),
    (ROW, D + "RUN a\nRUN b\n# hadolint ignore=DL3003\nUSER x\n", ["RUN"]),
    (ROW, D + "RUN a && b && c && d\nRUN a && b && c && d\n", []),
    (ROW, D + "RUN a && b && c\nRUN a && b && c && d\n", ["RUN"]),
    (ROW, D + "RUN a && b && c && d\nRUN a && b && c && echo d\n", ["RUN"]),
    (ROW, D + "RUN a && b && c && d\nRUN a && b && c && D=1\n", ["RUN"]),
    (ROW, D + "RUN a\n# why\nRUN b\n", ["RUN"]),
    (ROW, "FROM debian:13 AS a\nRUN a\nRUN b\n" + D, []),
    (ROW, D + "RUN a\nRUN b\nUSER x\nRUN c\nRUN d\n", ["RUN", "RUN"]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "found"), FOUND)
def test_found(rule, text, found):
    assert findings_of(text, rule) == found


BIND = "type=bind,source=a,target=/t/a"


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (EARLY, f"ARG GIT_SHA\n{APK}RUN chmod 755 /x\nLABEL r=$GIT_SHA\n", f"{APK}RUN chmod 755 /x\nARG GIT_SHA\nLABEL r=$GIT_SHA\n"),
        (EARLY, f"ARG GIT_SHA\n{APK}RUN\nLABEL r=$GIT_SHA\n", f"{APK}ARG GIT_SHA\nRUN\nLABEL r=$GIT_SHA\n"),
        (EARLY, f"ARG GIT_SHA\n{APK}RUN chmod 755 /x && make\nLABEL r=$GIT_SHA\n", f"{APK}ARG GIT_SHA\nRUN chmod 755 /x && make\nLABEL r=$GIT_SHA\n"),
        (EARLY, f"ARG GIT_SHA\n{APK}RUN A=1\nRUN echo $GIT_SHA\n", f"{APK}RUN A=1\nARG GIT_SHA\nRUN echo $GIT_SHA\n"),
        (EARLY, f"ARG GIT_SHA\nLABEL r=$GIT_SHA a=1\n{APK}", f"{APK}ARG GIT_SHA\nLABEL r=$GIT_SHA a=1\n"),
        (EARLY, f"ARG GIT_SHA\nENV r=$GIT_SHA a=1\n{APK}", None),
        (EARLY, f"ARG GIT_SHA\nLABEL r=$GIT_SHA\n{APK}RUN make\n{APK}LABEL s=$GIT_SHA\n", None),
        (EARLY, f"ARG GIT_SHA\n{APK}RUN echo $GIT_SHA\n{APK}", f"{APK}ARG GIT_SHA\nRUN echo $GIT_SHA\n{APK}"),
        (EARLY, f"ARG GIT_SHA\n{APK}RUN make\nRUN apk add $GIT_SHA\n", f"{APK}ARG GIT_SHA\nRUN make\nRUN apk add $GIT_SHA\n"),
        (EARLY, f"A\n\nARG GIT_SHA\nLABEL x=1\n{APK}RUN echo $GIT_SHA\n", f"A\n\nLABEL x=1\n{APK}ARG GIT_SHA\nRUN echo $GIT_SHA\n"),
        (EARLY, f"ARG GIT_SHA\n\n{APK}RUN echo $GIT_SHA\n", f"\n{APK}ARG GIT_SHA\nRUN echo $GIT_SHA\n"),
        (DELETED, "COPY a /t/a\nRUN sh /t/a && rm /t/a\n", f"RUN --mount={BIND} sh /t/a\n"),
        (DELETED, "COPY a /t/a\nRUN sh /t/a\nRUN rm /t/a\n", f"RUN --mount={BIND} sh /t/a\n"),
        (DELETED, "COPY a /t/a\nRUN sh /t/a && rm /t/a && ls\n", f"RUN --mount={BIND} sh /t/a && ls\n"),
        (DELETED, "COPY a /t/a\nRUN sh /t/a && rm /t/a /b\n", f"RUN --mount={BIND} sh /t/a && rm /b\n"),
        (DELETED, "COPY --from=x a /t/a\nRUN sh /t/a && rm /t/a\n", "RUN --mount=type=bind,from=x,source=a,target=/t/a sh /t/a\n"),
        (DELETED, "COPY a /t/a\nENV B=1\nRUN sh /t/a && rm /t/a\n", f"ENV B=1\nRUN --mount={BIND} sh /t/a\n"),
        (DELETED, "COPY a /t/a\nUSER b\nRUN sh /t/a && rm /t/a\n", None),
        (DELETED, "COPY a /t/a\nRUN ls && rm /t/a\n", None),
        (DELETED, "COPY a /t/a\nRUN chmod +x /t/a && rm /t/a\n", None),
        (DELETED, "COPY a /t/a\nRUN chmod +x /b && sh /t/a && rm /t/a\n", f"RUN --mount={BIND} chmod +x /b && sh /t/a\n"),
        (DELETED, 'COPY a /t/a\nRUN ["sh", "/t/a"]\nRUN rm /t/a\n', None),
        (DELETED, "COPY a b /t/\nRUN sh /t/a && rm /t/a\n", None),
        (DELETED, "ADD a /t/a\nRUN sh /t/a && rm /t/a\n", None),
        (DELETED, "COPY $A /t/a\nRUN sh /t/a && rm /t/a\n", None),
        (DELETED, "COPY a* /t/\nRUN sh /t/a && rm -r /t\n", None),
        (DELETED, "COPY a /t/a\nRUN sh /t/a && rm -r /t\n", None),
        (DELETED, "COPY a /t/a\nRUN sh /t/a || rm /t/a\n", None),
        (DELETED, "COPY a /t/a\nRUN sh /t/a && rm /t/a | cat\n", None),
        (DELETED, "COPY a /t/a\nRUN sh /t/a\nRUN (rm /t/a)\n", None),
        (DELETED, "COPY a /t/a\nRUN sh /t/a\nRUN rm /t/a | cat\n", None),
        (DELETED, "COPY a /t/a\nRUN sh /t/a && \\\n# why\n rm /t/a\n", None),
        (DELETED, "COPY \\\n# why\n a /t/a\nRUN sh /t/a && rm /t/a\n", None),
        (DELETED, "COPY a /t/\nRUN sh /t/a && rm -r /t/a/\n", f"RUN --mount={BIND} sh /t/a\n"),
        (DELETED, GET + "RUN rm /t/a\n", "RUN curl -o /t/a https://x.io/a \\\n    && rm /t/a\n"),
        (DELETED, GET + "USER b\nRUN rm /t/a\n", None),
        (DELETED, GET + "RUN exit 0; rm /t/a\n", "RUN curl -o /t/a https://x.io/a \\\n    && { exit 0; rm /t/a; }\n"),
        (DELETED, GET + "RUN x\nUSER b\nRUN y\nRUN rm /t/a\n", None),
        (CD, "RUN cd /t\n", "WORKDIR /t\n"),
        (CD, "run cd /t\n", "workdir /t\n"),
        (CD, "RUN cd /t && cd /u\n", None),
        (CD, "RUN cd /t /u\n", None),
        (CD, "RUN cd\n", None),
        (CD, "RUN cd $T\n", None),
        (CD, "RUN cd '/t u'\n", None),
        (CD, "RUN cd ~/t\n", None),
        (CD, "RUN cd -\n", None),
        (CD, "RUN --network=none cd /t\n", None),
        (CHAIN, "RUN a && b && c\n", "RUN <<EOF\nset -e\na\nb\nc\nEOF\n"),
        (CHAIN, "RUN --network=none a \\\n  && b \\\n  && c\n", "RUN --network=none <<EOF\nset -e\na\nb\nc\nEOF\n"),
        (CHAIN, "RUN a && b && c '\n", None),
        (CHAIN, "RUN a && b && c # why\n", None),
        (CHAIN, "RUN a \\\n# why\n && b && c\n", None),
        (CHAIN, "RUN a \\\n\n && b && c\n", None),
        (CHAIN, "RUN a && b && ! c\n", None),
        (CHAIN, "RUN a && b && c &\n", None),
        (CHAIN, "RUN a && (b) && c\n", None),
        (CHAIN, "RUN a && b && EOF\n", None),
        (ROW, "RUN a\nRUN b\n", "RUN a \\\n    && b\n"),
        (ROW, "RUN a \\\n  && c\nRUN b\n", "RUN a \\\n  && c \\\n  && b\n"),
        (ROW, "RUN a \\\n   -c\nRUN b\n", "RUN a \\\n   -c \\\n   && b\n"),
        (ROW, "RUN a \\\n-c\nRUN b\n", "RUN a \\\n-c \\\n    && b\n"),
        (ROW, "RUN a \\\n# why\n   -c\nRUN b\n", "RUN a \\\n# why\n   -c \\\n   && b\n"),
        (ROW, "RUN a \\\n        -c \\\n  && d\nRUN b\n", "RUN a \\\n        -c \\\n  && d \\\n  && b\n"),
        (ROW, "RUN a\n# why\nRUN b\n", "RUN a \\\n    # why\n    && b\n"),
        (ROW, "RUN a || c\nRUN b\n", "RUN a || c \\\n    && b\n"),
        (ROW, "RUN a \\\n || c\nRUN b\n", "RUN a \\\n || c \\\n && b\n"),
        (ROW, "RUN a\nRUN b \\\n || c\n", None),
        (ROW, "RUN a &\nRUN b\n", None),
        (ROW, "RUN exit 0\nRUN b\n", "RUN (exit 0) \\\n    && b\n"),
        (ROW, "RUN a\nRUN b # why\n", "RUN a \\\n    && b # why\n"),
        (ROW, "RUN a '\nRUN b\n", None),
        (ROW, "RUN a\nRUN b \\\n\n", None),
        (ROW, "RUN a\nRUN b \\\n# why\n", None),
        (ROW, "RUN a \nRUN b\n", "RUN a \\\n    && b\n"),
        (ROW, 'SHELL ["/bin/sh", "-ec"]\nRUN a; c\nRUN b\n', None),
    ],
)  # fmt: skip
def test_fixed(rule, text, after):
    assert findings_of(D + text, rule)
    assert fixed(D + text, rule) == D + (after or text)


def test_a_long_path_is_shown_by_its_name():
    for name, shown in (("a" * 37, f"/t/{'a' * 37}"), ("a" * 38, "a" * 38)):
        text = D + f"RUN curl -o /t/{name} https://x.io/a\nRUN rm /t/{name}\n"
        (problem,) = problems_of(text, DELETED)
        assert dict(problem.finding.facts)["path"] == shown


@pytest.mark.parametrize(
    "text",
    ["ln -sf /bin/bash /bin/sh", "rm /bin/sh && ln -s bash /bin/sh", "dpkg-reconfigure -f noninteractive dash"],
)
def test_another_shell_begins_with_the_next_run(text):
    """Joined, what follows would still run in the shell that was replaced."""
    before = f"FROM debian:13-slim\nRUN {text}\nRUN source /etc/profile\n"
    assert fixed(before, "run-consecutive") == before
    behind = f"FROM debian:13-slim\nRUN true x\nRUN {text}\n"
    assert fixed(behind, "run-consecutive").count("RUN") == 1
