"""Trust: servers, packages and keys."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "key_generated_in_build",
    "package_signature_unchecked",
    "tls_verification_off",
    "package_index_unencrypted",
)
