#!/bin/sh
# Once, on the new and empty primary: roles, database, and that a commit waits for the standby.
# Needs DESK_PASSWORD and STANDBY_PASSWORD; psql finds the server by the usual variables.
set -eu
psql --set=ON_ERROR_STOP=1 --no-psqlrc --quiet --output=/dev/null --username=postgres --dbname=postgres \
  --set=desk_password="$DESK_PASSWORD" --set=standby_password="$STANDBY_PASSWORD" <<'SQL'
create role desk login password :'desk_password';
create role desk_standby login replication password :'standby_password';
create database desk owner desk encoding 'UTF8' template template0;
select pg_create_physical_replication_slot('desk_standby');
alter system set synchronous_standby_names = 'desk_standby';
SQL
