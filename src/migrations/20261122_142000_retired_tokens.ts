import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// No Payload collection, hence no snapshot beside it: ingest probes this table by SQL, and rows stay
// for good, so that a token never comes back. `expires_at` in the past: replaced or revoked.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "webhook_retired_tokens" (
    "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    "client_id" uuid REFERENCES "users" ("id") ON DELETE SET NULL,
    "token_index" varchar NOT NULL UNIQUE,
    "retired_at" timestamptz NOT NULL DEFAULT now(),
    "expires_at" timestamptz NOT NULL,
    "last_used_at" timestamptz
   );
   CREATE INDEX "webhook_retired_tokens_client_idx"
    ON "webhook_retired_tokens" ("client_id", "expires_at");`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`DROP TABLE "webhook_retired_tokens";`)
}
