#!/usr/bin/env bash
# Sees that the Debian/Ubuntu packages named in the given lists are there: installs them when root, else says how.
set -euo pipefail

command -v dpkg-query >/dev/null || exit 0        # another kind of system: its desktop brings the Qt libraries along

installed() {                                      # "t64": the name a library took with 64-bit time
    local states
    states=$(dpkg-query -W -f '${Status}\n' "$1" "$1t64" 2>/dev/null || true)
    grep -qx 'install ok installed' <<<"$states"
}

missing=()
for package in $(cat "$@"); do
    installed "$package" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "These system packages are missing; install them with:"
    echo "  sudo apt-get install --no-install-recommends ${missing[*]}"
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
