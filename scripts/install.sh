# Installs Debian packages that are missing. Sourced by ./start and ./check.

# need_packages NAME...  installs those that dpkg doesn't know as installed.
need_packages() {
  local missing=() name
  if ! command -v apt-get >/dev/null; then
    printf '==> No Debian: see to it that you have what these packages hold: %s\n' "$*"
    return 0
  fi
  for name in "$@"; do
    dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null \
      || { printf 'As root, please: apt-get install %s\n' "${missing[*]}" >&2; return 1; }
    as_root=(sudo)
  fi
  printf '==> Installing %s\n' "${missing[*]}"
  local log; log=$(mktemp)
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600)
  if ! { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "${missing[@]}"; } \
    >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    printf 'Could not install: %s\n' "${missing[*]}" >&2
    return 1
  fi
  rm -f "$log"
}

# need_cargo  puts cargo on the path and says what to do where there is none or an old one.
need_cargo() {
  command -v cargo >/dev/null || [ ! -x "$HOME/.cargo/bin/cargo" ] || PATH="$HOME/.cargo/bin:$PATH"
  if ! command -v cargo >/dev/null; then
    printf 'Rust is missing. Install it (rustup.rs, or: apt-get install rustup && rustup default stable),\nopen a new shell and run this again.\n' >&2
    return 1
  fi
  local want have
  want=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  have=$(rustc --version | cut -d' ' -f2 | cut -d- -f1)
  [ "$(printf '%s\n%s\n' "$want" "$have" | sort -V | head -1)" = "$want" ] && return 0
  printf 'Rust %s or newer is needed, this is %s. Run: rustup update stable\n' "$want" "$have" >&2
  return 1
}
