# What the outside suites need and a machine may lack. Sourced by ../mc.
# Sets and exports MC_NODE, MC_OPENCLAW, MC_GATEWAY_CLIENT, MC_CHROMIUM and MC_CHROMEDRIVER.

cache=${MC_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/mission-control-trust}

has() { command -v "$1" >/dev/null 2>&1; }

install_debian_packages() {
    local missing=()
    has chromium || missing+=(chromium)
    has chromedriver || missing+=(chromium-driver)
    has npm || missing+=(npm)
    has nginx || [ -x /usr/sbin/nginx ] || missing+=(nginx)
    [ ${#missing[@]} -gt 0 ] || return 0
    has apt-get && [ "$(id -u)" = 0 ] ||
        die "missing: ${missing[*]}. Install them, or be root on Debian, or use --without-outside"
    say "installing ${missing[*]} from Debian"
    export DEBIAN_FRONTEND=noninteractive
    if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
            </dev/null >"$cache/apt.log" 2>&1; then
        tail -n 20 "$cache/apt.log" >&2
        die "could not install ${missing[*]} (the whole log: $cache/apt.log)"
    fi
}

# npm_folder NAME: installs tools/NAME by its lock file, once for each content of that file; sets npm_home.
npm_folder() {
    local source=$root/tools/$1 key fresh
    key=$(cat "$source/package.json" "$source/package-lock.json" | sha256sum | cut -c1-12)
    npm_home=$cache/$1-$key
    [ ! -d "$npm_home" ] || return 0
    say "installing $1 from npm into $npm_home"
    fresh=$(mktemp -d "$cache/$1.XXXXXX")
    cp "$source/package.json" "$source/package-lock.json" "$source/.npmrc" "$fresh/"
    if ! (cd "$fresh" && npm ci --no-progress) </dev/null >"$cache/npm-$1.log" 2>&1; then
        tail -n 20 "$cache/npm-$1.log" >&2
        rm -rf "$fresh"
        die "npm could not install tools/$1 (the whole log: $cache/npm-$1.log)"
    fi
    mv -T "$fresh" "$npm_home" 2>/dev/null || rm -rf "$fresh"
    [ -d "$npm_home" ] || die "could not move the installed $1 to $npm_home"
}

prepare_outside() {
    mkdir -p "$cache"
    install_debian_packages
    npm_folder node
    MC_NODE=$npm_home/node_modules/node/bin/node
    "$MC_NODE" --version >/dev/null || die "$MC_NODE does not run on this machine"
    PATH=$(dirname "$MC_NODE"):$PATH npm_folder openclaw
    MC_OPENCLAW=$npm_home/node_modules/openclaw/openclaw.mjs
    MC_GATEWAY_CLIENT=$npm_home/node_modules/@openclaw/gateway-client
    MC_CHROMIUM=$(command -v chromium)
    MC_CHROMEDRIVER=$(command -v chromedriver)
    export MC_NODE MC_OPENCLAW MC_GATEWAY_CLIENT MC_CHROMIUM MC_CHROMEDRIVER
}
