# shellcheck shell=bash
# What the editors' tests and the site's check need of the system: sourced by run.sh and install.sh.
#   need PACKAGE TEST…   remembers a package whose test fails
#   bring                installs what was remembered, with apt; 69 (unavailable), with a sentence, where that can't be done
unavailable=69
packages=()
need() { "${@:2}" >/dev/null 2>&1 || packages+=("$1"); }

bring() {
  [ ${#packages[@]} -gt 0 ] || return 0
  local as_root=()
  command -v apt-get >/dev/null || { echo "editors: no apt-get here to install ${packages[*]}"; return $unavailable; }
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || { echo "editors: installing ${packages[*]} needs root or sudo without a password"; return $unavailable; }
    as_root=(sudo)
  fi
  echo "editors: installing ${packages[*]}"
  "${as_root[@]}" apt-get update -qq || return
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null || return
  packages=()
}
