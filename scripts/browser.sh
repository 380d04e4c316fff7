# Chromium, node and the node packages for ./check's browser steps. Needs $cache, $scratch, install.sh.

# browser_ready  installs what is missing; the packages are kept per lock file in $cache.
browser_ready() {
  [ -z "${browser_is_ready:-}" ] || return 0
  local want=()
  [ -x /usr/bin/chromium ] || want+=(chromium)
  command -v java >/dev/null || want+=(default-jre-headless)
  command -v node >/dev/null || want+=(nodejs)
  command -v npm >/dev/null || want+=(npm)
  need_packages fonts-noto-cjk "${want[@]}" || return 1
  need_node || return 1
  local lock modules
  lock=$(sha256sum tests/browser/package-lock.json | cut -c1-12)
  modules=$cache/node-$lock
  if [ ! -f "$modules/.complete" ]; then
    echo "==> Installing the browser tests' node packages into $modules"
    rm -rf "$modules" && mkdir -p "$modules" || return 1
    cp tests/browser/package.json tests/browser/package-lock.json "$modules/"
    npm ci --prefix "$modules" --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null || return 1
    touch "$modules/.complete"
  fi
  ln -sfn "$modules/node_modules" tests/browser/node_modules
  browser_is_ready=yes
}

# Debian 12's own node is too old for playwright; then the one that the npm registry ships is used.
need_node() {
  node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' && return 0
  local home=$cache/node-program
  [ -x "$home/node_modules/node/bin/node" ] \
    || npm install --prefix "$home" --no-audit --no-fund --loglevel=error node@22 </dev/null || return 1
  PATH="$home/node_modules/node/bin:$PATH"
}

# browser_test DATABASE_URL NAME  runs tests/browser/NAME.test.mjs against the binary of the web tests.
browser_test() {
  # As the web tests build it: building the binary alone would compile half of the libraries again.
  cargo test --locked --no-run --test web || return 1
  HUIGUAN_BIN=$CARGO_TARGET_DIR/debug/huiguan HUIGUAN_TEST_POSTGRES=$1 HUIGUAN_SCRATCH=$scratch \
    node --test --test-concurrency=1 --test-reporter=spec "tests/browser/$2.test.mjs"
}
