"""Where the rules on commands begin and end to speak: a text on either side of each condition."""

import pytest

from lint.cases import findings_of, fixed, problems_of

POINTLESS, PIPED, REDIRECT, UNVERIFIED, POWERSHELL, CURL, WGET, PIPEFAIL, LINKED, SUDO, PROGRESS = (
    "command-pointless", "curl-pipe-shell", "curl-redirect-ignored", "download-not-verified", "powershell-error-preference",
    "curl-retry-missing", "wget-retry-missing", "run-pipefail-missing", "sh-relinked", "sudo-used", "wget-progress-shown",
)  # fmt: skip
D = "FROM debian:13\n"
A = "FROM alpine:3.22\n"
W = "FROM mcr.microsoft.com/windows/servercore:ltsc2025\n"
U = "https://x.io/a.tgz"
B = "https://x.io/app"

FOUND = [
    (POINTLESS, D + "RUN vim a\nRUN reboot\nONBUILD RUN top\n", ["vim", "reboot", "top"]),
    (POINTLESS, D + "ONBUILD CMD vim a\n", []),
    (POINTLESS, D + "RUN vim --version\nRUN vim -es a\nRUN ls | less\nRUN less a | cat\nRUN make\n", []),
    (POINTLESS, D + "RUN reboot | cat\n", ["reboot"]),
    (POINTLESS, D + "RUN service a start\nRUN systemctl restart a\n", ["service", "systemctl"]),
    (POINTLESS, D + "RUN service a start && b\nRUN service a stop\nRUN other a start\n", []),
    (PIPED, D + f"RUN curl {B} | sh\n", [f"curl {B} | sh"]),
    (PIPED, D + f"RUN curl {B} | sed s/a/b/ | bash -s -- x\n", [f"curl {B} | sed s/a/b/ | bash -s -- x"]),
    (PIPED, D + f"RUN curl {B} | python3 -\nRUN curl {B} | perl\n", [f"curl {B} | python3 -", f"curl {B} | perl"]),
    (PIPED, D + f"RUN curl {B} | sh /dev/stdin x\n", [f"curl {B} | sh /dev/stdin x"]),
    (PIPED, D + f"RUN curl {B} | sh -x\n", [f"curl {B} | sh -x"]),
    (PIPED, D + f"RUN curl {B} | bash a.sh -s\n", [f"curl {B} | bash a.sh -s"]),
    (PIPED, D + f"RUN curl {B} | sh a.sh\nRUN curl {B} | python3 a.py\nRUN curl {B} | bash -c x\nRUN curl {B} | python3 -m json.tool\n", []),
    (PIPED, D + f"RUN curl {B} | jq . | sh\nRUN curl -o a {B} | sh\nRUN curl {B}\n", []),
    (PIPED, D + f"RUN curl {B} | (sh)\n", []),
    (PIPED, D + f'RUN sh -c "$(curl {B})"\n', [f'sh -c "$(curl {B})"'.split(" ")[0]]),
    (PIPED, D + f'RUN eval "$(curl {B})"\n', ["eval"]),
    (PIPED, D + f'RUN sh -ec "`curl {B}`"\n', ["sh"]),
    (PIPED, D + f"RUN bash <(curl {B})\n", ["bash"]),
    (PIPED, D + f"RUN source <(curl {B})\n", ["source"]),
    (PIPED, D + f"RUN cat <(curl {B})\nRUN echo \"$(curl {B})\"\nRUN V=$(curl {B})\nRUN (curl {B})\n", []),
    (PIPED, D + f'RUN sh -x "$(curl {B})"\nRUN sh c "$(curl {B})"\nRUN sh -c a "$(curl {B})"\nRUN make -c "$(curl {B})"\n', []),
    (REDIRECT, D + f"RUN curl {U}\nONBUILD RUN curl {U}\n", ["curl", "curl"]),
    (REDIRECT, D + f"RUN curl -L {U}\nRUN curl -K a {U}\nRUN wget {U}\nRUN curl http://10.0.0.1/a\nONBUILD CMD curl {U}\n", []),
    (UNVERIFIED, D + f"RUN curl -o a.tgz {U} && tar xf a.tgz\n", [U]),
    (UNVERIFIED, D + f"RUN curl {U} | tar xz\n", [U]),
    (UNVERIFIED, D + f"RUN curl {U} | (tar xz)\nRUN curl {U} | cat\n", []),
    (UNVERIFIED, D + f"RUN curl -o a.tgz {U} && sha256sum -c a && tar xf a.tgz\n", []),
    (UNVERIFIED, D + f"RUN curl -o a.tgz {U}\nRUN sha256sum a.tgz\nRUN tar xf a.tgz\n", []),
    (UNVERIFIED, D + f"RUN curl -o a.tgz {U}\nRUN sha256sum b\nRUN tar xf a.tgz\n", [U]),
    (UNVERIFIED, D + f"RUN curl -o a.tgz {U}\nRUN tar xf b.tgz\n", []),
    (UNVERIFIED, D + f"RUN tar xf a.tgz && curl -o a.tgz {U}\n", []),
    (UNVERIFIED, D + f"RUN curl -o a.tgz {U}\nRUN ls\nRUN tar xf < a.tgz\n", [U]),
    (UNVERIFIED, D + f"RUN curl -o a.tgz {U}\nRUN tar cf > a.tgz\nRUN cat a.tgz\n", []),
    (UNVERIFIED, D + f"RUN V=$(curl {U} | tar xz)\n", []),
    (UNVERIFIED, D + f"RUN curl -o /b/app {B} && /b/app --version\n", [B]),
    (UNVERIFIED, D + f"RUN curl -o app {B} && ./app\n", [B]),
    (UNVERIFIED, D + f"RUN curl -o app {B} && app\n", []),
    (UNVERIFIED, D + f"RUN curl -o /b/app {B} && /c/app\n", []),
    (UNVERIFIED, D + f"RUN curl -o /b/app {B} && chmod +x /b/app\n", [B]),
    (UNVERIFIED, D + f"RUN curl -o /b/app {B} && chmod 644 /b/app\n", []),
    (UNVERIFIED, D + f"RUN curl -o /b/app {B} && chmod 755 /b/app\n", [B]),
    (UNVERIFIED, D + f"RUN curl -o a.deb {B}.deb && apt-get install ./a.deb\n", [f"{B}.deb"]),
    (UNVERIFIED, D + f"RUN curl -o a.deb {B}.deb && apt-get remove ./a.deb\n", []),
    (UNVERIFIED, D + f"RUN curl -o a.deb {B}.deb && dpkg -i a.deb\n", [f"{B}.deb"]),
    (UNVERIFIED, D + f"RUN curl -o a {B} && install a /b\n", [B]),
    (UNVERIFIED, D + f"RUN curl -o a {B} && sh a\n", [B]),
    (UNVERIFIED, D + f"RUN curl -o a {B} && mv a b\n", []),
    (UNVERIFIED, D + f"RUN curl -o 'a*' {B} && sh 'a*'\n", [B]),
    (UNVERIFIED, D + f"RUN curl -o k.asc {B}.asc && sh k.asc\n", []),
    (UNVERIFIED, D + "RUN curl -OL https://x.io && sh x\n", []),
    (UNVERIFIED, D + f"ADD {U} /t/\nRUN tar xf /t/a.tgz\n", [U]),
    (UNVERIFIED, D + f"ADD {U} .\nRUN tar xf a.tgz\n", [U]),
    (UNVERIFIED, D + f"ADD {U} /t/b\nRUN tar xf /t/b\n", [U]),
    (UNVERIFIED, D + f"ADD {U} /t/b\nRUN tar xf /t/a.tgz\n", []),
    (UNVERIFIED, D + f"RUN tar xf /t/a.tgz\nADD {U} /t/\n", []),
    (UNVERIFIED, D + f"ADD --checksum=sha256:0 {U} /t/\nRUN tar xf /t/a.tgz\n", []),
    (UNVERIFIED, D + "ADD a.tgz /t/\nRUN tar xf /t/a.tgz\n", []),
    (UNVERIFIED, D + "ADD https://x.io/r.git /t\nRUN sh /t\n", []),
    (UNVERIFIED, D + f"ADD {U} {U} /t/\nRUN tar xf /t/a.tgz\n", []),
    (UNVERIFIED, D + f"ADD --chmod=755 {B} /b/\n", [B]),
    (UNVERIFIED, D + f"ADD --chmod=644 {B} /b/\nADD {B} /b/\nADD --chmod= {B} /b/\n", []),
    (UNVERIFIED, D + f"RUN curl {U} | tar xz\nRUN curl {B} | tar xz\n" + D + f"RUN curl {B} | tar xz\n", [U, B]),
    (CURL, D + f"RUN curl {U}\nRUN wget {U}\n", ["curl"]),
    (CURL, D + f"RUN curl --retry 3 {U}\nRUN curl ./a\n", []),
    (CURL, D + f"RUN echo x > ~/.curlrc\nRUN curl {U}\n", []),
    (CURL, D + f"ENV CURL_HOME=/x\nRUN curl {U}\n", []),
    (WGET, D + f"RUN wget {U}\nRUN curl {U}\n", ["wget"]),
    (PIPEFAIL, D + "RUN a | b\n", ["a"]),
    (PIPEFAIL, D + 'SHELL ["pwsh", "-c"]\nRUN a | b\n', []),
    (PIPEFAIL, D + 'RUN ["sh", "-c", "a | b"]\nRUN ["a", "|", "b"]\n', []),
    (LINKED, D + "RUN ln -sf /bin/bash /bin/sh\nONBUILD RUN ln -s bash /usr/bin/sh\n", ["ln -sf /bin/bash /bin/sh", "ln -s bash /usr/bin/sh"]),
    (LINKED, D + "RUN cp /bin/bash /bin/sh\nRUN ln -s bash\nRUN ln -s bash /bin/x\nRUN ln -s busybox /bin/sh\nONBUILD CMD ln -s bash /bin/sh\n", []),
    (SUDO, D + "RUN sudo a && sudo b\n", ["sudo"]),
    (SUDO, D + "RUN sudoers a\nCMD sudo a\n", []),
    (PROGRESS, D + f"RUN wget {U}\n", ["wget"]),
    (PROGRESS, D + f"ONBUILD RUN wget {U}\n", ["wget"]),
    (PROGRESS, D + f"RUN wget -q {U}\nRUN curl {U}\nONBUILD CMD wget {U}\n", []),
    (POWERSHELL, W + 'SHELL ["powershell", "-Command"]\nRUN Invoke-X a; b\n', ['"powershell", "-Command"']),
    (POWERSHELL, W + 'SHELL ["powershell", "-Command"]\nRUN Invoke-X a\nRUN Invoke-X a;\nRUN b; Invoke-X a; \nRUN b; c\n', []),
    (POWERSHELL, W + "SHELL [\"powershell\", \"-Command\"]\nRUN Invoke-X 'a; b' {c; d}\nRUN Invoke-X (a; (b; c))\n", []),
    (POWERSHELL, W + 'SHELL ["powershell", "-Command"]\nRUN $ErrorActionPreference = 1; Invoke-X a; b\n', []),
    (POWERSHELL, W + 'SHELL ["powershell", "-Command", "$ErrorActionPreference = 1;"]\nRUN Invoke-X a; b\n', []),
    (POWERSHELL, W + 'SHELL ["powershell", "-Command"]\nRUN Invoke-X a; b\nRUN Invoke-X a; b\n', ['"powershell", "-Command"']),
    (POWERSHELL, W + 'RUN powershell -Command Invoke-X a; b\n', ["powershell"]),
    (POWERSHELL, W + 'RUN powershell -NoProfile -c "Invoke-X a; b "\nRUN pwsh -c a\n', ["powershell"]),
    (POWERSHELL, W + 'RUN powershell -Command "Invoke-X a; "\n', []),
    (POWERSHELL, W + "RUN powershell -Command 'Invoke-X a; b'\n", []),
    (POWERSHELL, W + 'RUN ["powershell", "-Command", "Invoke-X a; b"]\n', []),
    (POWERSHELL, W + 'SHELL ["powershell", "-Command"]\nRUN <<E\nInvoke-X a; b\nE\n', []),
    (POWERSHELL, W + 'SHELL ["powershell", "-Command"]\nRUN powershell -c Invoke-X a\nSHELL ["cmd"]\nRUN Invoke-X a; b\n', []),
    (POWERSHELL, W + 'RUN Invoke-X a; b\nSHELL ["powershell", "-Command"]\nRUN b\n', []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "found"), FOUND)
def test_found(rule, text, found):
    assert findings_of(text, rule) == found


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (f"curl -o a {B}", "a"),
        (f"curl -oa {B}", "a"),
        (f"curl -fsSLo a {B}", "a"),
        (f"curl --output a {B}", "a"),
        (f"curl --output=a {B}", "a"),
        (f"curl -O {B}", "app"),
        (f"curl -O {B}?x=1", "app"),
        (f"curl --remote-name {B}", "app"),
        (f"curl --output-dir /d -O {B}", "/d/app"),
        (f"curl {B} > a", "a"),
        (f"curl {B} >| a", "a"),
        (f"curl {B} 1> a", "a"),
        (f"curl {B} 2> a", None),
        (f"curl -o - {B}", None),
        (f"curl {B}", None),
        (f"curl -H 'x: y' -o a {B}", "a"),
        (f"curl --header x -o a {B}", "a"),
        (f"wget {B}", "app"),
        (f"wget -O a {B}", "a"),
        (f"wget -o log {B}", "app"),
        (f"wget -P /d {B}", "/d/app"),
        (f"wget --directory-prefix=/d {B}", "/d/app"),
        (f"wget -qO- {B}", None),
        (f"wget -O /dev/stdout {B}", None),
        (f"curl -I -o a {B}", None),
        (f"curl -d x -o a {B}", None),
        (f"curl --request POST -o a {B}", None),
        (f"wget --spider -O a {B}", None),
        ("curl -o a http://localhost/app", None),
        ("curl -o a $URL", "a"),
        ("curl -o a $URL $OTHER", "a"),
        ("curl -o a app", None),
        ("curl -o a", None),
        ("curl", None),
        ("wget -O", None),
        (f"fetch -o a {B}", None),
    ],
)
def test_the_file_that_a_download_writes(command, file):
    use = file or "a"
    assert bool(findings_of(f"{D}RUN {command}; sh {use}\n", UNVERIFIED)) is (file is not None)
    assert findings_of(f"{D}RUN {command}; sh other-{use.rpartition('/')[2]}\n", UNVERIFIED) == []


@pytest.mark.parametrize(
    ("text", "variant", "name"),
    [
        (f"RUN curl -o x {U} && tar xf x", "unpack", "a.tgz"),
        (f"RUN curl -o x {B} && sh x", "run", "app"),
        (f"RUN curl -o x {B}/ && sh x", "run", "app"),
        (f"RUN curl -o x {B}?y=1 && sh x", "run", "app"),
        (f"ADD {U} /t/\nRUN tar xf /t/a.tgz", "add-unpack", "a.tgz"),
        (f"ADD --chmod=755 {B} /t/", "add-run", "app"),
    ],
)
def test_what_becomes_of_it(text, variant, name):
    (problem,) = problems_of(f"{D}{text}\n", UNVERIFIED)
    assert (problem.finding.variant, dict(problem.finding.facts)["name"]) == (variant, name)


STOP = "$ErrorActionPreference = 'Stop';"
SHELL = 'SHELL ["powershell", "-Command"]\nRUN Invoke-X a; b\n'


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (REDIRECT, D + f"RUN curl {U}\n", D + f"RUN curl -L {U}\n"),
        (LINKED, D + "RUN ln -sf /bin/bash /bin/sh\n", D + 'SHELL ["/bin/bash", "-c"]\n'),
        (LINKED, D + "run ln -sf bash /bin/sh\n", D + 'shell ["/bin/bash", "-c"]\n'),
        (LINKED, D + "RUN ln -sf bash /bin/sh && ls\n", None),
        (LINKED, D + "RUN --network=none ln -sf bash /bin/sh\n", None),
        (LINKED, D + "ONBUILD RUN ln -sf bash /bin/sh\n", None),
        (LINKED, D + "RUN \\\n# why\n ln -sf bash /bin/sh\n", None),
        (SUDO, D + "RUN sudo a && sudo b\n", D + "RUN a && b\n"),
        (SUDO, D + "USER root\nRUN sudo a\n", D + "USER root\nRUN a\n"),
        (SUDO, D + "USER 0:0\nRUN sudo a\n", D + "USER 0:0\nRUN a\n"),
        (SUDO, D + "USER app\nRUN sudo a\n", None),
        (SUDO, D + "RUN sudo -E a\n", None),
        (SUDO, D + "RUN sudo A=1 a\n", None),
        (SUDO, D + "RUN sudo\n", None),
        (SUDO, D + "RUN sudo a && sudo -E b\n", None),
        (PROGRESS, D + f"RUN wget {U}\n", D + f"RUN wget --progress=dot:giga {U}\n"),
        (PROGRESS, A + f"RUN wget {U}\n", A + f"RUN wget -q {U}\n"),
        (PROGRESS, D + f'RUN ["wget", "{U}"]\n', None),
        (PROGRESS, D + f'ONBUILD RUN ["wget", "{U}"]\n', None),
        (CURL, A + f"RUN curl {U}\n", A + f"RUN curl --retry 5 {U}\n"),
        (WGET, A + f"RUN wget {U}\n", None),
        (POWERSHELL, W + SHELL, W + SHELL.replace('Command"]', f"Command\", \"{STOP} $ProgressPreference = 'SilentlyContinue';\"]")),
        (POWERSHELL, W + SHELL.replace(', "-Command"', ""), None),
        (POWERSHELL, W + SHELL.replace("Command", "c"), W + SHELL.replace('Command"]', f"c\", \"{STOP} $ProgressPreference = 'SilentlyContinue';\"]")),
        (POWERSHELL, W + "RUN powershell -Command Invoke-X a; b\n", W + f"RUN powershell -Command {STOP} Invoke-X a; b\n"),
        (POWERSHELL, W + 'RUN powershell -c "Invoke-X a; b"\n', W + f'RUN powershell -c "{STOP} Invoke-X a; b"\n'),
        (POWERSHELL, W + "RUN powershell  `\n -c Invoke-X a; b\n", None),
    ],
)  # fmt: skip
def test_fixed(rule, text, after):
    assert fixed(text, rule) == (after or text)
