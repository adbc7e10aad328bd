#!/bin/sh
# The official entrypoint's contract: options are for redis-server, root becomes redis; no protected mode, as that image is built.
set -e
if [ "${1#-}" != "$1" ] || [ "${1%.conf}" != "$1" ]; then
  set -- redis-server "$@"
fi
if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
  find . \! -user redis -exec chown redis '{}' +
  exec setpriv --reuid=999 --regid=999 --clear-groups -- "$0" "$@"
fi
if [ "$1" = redis-server ]; then
  umask 0077
  case " $* " in
    *' --protected-mode '* | *' --version '* | *' -v '* | *' --help '* | *' --test-memory '*) ;;
    *) set -- "$@" --protected-mode no ;;
  esac
fi
exec "$@"
