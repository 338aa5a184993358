"""The rules of other linters that are about Dockerfiles, by the names they give them, and which of them Gorae finds.

Snapshots: hadolint 2.15.1, BuildKit and trivy-checks of 2026-08, tally 0.45. Of tally those about one program's world
(Windows, GPUs, PowerShell, PHP, Ruby, JavaScript, telemetry) are left out; ShellCheck's codes go by their own numbers.
"""

from __future__ import annotations

from typing import NamedTuple

from gorae.lint.registry import resolve

# Numbers that hadolint does not use (any more).
_NOT_IN_USE = frozenset((3005, 3017, 3031, 3039, 4002))
_HADOLINT = (1001, *range(3000, 3068), *range(4000, 4007))
_TRIVY = sorted(set(range(1, 32)) - {3, 18, 28})
_BUILDKIT = """
    ConsistentInstructionCasing CopyIgnoredFile DuplicateStageName ExposeInvalidFormat ExposeProtoCasing
    FromAsCasing FromPlatformFlagConstDisallowed InvalidBaseImagePlatform InvalidDefaultArgInFrom
    InvalidDefinitionDescription JSONArgsRecommended LegacyKeyValueFormat MaintainerDeprecated
    MultipleInstructionsDisallowed NoEmptyContinuation RedundantTargetPlatform ReservedStageName
    SecretsUsedInArgOrEnv StageNameCasing UndefinedArgInFrom UndefinedVar WorkdirRelativePath
"""
_TALLY = """
    circular-stage-deps consistent-indentation copy-after-user-without-chown copy-from-empty-scratch-stage
    curl-should-follow-redirects eol-last epilogue-order invalid-json-form invalid-onbuild-trigger
    labels/no-buildx-git-overlap labels/no-duplicate-keys labels/no-stale-base-digest labels/prefer-grouped
    labels/prefer-stable-order labels/valid-key max-lines named-identity-in-passwdless-stage
    newline-between-instructions newline-per-chained-call no-multi-spaces no-multiple-empty-lines no-trailing-spaces
    no-ungraceful-stopsignal no-unreachable-stages platform-mismatch prefer-add-git prefer-add-unpack
    prefer-canonical-stopsignal prefer-copy-chmod prefer-copy-heredoc prefer-curl-config prefer-formatted-heredocs
    prefer-multi-stage-build prefer-nginx-sigquit prefer-package-cache-mounts prefer-run-heredoc
    prefer-systemd-sigrtmin-plus-3 prefer-vex-attestation prefer-wget-config require-secret-mounts require-stages
    secrets-in-code shell-run-in-scratch sort-packages stateful-root-runtime syntax-directive-typo
    unknown-instruction user-created-but-never-used user-explicit-group-drops-supplementary-groups
    world-writable-state-path-workaround
"""


class Peer(NamedTuple):
    """Another linter."""

    name: str
    url: str
    rules: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Its rules that no rule of Gorae has as an alias."""
        return tuple(rule for rule in self.rules if not resolve(rule))


PEERS = (
    Peer(
        "hadolint",
        "https://github.com/hadolint/hadolint",
        tuple(f"DL{number}" for number in _HADOLINT if number not in _NOT_IN_USE),
    ),
    Peer("BuildKit", "https://docs.docker.com/reference/build-checks/", tuple(_BUILDKIT.split())),
    Peer("trivy", "https://github.com/aquasecurity/trivy-checks", tuple(f"DS-{number:04}" for number in _TRIVY)),
    Peer("tally", "https://github.com/wharflab/tally", tuple(f"tally/{name}" for name in _TALLY.split())),
)
_HEADS = {
    "ko": "| 다른 린터 | 규칙 | Gorae에 있는 규칙 | 아직 없는 규칙 |",
    "en": "| linter | rules | found by Gorae | not found yet |",
}


def peers_table(language: str) -> str:
    """The table of all peers, as Markdown."""
    lines = [_HEADS[language], "| --- | --- | --- | --- |"]
    for peer in PEERS:
        missing = ", ".join(f"`{name}`" for name in peer.missing) or "–"
        found = len(peer.rules) - len(peer.missing)
        lines.append(f"| [{peer.name}]({peer.url}) | {len(peer.rules)} | {found}/{len(peer.rules)} | {missing} |")
    return "\n".join(lines)
