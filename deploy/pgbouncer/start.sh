#!/bin/sh
# Fills in pgbouncer.ini and runs PgBouncer. Needs DESK_PASSWORD and what pgbouncer.ini names.
set -eu
umask 077
folder=$(mktemp -d)
export PGBOUNCER_USERS="$folder/users.txt"
printf '"desk" "%s"\n' "$DESK_PASSWORD" > "$PGBOUNCER_USERS"
envsubst < /etc/desk/pgbouncer.ini > "$folder/pgbouncer.ini"
exec pgbouncer "$folder/pgbouncer.ini"
