import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// Whose line is being tested, and how often that was done lately. Unlogged: after a crash nobody's is.
// The index has only tests in it, so that reports of Vapi's pay nothing for it.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE UNLOGGED TABLE "test_call_turns" (
    "client_id" uuid PRIMARY KEY REFERENCES "users" ("id") ON DELETE CASCADE,
    "holder" uuid NOT NULL,
    "ends_at" timestamp(3) with time zone NOT NULL,
    "since" timestamp(3) with time zone NOT NULL,
    "used" integer NOT NULL
   );
   CREATE INDEX "call_summaries_tests_idx" ON "call_summaries" ("client_id", "reported_at") WHERE "is_test";`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "test_call_turns";
   DROP INDEX "call_summaries_tests_idx";`)
}
