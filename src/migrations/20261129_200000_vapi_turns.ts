import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// Whose turn it is to ask an account of Vapi, over all processes, and from when on the next may ask.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "vapi_turns" (
    "account_id" uuid PRIMARY KEY REFERENCES "vapi_accounts" ("id") ON DELETE CASCADE,
    "lease" text,
    "leased_until" timestamp(3) with time zone,
    "free_at" timestamp(3) with time zone NOT NULL
   );`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`DROP TABLE "vapi_turns";`)
}
