#!/bin/sh
# Clones the primary into $PGDATA unless it is there already, then runs the server as its standby.
# Needs PRIMARY_HOST, PRIMARY_PORT and STANDBY_PASSWORD; the arguments are postgres's.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  # Under another name first: a clone cut short is not taken for a whole one.
  rm -rf "$PGDATA.clone"
  until PGPASSWORD="$STANDBY_PASSWORD" pg_basebackup --pgdata="$PGDATA.clone" --wal-method=stream \
    --checkpoint=fast --slot=desk_standby --write-recovery-conf \
    --dbname="host=$PRIMARY_HOST port=$PRIMARY_PORT user=desk_standby application_name=desk_standby"
  do
    rm -rf "$PGDATA.clone"
    sleep 1
  done
  # Once promoted it is alone: a commit that waited for a standby would wait for ever.
  echo "synchronous_standby_names = ''" >> "$PGDATA.clone/postgresql.auto.conf"
  chmod 700 "$PGDATA.clone"
  rm -rf "$PGDATA"
  mv "$PGDATA.clone" "$PGDATA"
fi
exec postgres "$@"
