import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// What Vapi lists of an account's calls, each in exactly one state, and how far the desk's walks over that list have
// got. Vapi keeps the truth for some days only, so rows older than two months go.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "vapi_calls" (
    "account_id" uuid NOT NULL REFERENCES "vapi_accounts" ("id") ON DELETE CASCADE,
    "call_id" text NOT NULL,
    "client_id" uuid REFERENCES "users" ("id") ON DELETE SET NULL,
    "rule" text,
    "is_moved" boolean NOT NULL DEFAULT false,
    "is_earlier" boolean NOT NULL DEFAULT false,
    "state" text NOT NULL CHECK ("state" IN ('held', 'waiting', 'never_connected', 'missing', 'cannot_be_filled',
      'stuck', 'earlier', 'not_ours')),
    "status" text NOT NULL,
    "type" text,
    "connected" boolean NOT NULL,
    "has_content" boolean NOT NULL,
    "assistant_id" text,
    "phone_number_id" text,
    "squad_id" text,
    "ended_reason" text,
    "created_at" timestamp(3) with time zone NOT NULL,
    "ended_at" timestamp(3) with time zone,
    "updated_at" timestamp(3) with time zone,
    "scheduled_for" timestamp(3) with time zone,
    "overrides_server" boolean NOT NULL DEFAULT false,
    "cost" numeric,
    "fill_attempts" integer NOT NULL DEFAULT 0,
    "fill_at" timestamp(3) with time zone,
    "fill_problem" text,
    "recovered_at" timestamp(3) with time zone,
    "seen_at" timestamp(3) with time zone NOT NULL,
    PRIMARY KEY ("account_id", "call_id")
   );
   CREATE INDEX "vapi_calls_client_idx" ON "vapi_calls" ("client_id", "created_at");
   CREATE INDEX "vapi_calls_created_idx" ON "vapi_calls" ("account_id", "created_at");
   CREATE INDEX "vapi_calls_open_idx" ON "vapi_calls" ("account_id", "call_id")
    WHERE "state" NOT IN ('held', 'not_ours');
   CREATE INDEX "vapi_calls_due_idx" ON "vapi_calls" ("account_id", "state")
    WHERE "state" IN ('missing', 'waiting');
   CREATE TABLE "vapi_walks" (
    "account_id" uuid NOT NULL REFERENCES "vapi_accounts" ("id") ON DELETE CASCADE,
    "kind" text NOT NULL CHECK ("kind" IN ('fresh', 'whole')),
    "state" text NOT NULL DEFAULT 'idle' CHECK ("state" IN ('idle', 'running', 'complete', 'incomplete')),
    "since_at" timestamp(3) with time zone,
    "from_at" timestamp(3) with time zone,
    "le" timestamp(3) with time zone,
    "page_limit" integer,
    "moves" integer NOT NULL DEFAULT 0,
    "requests" integer NOT NULL DEFAULT 0,
    "calls" integer NOT NULL DEFAULT 0,
    "started_at" timestamp(3) with time zone,
    "ended_at" timestamp(3) with time zone,
    "completed_at" timestamp(3) with time zone,
    "completed_from" timestamp(3) with time zone,
    "problem" text,
    "is_incomplete" boolean NOT NULL DEFAULT false,
    "due_at" timestamp(3) with time zone,
    "lease" uuid,
    "leased_until" timestamp(3) with time zone,
    "requested_at" timestamp(3) with time zone,
    "book" text,
    PRIMARY KEY ("account_id", "kind")
   );`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "vapi_walks";
   DROP TABLE "vapi_calls";`)
}
