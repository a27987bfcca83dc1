import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// Whether staff deleted a call is asked for each call that is fetched or imported from Vapi, by Vapi's id of it. Without
// these, each question reads the whole history.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE INDEX "audit_log_deleted_calls_idx" ON "audit_log" ("label", "at")
    WHERE "action" = 'deleted' AND "collection" = 'call-summaries';
   CREATE INDEX "audit_log_touched_label_idx" ON "audit_log_touched" ("label") WHERE "label" IS NOT NULL;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP INDEX "audit_log_touched_label_idx";
   DROP INDEX "audit_log_deleted_calls_idx";`)
}
