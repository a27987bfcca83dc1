import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// Whose export runs, so that nobody runs two. Unlogged: after a crash nobody runs one.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE UNLOGGED TABLE "export_turns" (
    "user_id" uuid PRIMARY KEY,
    "holder" uuid NOT NULL,
    "ends_at" timestamp(3) with time zone NOT NULL
   );`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`DROP TABLE "export_turns";`)
}
