import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// The latest import of past calls from each account of Vapi. Any process may continue it from its place: the calls up to
// `place` are left, but for those in `seen`. The deletion of its client or account ends it.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "vapi_histories" (
    "account_id" uuid PRIMARY KEY REFERENCES "vapi_accounts" ("id") ON DELETE CASCADE,
    "id" uuid NOT NULL,
    "client_id" uuid REFERENCES "users" ("id") ON DELETE CASCADE,
    "actor" jsonb NOT NULL,
    "is_dry_run" boolean NOT NULL,
    "state" text NOT NULL CHECK ("state" IN ('running', 'stopping', 'done', 'stopped', 'failed')),
    "problem" text,
    "asked_from" timestamp(3) with time zone,
    "froms" jsonb NOT NULL,
    "from_at" timestamp(3) with time zone NOT NULL,
    "place" timestamp(3) with time zone NOT NULL,
    "seen" jsonb NOT NULL,
    "page_limit" integer NOT NULL,
    "moves" integer NOT NULL DEFAULT 0,
    "counts" jsonb NOT NULL,
    "expected" integer,
    "attempts" integer NOT NULL DEFAULT 0,
    "due_at" timestamp(3) with time zone NOT NULL DEFAULT now(),
    "lease" uuid,
    "leased_until" timestamp(3) with time zone,
    "started_at" timestamp(3) with time zone NOT NULL,
    "ended_at" timestamp(3) with time zone
   );
   CREATE INDEX "vapi_histories_client_idx" ON "vapi_histories" ("client_id");`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`DROP TABLE "vapi_histories";`)
}
