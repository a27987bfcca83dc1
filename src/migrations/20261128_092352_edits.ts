import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'reread' BEFORE 'exported';
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'edits_given_back' BEFORE 'exported';
  ALTER TABLE "call_summaries" ADD COLUMN "edits" jsonb;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "audit_log" ALTER COLUMN "action" SET DATA TYPE text;
  DROP TYPE "public"."enum_audit_log_action";
  CREATE TYPE "public"."enum_audit_log_action" AS ENUM('created', 'changed', 'deleted', 'token_generated', 'token_rotated', 'token_revoked', 'former_tokens_ended', 'token_shown', 'secret_changed', 'former_secrets_ended', 'key_made', 'key_revoked', 'logged_in', 'login_failed', 'locked_out', 'unlocked', 'logged_out', 'password_changed', 'password_reset_requested', 'password_reset', 'replayed', 'exported', 'welcome_sent', 'notification_retried', 'test_call_sent', 'test_call_removed');
  ALTER TABLE "audit_log" ALTER COLUMN "action" SET DATA TYPE "public"."enum_audit_log_action" USING "action"::"public"."enum_audit_log_action";
  ALTER TABLE "call_summaries" DROP COLUMN "edits";`)
}
