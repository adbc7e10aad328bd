#!/bin/sh
# What the official image does: options are for memcached.
set -e
if [ "${1#-}" != "$1" ]; then
  set -- memcached "$@"
fi
exec "$@"
