import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// The portal lists calls by when they began, else by when they were reported. Only the few calls of which the
// beginning is not known are in this index, so that no other report pays for it.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE INDEX "call_summaries_without_start_idx" ON "call_summaries" ("client_id", "reported_at")
    WHERE "started_at" IS NULL;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`DROP INDEX "call_summaries_without_start_idx";`)
}
