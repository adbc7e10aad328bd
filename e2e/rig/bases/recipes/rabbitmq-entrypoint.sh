#!/bin/bash
# What the official image does: root becomes rabbitmq, variables that it gave up are refused.
set -euo pipefail
if [[ "$1" == rabbitmq* ]] && [ "$(id -u)" = 0 ]; then
  if [ "$1" = rabbitmq-server ]; then
    find /var/lib/rabbitmq \! -user rabbitmq -exec chown rabbitmq '{}' +
  fi
  exec setpriv --reuid=999 --regid=999 --clear-groups -- "$0" "$@"
fi
for name in RABBITMQ_DEFAULT_PASS_FILE RABBITMQ_DEFAULT_USER_FILE RABBITMQ_VM_MEMORY_HIGH_WATERMARK; do
  if [ -n "${!name:-}" ]; then
    echo >&2 "error: $name is set but deprecated"
    exit 1
  fi
done
exec "$@"
