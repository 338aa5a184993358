"""Trust: servers, packages and keys."""

from gorae.lint.rules.security import key_generated_in_build, package_signature_unchecked, tls_verification_off

RULES = (
    key_generated_in_build.RULE,
    package_signature_unchecked.RULE,
    tls_verification_off.RULE,
)
