#!/bin/bash
# The official entrypoint's contract: POSTGRES_USER, POSTGRES_PASSWORD(_FILE), POSTGRES_DB, initdb.d; started as root or not.
set -euo pipefail
[ "${1:-}" = postgres ] || exec "$@"
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" /run/postgresql
  chown -R 999:999 "$PGDATA" /run/postgresql 2>/dev/null || true
  chmod 700 "$PGDATA" || true
  exec setpriv --reuid=999 --regid=999 --clear-groups -- "$0" "$@"
fi
[ -z "${POSTGRES_PASSWORD_FILE:-}" ] || POSTGRES_PASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")
user=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-$user}
method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  if [ -z "${POSTGRES_PASSWORD:-}" ] && [ "$method" != trust ]; then
    echo "Error: POSTGRES_PASSWORD is not set" >&2
    exit 1
  fi
  # shellcheck disable=SC2086 # the arguments are several words by contract
  initdb -D "$PGDATA" -U "$user" --pwfile=<(printf '%s\n' "${POSTGRES_PASSWORD:-x}") -A "$method" \
    --encoding=UTF8 --auth-local=trust --locale=C.UTF-8 ${POSTGRES_INITDB_ARGS:-} --no-sync
  echo "host all all all $method" >>"$PGDATA/pg_hba.conf"
  export PGPASSWORD=${POSTGRES_PASSWORD:-}
  pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -c unix_socket_directories=/tmp" -w start
  if [ "$database" != postgres ]; then
    psql -h /tmp -U "$user" -d postgres -v ON_ERROR_STOP=1 -c "CREATE DATABASE \"$database\""
  fi
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh) . "$file" ;;
      *.sql) psql -h /tmp -U "$user" -d "$database" -v ON_ERROR_STOP=1 -f "$file" ;;
    esac
  done
  pg_ctl -D "$PGDATA" -m fast -w stop
  unset PGPASSWORD
fi
exec "$@" -c listen_addresses='*' -c unix_socket_directories=/tmp -c jit=off
