import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// Recordings that are to be copied. Only here is a link to one, encrypted, and only as long as it works: it goes with
// the copy, with its failure, and with the link's own end.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "recording_copies" (
    "id" uuid PRIMARY KEY,
    "client_id" uuid NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
    "vapi_call_id" text NOT NULL,
    "link" text,
    "state" text NOT NULL CHECK ("state" IN ('waiting', 'sending', 'done', 'dead')),
    "attempts" integer NOT NULL DEFAULT 0,
    "due_at" timestamp(3) with time zone NOT NULL DEFAULT now(),
    "first_tried_at" timestamp(3) with time zone,
    "lease" text,
    "leased_until" timestamp(3) with time zone,
    "expires_at" timestamp(3) with time zone NOT NULL,
    "problem" text,
    "created_at" timestamp(3) with time zone NOT NULL DEFAULT now(),
    "updated_at" timestamp(3) with time zone NOT NULL DEFAULT now(),
    UNIQUE ("client_id", "vapi_call_id"),
    CHECK ("link" IS NOT NULL OR "state" IN ('done', 'dead')),
    CHECK ("link" IS NULL OR "state" IN ('waiting', 'sending'))
   );
   CREATE INDEX "recording_copies_due_idx" ON "recording_copies" ("client_id", "due_at") WHERE "state" = 'waiting';
   CREATE INDEX "recording_copies_lease_idx" ON "recording_copies" ("leased_until") WHERE "state" = 'sending';
   CREATE INDEX "recording_copies_expires_idx" ON "recording_copies" ("expires_at") WHERE "link" IS NOT NULL;
   CREATE INDEX "recording_copies_ended_idx" ON "recording_copies" ("updated_at") WHERE "link" IS NULL;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`DROP TABLE "recording_copies";`)
}
