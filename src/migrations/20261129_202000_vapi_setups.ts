import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// What the desk wrote at Vapi and what stood there before, what has changed there since, and runs over many clients.
// A number stands beside its assistant where one assistant serves several clients; otherwise it is empty. A token that
// is coming is accepted already, because it is being written at Vapi, and is not the client's yet.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "vapi_setups" (
    "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    "client_id" uuid NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
    "account_id" uuid NOT NULL REFERENCES "vapi_accounts" ("id") ON DELETE CASCADE,
    "assistant_id" text NOT NULL,
    "phone_number_id" text NOT NULL DEFAULT '',
    "state" text NOT NULL CHECK ("state" IN ('writing', 'set', 'put_back', 'moved', 'failed')),
    "before" text,
    "before_url_host" text,
    "proof" text,
    "credential_id" text,
    "noted" jsonb,
    "by" jsonb,
    "set_at" timestamp(3) with time zone,
    "checked_at" timestamp(3) with time zone,
    "proven_at" timestamp(3) with time zone,
    "problem" text,
    UNIQUE ("client_id", "assistant_id", "phone_number_id")
   );
   CREATE INDEX "vapi_setups_account_idx" ON "vapi_setups" ("account_id");
   CREATE TABLE "vapi_setup_turns" (
    "client_id" uuid PRIMARY KEY REFERENCES "users" ("id") ON DELETE CASCADE,
    "lease" uuid NOT NULL,
    "leased_until" timestamp(3) with time zone NOT NULL
   );
   CREATE TABLE "vapi_drifts" (
    "client_id" uuid NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
    "account_id" uuid NOT NULL REFERENCES "vapi_accounts" ("id") ON DELETE CASCADE,
    "assistant_id" text NOT NULL,
    "signal" text NOT NULL,
    "level" text NOT NULL CHECK ("level" IN ('alarm', 'notice')),
    "detail" jsonb NOT NULL,
    "since" timestamp(3) with time zone NOT NULL,
    "seen_at" timestamp(3) with time zone NOT NULL,
    PRIMARY KEY ("client_id", "assistant_id", "signal")
   );
   CREATE INDEX "vapi_drifts_account_idx" ON "vapi_drifts" ("account_id");
   CREATE TABLE "vapi_watches" (
    "account_id" uuid PRIMARY KEY REFERENCES "vapi_accounts" ("id") ON DELETE CASCADE,
    "due_at" timestamp(3) with time zone NOT NULL,
    "watched_at" timestamp(3) with time zone
   );
   CREATE TABLE "vapi_runs" (
    "id" uuid PRIMARY KEY,
    "account_id" uuid NOT NULL UNIQUE REFERENCES "vapi_accounts" ("id") ON DELETE CASCADE,
    "kind" text NOT NULL CHECK ("kind" IN ('set_up', 'rotate')),
    "takes_over" boolean NOT NULL DEFAULT false,
    "grace_hours" numeric NOT NULL DEFAULT 24,
    "actor" jsonb NOT NULL,
    "state" text NOT NULL CHECK ("state" IN ('running', 'stopping', 'done', 'stopped', 'failed')),
    "problem" text,
    "lease" uuid,
    "leased_until" timestamp(3) with time zone,
    "started_at" timestamp(3) with time zone NOT NULL,
    "ended_at" timestamp(3) with time zone
   );
   CREATE TABLE "vapi_run_items" (
    "run_id" uuid NOT NULL REFERENCES "vapi_runs" ("id") ON DELETE CASCADE,
    "client_id" uuid NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
    "place" integer NOT NULL,
    "state" text NOT NULL DEFAULT 'waiting' CHECK ("state" IN ('waiting', 'done', 'skipped', 'failed')),
    "attempts" integer NOT NULL DEFAULT 0,
    "problem" text,
    PRIMARY KEY ("run_id", "client_id")
   );
   CREATE INDEX "vapi_run_items_waiting_idx" ON "vapi_run_items" ("run_id", "place") WHERE "state" = 'waiting';
   ALTER TABLE "webhook_retired_tokens" ADD COLUMN "is_coming" boolean NOT NULL DEFAULT false;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "webhook_retired_tokens" DROP COLUMN "is_coming";
   DROP TABLE "vapi_run_items";
   DROP TABLE "vapi_runs";
   DROP TABLE "vapi_watches";
   DROP TABLE "vapi_drifts";
   DROP TABLE "vapi_setup_turns";
   DROP TABLE "vapi_setups";`)
}
