import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  // The index of the staff's list carries along what figures add up, so that they read nothing else: a
  // call is some kilobytes, this a few bytes. No index more for reports to write.
  await db.execute(sql`
   DROP INDEX "call_summaries_reported_at_idx";
   CREATE INDEX "call_summaries_reported_at_idx" ON "call_summaries" ("reported_at")
    INCLUDE ("client_id", "ended_group", "is_test", "cost", "outcome");`)
  // A time zone that Postgres does not know would fail the figures of everybody.
  await db.execute(sql`
   CREATE FUNCTION "known_time_zone"("zone" text) RETURNS text LANGUAGE plpgsql STABLE AS
    'BEGIN
      PERFORM now() AT TIME ZONE zone;
      RETURN coalesce(zone, ''UTC'');
    EXCEPTION WHEN invalid_parameter_value THEN
      RETURN ''UTC'';
    END';`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP FUNCTION "known_time_zone"(text);
   DROP INDEX "call_summaries_reported_at_idx";
   CREATE INDEX "call_summaries_reported_at_idx" ON "call_summaries" USING btree ("reported_at");`)
}
