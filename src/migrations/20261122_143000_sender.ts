import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_users_vapi_sender_verification" AS ENUM('none', 'secret', 'hmac');
  CREATE TYPE "public"."enum_users_vapi_sender_algorithm" AS ENUM('sha256', 'sha512', 'sha1');
  CREATE TYPE "public"."enum_users_vapi_sender_encoding" AS ENUM('hex', 'base64');
  ALTER TABLE "users" ADD COLUMN "vapi_sender_verification" "enum_users_vapi_sender_verification" DEFAULT 'none';
  ALTER TABLE "users" ADD COLUMN "vapi_sender_secret" varchar;
  ALTER TABLE "users" ADD COLUMN "vapi_sender_signature_header" varchar DEFAULT 'x-signature';
  ALTER TABLE "users" ADD COLUMN "vapi_sender_prefix" varchar DEFAULT '';
  ALTER TABLE "users" ADD COLUMN "vapi_sender_algorithm" "enum_users_vapi_sender_algorithm" DEFAULT 'sha256';
  ALTER TABLE "users" ADD COLUMN "vapi_sender_encoding" "enum_users_vapi_sender_encoding" DEFAULT 'hex';
  ALTER TABLE "users" ADD COLUMN "vapi_sender_payload_format" varchar DEFAULT '{timestamp}.{body}';
  ALTER TABLE "users" ADD COLUMN "vapi_sender_timestamp_header" varchar DEFAULT 'x-timestamp';
  ALTER TABLE "users" ADD COLUMN "vapi_sender_message_id_header" varchar DEFAULT 'svix-id';
  ALTER TABLE "users" ADD COLUMN "vapi_sender_secret_is_base64" boolean DEFAULT false;
  ALTER TABLE "users" ADD COLUMN "vapi_sender_networks" varchar;
  ALTER TABLE "users" ADD COLUMN "vapi_guard" varchar;`)
  // No Payload collections: ingest reads and writes them by SQL.
  await db.execute(sql`
   CREATE TABLE "webhook_retired_senders" (
    "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    "client_id" uuid NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
    "sender" jsonb NOT NULL,
    "retired_at" timestamptz NOT NULL DEFAULT now(),
    "expires_at" timestamptz NOT NULL,
    "last_used_at" timestamptz
   );
   CREATE INDEX "webhook_retired_senders_client_idx" ON "webhook_retired_senders" ("client_id");
   CREATE TABLE "webhook_refusals" (
    "client_id" uuid PRIMARY KEY REFERENCES "users" ("id") ON DELETE CASCADE,
    "count" bigint NOT NULL,
    "last_at" timestamptz NOT NULL,
    "last_reason" varchar NOT NULL
   );`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "webhook_retired_senders";
  DROP TABLE "webhook_refusals";
   ALTER TABLE "users" DROP COLUMN "vapi_sender_verification";
  ALTER TABLE "users" DROP COLUMN "vapi_sender_secret";
  ALTER TABLE "users" DROP COLUMN "vapi_sender_signature_header";
  ALTER TABLE "users" DROP COLUMN "vapi_sender_prefix";
  ALTER TABLE "users" DROP COLUMN "vapi_sender_algorithm";
  ALTER TABLE "users" DROP COLUMN "vapi_sender_encoding";
  ALTER TABLE "users" DROP COLUMN "vapi_sender_payload_format";
  ALTER TABLE "users" DROP COLUMN "vapi_sender_timestamp_header";
  ALTER TABLE "users" DROP COLUMN "vapi_sender_message_id_header";
  ALTER TABLE "users" DROP COLUMN "vapi_sender_secret_is_base64";
  ALTER TABLE "users" DROP COLUMN "vapi_sender_networks";
  ALTER TABLE "users" DROP COLUMN "vapi_guard";
  DROP TYPE "public"."enum_users_vapi_sender_verification";
  DROP TYPE "public"."enum_users_vapi_sender_algorithm";
  DROP TYPE "public"."enum_users_vapi_sender_encoding";`)
}
