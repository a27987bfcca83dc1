import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// One import at a time for the whole desk. A lease, and not a lock: a lock would hold a connection for as long as
// the import takes.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "import_turns" (
    "only_one" boolean PRIMARY KEY DEFAULT true CHECK ("only_one"),
    "holder" uuid NOT NULL,
    "ends_at" timestamp(3) with time zone NOT NULL
   );`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`DROP TABLE "import_turns";`)
}
