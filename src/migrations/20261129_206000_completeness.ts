import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// For which periods Vapi's list of calls was read to its end, when staff last asked for a check, and what Vapi's own
// statistics counted beside its list. Rows of an account are deleted with it.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "vapi_coverage" (
    "account_id" uuid PRIMARY KEY REFERENCES "vapi_accounts" ("id") ON DELETE CASCADE,
    "covered" tstzmultirange NOT NULL DEFAULT '{}',
    "check_asked_at" timestamp(3) with time zone
   );
   CREATE TABLE "vapi_cross_checks" (
    "account_id" uuid PRIMARY KEY REFERENCES "vapi_accounts" ("id") ON DELETE CASCADE,
    "tried_at" timestamp(3) with time zone NOT NULL,
    "checked_at" timestamp(3) with time zone,
    "from_at" timestamp(3) with time zone,
    "until_at" timestamp(3) with time zone,
    "differences" jsonb NOT NULL DEFAULT '[]'
   );`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "vapi_cross_checks";
   DROP TABLE "vapi_coverage";`)
}
