#!/bin/sh
# Restores a base backup into the new $PGDATA, up to a moment, and runs the server:
#   restore.sh <backup> <time> [postgres's arguments]    such as '2026-11-22 15:04:05.678+00'
# RESTORE_ARCHIVE is the archive of the server that was backed up. $WAL_ARCHIVE is to be another one.
set -eu
backup=$1
moment=$2
shift 2
if [ -e "$PGDATA/PG_VERSION" ]; then
  echo "$PGDATA holds a server already." >&2
  exit 1
fi
mkdir -p "$PGDATA"
cp -R "$backup/." "$PGDATA"
chmod 700 "$PGDATA"
cat >> "$PGDATA/postgresql.auto.conf" <<CONF
synchronous_standby_names = ''
restore_command = 'cp "$RESTORE_ARCHIVE/%f" "%p"'
recovery_target_time = '$moment'
recovery_target_action = 'promote'
CONF
touch "$PGDATA/recovery.signal"
exec postgres "$@"
