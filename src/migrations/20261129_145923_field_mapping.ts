import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_call_summaries_source" AS ENUM('webhook', 'recovered', 'imported');
  CREATE TYPE "public"."enum_webhook_deliveries_source" AS ENUM('webhook', 'recovered', 'imported');
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'reprojected';
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'imported';
  ALTER TYPE "public"."enum_audit_log_collection" ADD VALUE 'field-mapping';
  ALTER TYPE "public"."enum_groups_permissions" ADD VALUE 'field-mapping.view';
  ALTER TYPE "public"."enum_groups_permissions" ADD VALUE 'field-mapping.change';
  CREATE TABLE "field_mapping" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"mapping" jsonb,
  	"follow_up_rule" jsonb,
  	"updated_at" timestamp(3) with time zone,
  	"created_at" timestamp(3) with time zone
  );
  
  ALTER TABLE "users" ADD COLUMN "foreign_hash" varchar;
  ALTER TABLE "users" ADD COLUMN "field_mapping" jsonb;
  ALTER TABLE "call_summaries" ADD COLUMN "fields" jsonb;
  ALTER TABLE "call_summaries" ADD COLUMN "evidence" jsonb;
  ALTER TABLE "call_summaries" ADD COLUMN "source" "enum_call_summaries_source" DEFAULT 'webhook';
  ALTER TABLE "webhook_deliveries" ADD COLUMN "source" "enum_webhook_deliveries_source" DEFAULT 'webhook';
  -- By hand: the versions of mappings, which the statements of ingest compare. Payload does not know these columns.
  ALTER TABLE "users" ADD COLUMN "mapping_version" text
    GENERATED ALWAYS AS (md5(nullif("field_mapping", 'null'::jsonb)::text)) STORED;
  ALTER TABLE "field_mapping" ADD COLUMN "version" text
    GENERATED ALWAYS AS (md5(nullif("mapping", 'null'::jsonb)::text)) STORED;
  -- The only row. Otherwise two first changes at the same time would create two.
  INSERT INTO "field_mapping" ("id", "updated_at", "created_at") VALUES (gen_random_uuid(), now(), now());
  -- By hand: calls without own fields are not in it.
  CREATE INDEX "call_summaries_fields_idx" ON "call_summaries" USING gin ("fields" jsonb_path_ops) WHERE "fields" IS NOT NULL;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "field_mapping" CASCADE;
  ALTER TABLE "audit_log" ALTER COLUMN "action" SET DATA TYPE text;
  DROP TYPE "public"."enum_audit_log_action";
  CREATE TYPE "public"."enum_audit_log_action" AS ENUM('created', 'changed', 'deleted', 'token_generated', 'token_rotated', 'token_revoked', 'former_tokens_ended', 'token_shown', 'secret_changed', 'former_secrets_ended', 'key_made', 'key_revoked', 'logged_in', 'login_failed', 'locked_out', 'unlocked', 'logged_out', 'password_changed', 'password_reset_requested', 'password_reset', 'replayed', 'reread', 'edits_given_back', 'exported', 'welcome_sent', 'notification_retried', 'test_call_sent', 'test_call_removed', 'follow_up_changed', 'feedback_given', 'feedback_answered', 'seen_as_client', 'sign_in_requested', 'signed_out_everywhere');
  ALTER TABLE "audit_log" ALTER COLUMN "action" SET DATA TYPE "public"."enum_audit_log_action" USING "action"::"public"."enum_audit_log_action";
  ALTER TABLE "audit_log" ALTER COLUMN "collection" SET DATA TYPE text;
  DROP TYPE "public"."enum_audit_log_collection";
  CREATE TYPE "public"."enum_audit_log_collection" AS ENUM('users', 'groups', 'call-summaries', 'webhook-deliveries', 'notifications', 'brands', 'desk');
  ALTER TABLE "audit_log" ALTER COLUMN "collection" SET DATA TYPE "public"."enum_audit_log_collection" USING "collection"::"public"."enum_audit_log_collection";
  ALTER TABLE "users" DROP COLUMN "foreign_hash";
  ALTER TABLE "users" DROP COLUMN "field_mapping";
  ALTER TABLE "call_summaries" DROP COLUMN "fields";
  ALTER TABLE "call_summaries" DROP COLUMN "evidence";
  ALTER TABLE "call_summaries" DROP COLUMN "source";
  ALTER TABLE "webhook_deliveries" DROP COLUMN "source";
  DROP TYPE "public"."enum_call_summaries_source";
  DROP TYPE "public"."enum_webhook_deliveries_source";`)
}
