"""What COPY and ADD could do instead of RUN."""

import pytest

from lint.cases import applicabilities, findings_of, fixed

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "text", "after", "applicability"),
    [
        ("a file's mode", "COPY a.sh /a.sh\nRUN chmod 755 /a.sh\n", "COPY --chmod=755 a.sh /a.sh\n", "safe"),
        ("into a folder", "COPY a.sh /b/\nRUN chmod 0700 /b/a.sh\n", "COPY --chmod=0700 a.sh /b/\n", "unsafe"),
        ("may be a folder", "COPY a /b\nRUN chmod 700 /b\n", None, "none"),
        ("a program", "COPY a /usr/bin/\nRUN chmod 700 /usr/bin/a\n", "COPY --chmod=700 a /usr/bin/\n", "safe"),
        ("into a folder that WORKDIR made", "WORKDIR /b\nCOPY a.sh /b/\nRUN chmod 600 /b/a.sh\n", "WORKDIR /b\nCOPY --chmod=600 a.sh /b/\n", "safe"),
        ("the folder it makes would be shut", "COPY a.sh /b/\nRUN chmod 644 /b/a.sh\n", None, "none"),
        ("the folder itself, which is there", "WORKDIR /x\nCOPY . .\nRUN chown -R b:c /x\n", None, "none"),
        ("runnable", "COPY a.sh /a\nRUN chmod +x /a\n", "COPY --chmod=755 a.sh /a\n", "unsafe"),
        ("a file's owner", "COPY a.sh /a\nRUN chown b:c /a\n", "COPY --chown=b:c a.sh /a\n", "safe"),
        ("a folder's owner", "COPY a /a\nRUN chown -R b /a\n", "COPY --chown=b:0 a /a\n", "unsafe"),
        ("relative", "WORKDIR /a\nCOPY b.sh .\nRUN chmod 755 b.sh\n", "WORKDIR /a\nCOPY --chmod=755 b.sh .\n", "safe"),
        ("two files", "ADD a.x b.x /etc/\nRUN chmod 644 /etc/b.x /etc/a.x\n", "ADD --chmod=644 a.x b.x /etc/\n", "safe"),
        ("first of a chain", "COPY a.x /a\nRUN chmod 6 /b && chmod 644 /a && c\n", None, "none"),
        (
            "the chain goes on", "COPY a.x /a\nRUN chmod 644 /a \\\n    && b\n", "COPY --chmod=644 a.x /a\nRUN b\n", "safe",
        ),
        (
            "a heredoc", "COPY <<E /a\nx\nE\nRUN chmod 755 /a\n", "COPY --chmod=755 <<E /a\nx\nE\n", "safe",
        ),
        ("with a flag before", "COPY --link a.x /a\nRUN chmod 644 /a\n", "COPY --chmod=644 --link a.x /a\n", "safe"),
        ("given already", "COPY --chmod=7 a.x /a\nRUN chmod 644 /a\n", None, "none"),
        ("another mode", "COPY a.x /a\nRUN chmod g+w /a\n", None, "none"),
        ("a variable", "COPY a.x /a\nRUN chown $U /a\n", None, "none"),
        ("something ran between", "COPY a.x /a\nRUN useradd b\nRUN chown b /a\n", None, "none"),
        ("more than the copy", "COPY a.x /a\nRUN chmod 644 /a /b\n", None, "none"),
        ("a pattern", "COPY *.sh /a/\nRUN chmod -R 755 /a\n", None, "none"),
        ("a folder above", "COPY a.x /a/b\nRUN chown -R b /a\n", None, "none"),
        ("with sudo", "COPY a.x /a\nRUN sudo chmod 644 /a\n", None, "none"),
    ],
)  # fmt: skip
def test_changed_after_copy(why, text, after, applicability):
    assert applicabilities(HEAD + text, "chown-after-copy") == [applicability], why
    assert fixed(HEAD + text, "chown-after-copy") == HEAD + (after or text), why


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("another file", "COPY a.x /a\nRUN chmod 644 /b\n"),
        ("a folder, not what is in it", "WORKDIR /a\nCOPY b.x ./\nRUN chown c /a\n"),
        ("a folder above, not all of it", "COPY a.x /a/b\nRUN chmod 755 /a\n"),
        ("before", "RUN chmod 644 /a\nCOPY a.x /a\n"),
        ("a builder", "COPY a.x /a\nRUN chmod 644 /a\nFROM debian:13-slim\n"),
        ("the folder is not known", "COPY a.x $B/a\nRUN chmod 644 /a\n"),
        ("a word of another command", "COPY a.x /a\nRUN echo chmod 644 /a\n"),
        ("no file", "COPY a.x /a\nRUN chmod 644\n"),
    ],
)
def test_nothing_is_doubled(why, text):
    assert findings_of(HEAD + text, "chown-after-copy") == [], why


@pytest.mark.parametrize(
    ("why", "run", "after"),
    [
        ("echo", "RUN echo 'a b' > /c", "COPY <<'EOF' /c\na b\nEOF"),
        ("a dollar stays one", "run echo 'a$b' > /c", "copy <<'EOF' /c\na$b\nEOF"),
        ("a quoted heredoc", "RUN cat <<'E' > /c\n$a\nE", "COPY <<'E' /c\n$a\nE"),
        ("a heredoc", "RUN cat <<E > /c\na\nE", "COPY <<E /c\na\nE"),
        ("a heredoc with a variable", "RUN cat <<E > /c\n$a\nE", "same"),
        ("a variable", 'RUN echo "$a" > /c', "same"),
        ("an escape", "RUN echo 'a\\nb' > /c", "same"),
        ("two lines", "RUN echo a > /c && echo b >> /c", "same"),
    ],
)
def test_written_files(why, run, after):
    assert findings_of(HEAD + run, "file-written-by-run") != [], why
    assert fixed(HEAD + run, "file-written-by-run") == HEAD + (run if after == "same" else after), why


@pytest.mark.parametrize(
    "run",
    [
        "echo a >> /c",
        "echo a",
        "echo a > /c && b",
        "cat /a > /c",
        "a | cat > /c",
        "echo a 2> /c",
        "echo a > $C",
        "(echo a > /c)",
    ],
)
def test_not_written(run):
    assert findings_of(f"{HEAD}RUN {run}\n", "file-written-by-run") == []


@pytest.mark.parametrize(
    ("clone", "add"),
    [
        ("https://a.b/c/d", "https://a.b/c/d.git d"),
        ("--depth 1 -b v1 https://a.b/c/d.git /e", "https://a.b/c/d.git#v1 /e"),
        ("--branch=v1 git@a.b:c/d.git", "git@a.b:c/d.git#v1 d"),
        ("--recursive https://a.b/c/d", None),
        ("-b $V https://a.b/c/d", None),
        ("https://a.b/c/d && make", None),
    ],
)
def test_clones(clone, add):
    text = f"{HEAD}RUN git clone {clone}\n"
    assert len(findings_of(text, "git-clone-in-run")) == 1
    assert fixed(text, "git-clone-in-run") == (f"{HEAD}ADD {add}\n" if add else text)


@pytest.mark.parametrize(
    "run", ["git clone /a /b", "git pull https://a.b/c", "echo git clone https://a.b/c", "git clone"]
)
def test_no_clones(run):
    assert findings_of(f"{HEAD}RUN {run}\n", "git-clone-in-run") == []


@pytest.mark.parametrize(
    ("run", "add"),
    [
        ("curl -L https://a.b/c.tar.gz | tar xz -C /d", "--unpack=true https://a.b/c.tar.gz /d/"),
        ("wget -qO- https://a.b/c.tgz | tar -xzf - -C /d/", "--unpack=true https://a.b/c.tgz /d/"),
        ("curl https://a.b/c.tar.gz | tar xz -C /d --strip-components=1", None),
        ("curl https://a.b/c.tar.gz | tar xz", None),
        ("curl https://a.b/c.tar.gz && tar xz -C /d", None),
        ("curl 'https://a.b/c d.tar.gz' | tar xz -C /d", None),
        ("curl https://a.b/c.tar.gz | tar xz -C '/d e'", None),
        ("curl -O https://a.b/c.tar.xz && tar xf c.tar.xz && rm c.tar.xz", None),
    ],
)
def test_archives(run, add):
    text = f"{HEAD}RUN {run}\n"
    assert len(findings_of(text, "archive-unpacked-in-run")) == 1
    assert fixed(text, "archive-unpacked-in-run") == (f"{HEAD}ADD {add}\n" if add else text)


@pytest.mark.parametrize(
    "run",
    ["curl -O https://a.b/c.tar.gz", "curl -O https://a.b/c.tgz && ls x", "curl -O https://a.b/c.zip && tar xf d", "tar xf a && curl https://a.b/c.tgz -o c", "curl -o c.tgz https://a.b/c.tgz && tar czf d e"],
)  # fmt: skip
def test_no_archives(run):
    assert findings_of(f"{HEAD}RUN {run}\n", "archive-unpacked-in-run") == []


def test_vex():
    text = f"{HEAD}COPY a.vex.json b.json *.VEX.json /c/\n"
    assert findings_of(text, "vex-in-image") == ["a.vex.json", "*.VEX.json"]
    assert findings_of(f"{HEAD}COPY a.vex.json /c\nFROM debian:13-slim\n", "vex-in-image") == []
