import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   DROP INDEX "state_dueAt_idx";
  CREATE INDEX "state_channel_dueAt_idx" ON "notifications" USING btree ("state","channel","due_at");`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP INDEX "state_channel_dueAt_idx";
  CREATE INDEX "state_dueAt_idx" ON "notifications" USING btree ("state","due_at");`)
}
