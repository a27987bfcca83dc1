import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   DROP INDEX "call_summaries_client_idx";
  DROP INDEX "call_summaries_created_at_idx";
  DROP INDEX "webhook_deliveries_client_idx";`)
  // Counts read the index alone only where vacuum has been since the last insert. By default it comes
  // when a fifth of the table is new, which at millions of rows is never; and retention deletes steadily.
  await db.execute(sql`
   ALTER TABLE "call_summaries" SET (autovacuum_vacuum_insert_scale_factor = 0.01);
   ALTER TABLE "webhook_deliveries" SET (autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_vacuum_scale_factor = 0.05);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "call_summaries" RESET (autovacuum_vacuum_insert_scale_factor);
   ALTER TABLE "webhook_deliveries" RESET (autovacuum_vacuum_insert_scale_factor, autovacuum_vacuum_scale_factor);`)
  await db.execute(sql`
   CREATE INDEX "call_summaries_client_idx" ON "call_summaries" USING btree ("client_id");
  CREATE INDEX "call_summaries_created_at_idx" ON "call_summaries" USING btree ("created_at");
  CREATE INDEX "webhook_deliveries_client_idx" ON "webhook_deliveries" USING btree ("client_id");`)
}
