#!/usr/bin/env bash
# Real builds, before and after fixes: installs what they need, then runs prove.py with these arguments.
# They need root and mounts of their own; where that can't be had, says so and passes, with CI=true as well: many a
# runner has neither. Where it can be had, nothing is left out.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
as_root=()
[ "$(id -u)" = 0 ] || ! sudo -n true 2>/dev/null || as_root=(sudo -n env "HOME=$HOME" "GORAE_BUILDS_HOME=${GORAE_BUILDS_HOME:-$HOME/.cache/gorae-builds}")
status=0
"${as_root[@]}" bash "$here/install.sh" || status=$?
[ "$status" != 3 ] || exit 0
[ "$status" = 0 ] || exit "$status"
exec "${as_root[@]}" env PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-$here/../../.venv/bin/python}" "$here/prove.py" "$@"
