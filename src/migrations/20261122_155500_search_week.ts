import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  // The planner takes every search for one that finds many, and plans accordingly: it reads the whole
  // table, or compiles the query first (JIT). In a function, its guess is ours.
  await db.execute(sql`
   CREATE FUNCTION "call_search_week"("week" text, "query" tsquery)
    RETURNS TABLE ("call_id" uuid, "reported_at" timestamp(3) with time zone)
    LANGUAGE plpgsql STABLE ROWS 50 COST 1000 AS
    'BEGIN RETURN QUERY SELECT s."call_id", s."reported_at" FROM "call_search" s
      WHERE s."week" = $1 AND s."terms" @@ $2; END';`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`DROP FUNCTION "call_search_week"(text, tsquery);`)
}
