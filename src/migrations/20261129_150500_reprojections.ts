import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// The latest run that reads past calls again with the mapping. There is one at a time for the desk, and any process
// may continue it. Its client's deletion ends it.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "reprojections" (
    "only_one" boolean PRIMARY KEY DEFAULT true CHECK ("only_one"),
    "id" uuid NOT NULL,
    "client_id" uuid REFERENCES "users" ("id") ON DELETE CASCADE,
    "actor" jsonb NOT NULL,
    "state" text NOT NULL CHECK ("state" IN ('running', 'stopping', 'done', 'stopped', 'failed')),
    "phase" text NOT NULL CHECK ("phase" IN ('calls', 'recent')),
    "place" uuid NOT NULL,
    "counts" jsonb NOT NULL,
    "total" integer NOT NULL,
    "attempts" integer NOT NULL DEFAULT 0,
    "started_at" timestamp(3) with time zone NOT NULL,
    "ended_at" timestamp(3) with time zone
   );`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`DROP TABLE "reprojections";`)
}
