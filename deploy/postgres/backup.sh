#!/bin/sh
# Takes a base backup into an empty folder and checks it: backup.sh <folder>
# Needs PRIMARY_HOST, PRIMARY_PORT and STANDBY_PASSWORD; any machine that reaches the server will do.
set -eu
PGPASSWORD="$STANDBY_PASSWORD" pg_basebackup --pgdata="$1" --wal-method=stream --checkpoint=fast \
  --dbname="host=$PRIMARY_HOST port=$PRIMARY_PORT user=desk_standby"
pg_verifybackup --quiet "$1"
