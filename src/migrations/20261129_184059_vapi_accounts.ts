import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_users_keep_recordings" AS ENUM('desk', 'on', 'off');
  CREATE TYPE "public"."enum_vapi_accounts_region" AS ENUM('us', 'eu');
  CREATE TYPE "public"."enum_vapi_accounts_status" AS ENUM('unchecked', 'ok', 'key_refused', 'unpaid', 'forbidden', 'unreachable');
  ALTER TYPE "public"."enum_groups_permissions" ADD VALUE 'vapi-accounts.view' BEFORE 'audit-log.view';
  ALTER TYPE "public"."enum_groups_permissions" ADD VALUE 'vapi-accounts.add' BEFORE 'audit-log.view';
  ALTER TYPE "public"."enum_groups_permissions" ADD VALUE 'vapi-accounts.change' BEFORE 'audit-log.view';
  ALTER TYPE "public"."enum_groups_permissions" ADD VALUE 'vapi-accounts.delete' BEFORE 'audit-log.view';
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'webhook_set';
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'webhook_put_back';
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'recording_played';
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'vapi_checked';
  ALTER TYPE "public"."enum_audit_log_collection" ADD VALUE 'vapi-accounts' BEFORE 'desk';
  CREATE TABLE "vapi_accounts" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"label" varchar NOT NULL,
  	"region" "enum_vapi_accounts_region" DEFAULT 'us' NOT NULL,
  	"key" varchar,
  	"key_last_four" varchar,
  	"org_id" varchar,
  	"status" "enum_vapi_accounts_status" DEFAULT 'unchecked',
  	"problem" varchar,
  	"status_since" timestamp(3) with time zone,
  	"retention_days" numeric,
  	"retention_learned_at" timestamp(3) with time zone,
  	"last_checked_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "users" ADD COLUMN "vapi_account_id" uuid;
  ALTER TABLE "users" ADD COLUMN "vapi_assistant_ids" jsonb;
  ALTER TABLE "users" ADD COLUMN "vapi_phone_number_id" varchar;
  ALTER TABLE "users" ADD COLUMN "keep_recordings" "enum_users_keep_recordings" DEFAULT 'desk';
  ALTER TABLE "users" ADD COLUMN "recording_retention_days" numeric;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "vapi_accounts_id" uuid;
  ALTER TABLE "desk" ADD COLUMN "keep_recordings" boolean DEFAULT false;
  CREATE UNIQUE INDEX "vapi_accounts_org_id_idx" ON "vapi_accounts" USING btree ("org_id");
  CREATE INDEX "vapi_accounts_updated_at_idx" ON "vapi_accounts" USING btree ("updated_at");
  CREATE INDEX "vapi_accounts_created_at_idx" ON "vapi_accounts" USING btree ("created_at");
  ALTER TABLE "users" ADD CONSTRAINT "users_vapi_account_id_vapi_accounts_id_fk" FOREIGN KEY ("vapi_account_id") REFERENCES "public"."vapi_accounts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_vapi_accounts_fk" FOREIGN KEY ("vapi_accounts_id") REFERENCES "public"."vapi_accounts"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "users_vapi_account_idx" ON "users" USING btree ("vapi_account_id");
  CREATE INDEX "users_vapi_phone_number_id_idx" ON "users" USING btree ("vapi_phone_number_id");
  CREATE INDEX "payload_locked_documents_rels_vapi_accounts_id_idx" ON "payload_locked_documents_rels" USING btree ("vapi_accounts_id");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "vapi_accounts" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "vapi_accounts" CASCADE;
  ALTER TABLE "users" DROP CONSTRAINT "users_vapi_account_id_vapi_accounts_id_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_vapi_accounts_fk";
  
  ALTER TABLE "groups_permissions" ALTER COLUMN "value" SET DATA TYPE text;
  DROP TYPE "public"."enum_groups_permissions";
  CREATE TYPE "public"."enum_groups_permissions" AS ENUM('users.view', 'users.add', 'users.change', 'users.delete', 'groups.view', 'groups.add', 'groups.change', 'groups.delete', 'call-summaries.view', 'call-summaries.add', 'call-summaries.change', 'call-summaries.delete', 'webhook-deliveries.view', 'webhook-deliveries.add', 'webhook-deliveries.change', 'webhook-deliveries.delete', 'notifications.view', 'notifications.change', 'audit-log.view', 'field-mapping.view', 'field-mapping.change');
  ALTER TABLE "groups_permissions" ALTER COLUMN "value" SET DATA TYPE "public"."enum_groups_permissions" USING "value"::"public"."enum_groups_permissions";
  ALTER TABLE "audit_log" ALTER COLUMN "action" SET DATA TYPE text;
  DROP TYPE "public"."enum_audit_log_action";
  CREATE TYPE "public"."enum_audit_log_action" AS ENUM('created', 'changed', 'deleted', 'token_generated', 'token_rotated', 'token_revoked', 'former_tokens_ended', 'token_shown', 'secret_changed', 'former_secrets_ended', 'key_made', 'key_revoked', 'logged_in', 'login_failed', 'locked_out', 'unlocked', 'logged_out', 'password_changed', 'password_reset_requested', 'password_reset', 'replayed', 'reread', 'edits_given_back', 'exported', 'welcome_sent', 'notification_retried', 'test_call_sent', 'test_call_removed', 'follow_up_changed', 'feedback_given', 'feedback_answered', 'seen_as_client', 'sign_in_requested', 'signed_out_everywhere', 'reprojected', 'imported');
  ALTER TABLE "audit_log" ALTER COLUMN "action" SET DATA TYPE "public"."enum_audit_log_action" USING "action"::"public"."enum_audit_log_action";
  ALTER TABLE "audit_log" ALTER COLUMN "collection" SET DATA TYPE text;
  DROP TYPE "public"."enum_audit_log_collection";
  CREATE TYPE "public"."enum_audit_log_collection" AS ENUM('users', 'groups', 'call-summaries', 'webhook-deliveries', 'notifications', 'brands', 'desk', 'field-mapping');
  ALTER TABLE "audit_log" ALTER COLUMN "collection" SET DATA TYPE "public"."enum_audit_log_collection" USING "collection"::"public"."enum_audit_log_collection";
  DROP INDEX "users_vapi_account_idx";
  DROP INDEX "users_vapi_phone_number_id_idx";
  DROP INDEX "payload_locked_documents_rels_vapi_accounts_id_idx";
  ALTER TABLE "users" DROP COLUMN "vapi_account_id";
  ALTER TABLE "users" DROP COLUMN "vapi_assistant_ids";
  ALTER TABLE "users" DROP COLUMN "vapi_phone_number_id";
  ALTER TABLE "users" DROP COLUMN "keep_recordings";
  ALTER TABLE "users" DROP COLUMN "recording_retention_days";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "vapi_accounts_id";
  ALTER TABLE "desk" DROP COLUMN "keep_recordings";
  DROP TYPE "public"."enum_users_keep_recordings";
  DROP TYPE "public"."enum_vapi_accounts_region";
  DROP TYPE "public"."enum_vapi_accounts_status";`)
}
