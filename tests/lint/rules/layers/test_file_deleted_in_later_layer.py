"""`file-deleted-in-later-layer` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, check_fixed, findings_of, problems_of

RULE = "file-deleted-in-later-layer"

DEBIAN = "FROM debian:13\n"


def test_a_long_path_is_shown_by_its_name():
    for name, shown in (("a" * 37, f"/t/{'a' * 37}"), ("a" * 38, "a" * 38)):
        text = DEBIAN + f"RUN curl -o /t/{name} https://x.io/a\nRUN rm /t/{name}\n"
        (problem,) = problems_of(text, RULE)
        assert dict(problem.finding.facts)["path"] == shown


GET = "RUN curl -o /tmp/a.tgz https://x.io/a.tgz\n"


FILES = [
    ("a download", f"{GET}RUN rm /tmp/a.tgz", ["/tmp/a.tgz"]),
    ("its folder", "RUN wget -P /w/d https://x.io/a.tgz\nRUN rm -rf /w", ["/w"]),
    ("by a pattern", f"{GET}RUN rm -f /tmp/*.tgz", ["/tmp/*.tgz"]),
    ("relative to WORKDIR", "WORKDIR /w\nRUN wget https://x.io/a.tgz\nRUN rm a.tgz", ["a.tgz"]),
    ("a clone", "RUN git clone --depth 1 https://x.io/r.git /src/r\nRUN rm -rf /src/r", ["/src/r"]),
    ("a clone named by its address", "WORKDIR /w\nRUN git clone https://x.io/r.git\nRUN rm -rf /w/r", ["/w/r"]),
    ("a copy", "COPY a.sh /tmp/\nRUN sh /tmp/a.sh && rm /tmp/a.sh", ["/tmp/a.sh"]),
    ("a copied folder", "COPY . /build\nRUN make -C /build\nRUN rm -rf /build", ["/build"]),
    ("another stage's file", "COPY --from=x /a /tmp/a\nRUN rm /tmp/a", ["/tmp/a"]),
    ("once a word", "COPY a b /t/\nRUN rm -rf /t", ["/t"]),
    ("in a stage below", f"{GET}FROM one\nRUN rm /tmp/a.tgz", ["/tmp/a.tgz"]),
    ("in the same layer", "RUN curl -o /tmp/a https://x.io/a && rm /tmp/a", []),
    ("nothing that was made here", "RUN rm /etc/nginx/conf.d/default.conf", []),
    ("another file", f"{GET}RUN rm /tmp/b.tgz", []),
    ("a longer name", f"{GET}RUN rm -r /tmp/a", []),
    ("made later", f"RUN rm /tmp/a.tgz\n{GET}", []),
    ("where a cd leads is not known", f"{GET}RUN cd $X && rm a.tgz", []),
    ("in a cache mount", "RUN --mount=type=cache,target=/c curl -o /c/a https://x.io/a\nRUN rm /c/a", []),
    ("in a stage that is thrown away", f"{GET}RUN rm /tmp/a.tgz\nFROM debian\nCOPY --from=one /b /b", []),
    ("a secret is another rule's", "COPY id_rsa /k/id_rsa\nRUN rm /k/id_rsa", []),
]


MOUNT = "RUN --mount=type=bind,source=a.sh,target=/tmp/a.sh"


FIXES = [
    pytest.param(
        "COPY a.sh /tmp/\nRUN sh /tmp/a.sh && rm /tmp/a.sh\n",
        f"{MOUNT} sh /tmp/a.sh\n",
        id="used and deleted in one RUN",
    ),
    pytest.param(
        "# why\nCOPY a.sh /tmp/\nRUN sh /tmp/a.sh\nRUN rm /tmp/a.sh\nRUN x\n",
        f"# why\n{MOUNT} sh /tmp/a.sh\nRUN x\n",
        id="used in one RUN and deleted in the next, with a comment above",
    ),
    pytest.param(
        "COPY a.sh /tmp/\nRUN sh /tmp/a.sh && rm -f /b /tmp/a.sh\n",
        f"{MOUNT} sh /tmp/a.sh && rm -f /b\n",
        id="deleted beside another file",
    ),
    pytest.param(
        "COPY a.sh /tmp/\nRUN sh /tmp/a.sh && rm /tmp/a.sh && x\n",
        f"{MOUNT} sh /tmp/a.sh && x\n",
        id="deleted before another command",
    ),
    pytest.param(
        "copy a.sh /tmp/\nrun sh /tmp/a.sh && rm /tmp/a.sh\n",
        f"{MOUNT.replace('RUN', 'run')} sh /tmp/a.sh\n",
        id="keywords in lower case stay so",
    ),
    pytest.param(
        "COPY --from=b /x /tmp/x\nRUN /tmp/x && rm /tmp/x\n",
        "RUN --mount=type=bind,from=b,source=/x,target=/tmp/x /tmp/x\n",
        id="a file of another stage",
    ),
    pytest.param(
        f"{GET}RUN tar xf /tmp/a.tgz\nRUN rm /tmp/a.tgz\n",
        f"{GET[:-1]} \\\n    && tar xf /tmp/a.tgz \\\n    && rm /tmp/a.tgz\n",
        id="a download is unpacked where it is made",
    ),
]


LEFT = [
    "COPY a.sh /tmp/\nRUN chmod +x /tmp/a.sh && /tmp/a.sh && rm /tmp/a.sh\n",
    "COPY a.sh b.sh /tmp/\nRUN sh /tmp/a.sh && rm /tmp/a.sh\n",
    "COPY a.sh /tmp/\nRUN rm /tmp/a.sh\n",
    "COPY a.sh /tmp/\nUSER app\nRUN sh /tmp/a.sh && rm /tmp/a.sh\n",
    "COPY a.sh /tmp/\nRUN sh /tmp/a.sh || rm /tmp/a.sh\n",
    "COPY a.sh /tmp/\nRUN sh /tmp/a.sh && rm -rf /tmp/a*\n",
    'COPY a.sh /tmp/\nRUN ["sh", "/tmp/a.sh"]\nRUN rm /tmp/a.sh\n',
    f"{GET}USER app\nRUN rm /tmp/a.tgz\n",
]


@pytest.mark.parametrize(("why", "text", "found"), FILES)
def test_files(why, text, found):
    assert findings_of(f"FROM debian:13 AS one\n{text}\n", RULE) == found, why


@pytest.mark.parametrize(("before", "after"), [*FIXES, *((text, text) for text in LEFT)])
def test_file_fixes(before, after):
    before, after = f"FROM debian:13\n{before}", f"FROM debian:13\n{after}"
    check_fixed(RULE, before, after)


def test_joined_layers_hold_the_same_image_or_less():
    assert applicabilities(f"FROM debian:13\n{GET}RUN rm /tmp/a.tgz\n", RULE) == ["safe"]
    assert applicabilities("FROM debian:13\nCOPY a /tmp/\nRUN sh /tmp/a && rm /tmp/a\n", RULE) == ["unsafe"]
