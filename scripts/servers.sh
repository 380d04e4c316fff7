# Throw-away servers for ./check: PostgreSQL and an S3-compatible store. Each on a random loopback
# port with its data in $scratch ($pg_home for PostgreSQL, if set), gone with servers_down.
# Needs $scratch, $cache and install.sh.

s3_version=0.14.1

free_port() { # a loopback port nobody listens on
  local port
  while :; do
    port=$((20000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# PostgreSQL refuses to run as root; then it runs as the user that Debian's package makes.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

install_postgres() {
  [ -z "$(postgres_bin)" ] || return 0
  # Only the programs: no database of its own, no service.
  local conf=/etc/postgresql-common/createcluster.d/huiguan-check.conf as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" mkdir -p "${conf%/*}"
  echo 'create_main_cluster = false' | "${as_root[@]}" tee "$conf" >/dev/null
  need_packages postgresql
  local done=$?
  "${as_root[@]}" rm -f "$conf"
  return $done
}

postgres_up() { # sets HUIGUAN_TEST_POSTGRES, and HUIGUAN_TEST_POSTGRES_CRASH: a command that crashes it
  [ -z "${HUIGUAN_TEST_POSTGRES:-}" ] || return 0
  install_postgres || return 1
  local bin port try
  bin=$(postgres_bin)
  [ -n "$bin" ] || { echo "no PostgreSQL server programs in /usr/lib/postgresql" >&2; return 1; }
  pg_dir=$(mktemp -d "${pg_home:-$scratch}/postgres.XXXXXX")
  chmod 711 "$(dirname "$pg_dir")"
  [ "$(id -u)" != 0 ] || chown postgres "$pg_dir"
  (cd / && as_postgres "$bin/initdb" -D "$pg_dir/data" -U huiguan --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    >"$scratch/initdb.log" 2>&1) || { cat "$scratch/initdb.log" >&2; return 1; }
  # fsync and synchronous_commit stay on: what is tested is what a chamber runs.
  for try in 1 2 3; do
    port=$(free_port)
    if postgres_start; then
      export HUIGUAN_TEST_POSTGRES="postgres://huiguan@127.0.0.1:$port/postgres"
      { echo '#!/bin/bash'
        declare -f as_postgres postgres_bin postgres_start
        printf 'pg_dir=%q port=%q\n' "$pg_dir" "$port"
        printf 'bin=$(postgres_bin)\ncd /\nas_postgres "$bin/pg_ctl" -D "$pg_dir/data" -m immediate -w stop >/dev/null && postgres_start\n'
      } >"$scratch/crash-postgres"
      chmod +x "$scratch/crash-postgres"
      export HUIGUAN_TEST_POSTGRES_CRASH=$scratch/crash-postgres
      return 0
    fi
  done
  tail -n 20 "$pg_dir/log" >&2
  return 1
}

postgres_start() { # on $port
  (cd / && as_postgres "$bin/pg_ctl" -D "$pg_dir/data" -w -t 60 -l "$pg_dir/log" \
    -o "-h 127.0.0.1 -p $port -k $pg_dir -c max_connections=300 -c shared_buffers=128MB" start >/dev/null 2>&1)
}

s3_up() { # sets HUIGUAN_TEST_S3 and its keys
  [ -z "${HUIGUAN_TEST_S3:-}" ] || return 0
  local root=$cache/s3s-fs-$s3_version port try
  if [ ! -x "$root/bin/s3s-fs" ]; then
    echo "==> Installing s3s-fs $s3_version, a small S3 server, into $root"
    cargo install --quiet --locked --debug --features binary --root "$root" \
      --target-dir "$cache/s3s-target" "s3s-fs@$s3_version" || return 1
    rm -rf "$cache/s3s-target"
  fi
  port=$(free_port)
  mkdir -p "$scratch/s3/huiguan"
  "$root/bin/s3s-fs" --host 127.0.0.1 --port "$port" --access-key huiguan --secret-key huiguan-secret \
    "$scratch/s3" >"$scratch/s3.log" 2>&1 &
  s3_pid=$!
  for try in $(seq 50); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      export HUIGUAN_TEST_S3="http://127.0.0.1:$port" HUIGUAN_TEST_S3_BUCKET=huiguan
      export HUIGUAN_TEST_S3_KEY=huiguan HUIGUAN_TEST_S3_SECRET=huiguan-secret
      return 0
    fi
    sleep 0.1
  done
  cat "$scratch/s3.log" >&2
  return 1
}

# Only the one that postgres_up started; the next postgres_up starts another.
postgres_down() {
  [ -n "${pg_dir:-}" ] || return 0
  [ ! -f "$pg_dir/data/postmaster.pid" ] \
    || (cd / && as_postgres "$(postgres_bin)/pg_ctl" -D "$pg_dir/data" -m immediate -w -t 30 stop >/dev/null 2>&1)
  rm -rf "$pg_dir"
  unset pg_dir HUIGUAN_TEST_POSTGRES HUIGUAN_TEST_POSTGRES_CRASH
}

servers_down() {
  postgres_down
  [ -z "${s3_pid:-}" ] || kill "$s3_pid" 2>/dev/null
  return 0
}
