import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_users_language" AS ENUM('en', 'de', 'es', 'fr', 'pt', 'it', 'nl');
  CREATE TYPE "public"."enum_call_summaries_follow_up" AS ENUM('open', 'done');
  CREATE TYPE "public"."enum_call_summaries_follow_up_by" AS ENUM('rule', 'client', 'staff');
  CREATE TYPE "public"."enum_call_summaries_feedback_reason" AS ENUM('summary', 'outcome', 'caller', 'price', 'other');
  CREATE TYPE "public"."enum_call_summaries_feedback_state" AS ENUM('new', 'answered', 'closed');
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'follow_up_changed';
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'feedback_given';
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'feedback_answered';
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'seen_as_client';
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'sign_in_requested';
  ALTER TYPE "public"."enum_audit_log_action" ADD VALUE 'signed_out_everywhere';
  ALTER TYPE "public"."enum_audit_log_collection" ADD VALUE 'brands' BEFORE 'desk';
  CREATE TABLE "brands" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"accent" varchar,
  	"sender_name" varchar,
  	"support_email" varchar,
  	"support_phone" varchar,
  	"imprint_u_r_l" varchar,
  	"privacy_u_r_l" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "brands_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  ALTER TABLE "users" ADD COLUMN "language" "enum_users_language";
  ALTER TABLE "users" ADD COLUMN "brand_id" uuid;
  ALTER TABLE "users" ADD COLUMN "follow_up_rule" jsonb;
  ALTER TABLE "call_summaries" ADD COLUMN "follow_up" "enum_call_summaries_follow_up";
  ALTER TABLE "call_summaries" ADD COLUMN "follow_up_due_at" timestamp(3) with time zone;
  ALTER TABLE "call_summaries" ADD COLUMN "follow_up_note" varchar;
  ALTER TABLE "call_summaries" ADD COLUMN "follow_up_by" "enum_call_summaries_follow_up_by";
  ALTER TABLE "call_summaries" ADD COLUMN "follow_up_at" timestamp(3) with time zone;
  ALTER TABLE "call_summaries" ADD COLUMN "feedback_reason" "enum_call_summaries_feedback_reason";
  ALTER TABLE "call_summaries" ADD COLUMN "feedback_text" varchar;
  ALTER TABLE "call_summaries" ADD COLUMN "feedback_at" timestamp(3) with time zone;
  ALTER TABLE "call_summaries" ADD COLUMN "feedback_state" "enum_call_summaries_feedback_state";
  ALTER TABLE "call_summaries" ADD COLUMN "feedback_answer" varchar;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "brands_id" uuid;
  ALTER TABLE "brands_texts" ADD CONSTRAINT "brands_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."brands"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "brands_updated_at_idx" ON "brands" USING btree ("updated_at");
  CREATE INDEX "brands_created_at_idx" ON "brands" USING btree ("created_at");
  CREATE INDEX "brands_texts_order_parent" ON "brands_texts" USING btree ("order","parent_id");
  ALTER TABLE "users" ADD CONSTRAINT "users_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_brands_fk" FOREIGN KEY ("brands_id") REFERENCES "public"."brands"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "users_brand_idx" ON "users" USING btree ("brand_id");
  CREATE INDEX "payload_locked_documents_rels_brands_id_idx" ON "payload_locked_documents_rels" USING btree ("brands_id");
  -- By hand: only the few calls with something to do, and those whose feedback nobody has read, are in them.
  CREATE INDEX "call_summaries_open_follow_ups_idx" ON "call_summaries" ("client_id", "follow_up_due_at", "reported_at") WHERE "follow_up" = 'open';
  CREATE INDEX "call_summaries_new_feedback_idx" ON "call_summaries" ("feedback_at") WHERE "feedback_state" = 'new';`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "brands" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "brands_texts" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "brands" CASCADE;
  DROP TABLE "brands_texts" CASCADE;
  ALTER TABLE "users" DROP CONSTRAINT "users_brand_id_brands_id_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_brands_fk";
  
  ALTER TABLE "audit_log" ALTER COLUMN "action" SET DATA TYPE text;
  DROP TYPE "public"."enum_audit_log_action";
  CREATE TYPE "public"."enum_audit_log_action" AS ENUM('created', 'changed', 'deleted', 'token_generated', 'token_rotated', 'token_revoked', 'former_tokens_ended', 'token_shown', 'secret_changed', 'former_secrets_ended', 'key_made', 'key_revoked', 'logged_in', 'login_failed', 'locked_out', 'unlocked', 'logged_out', 'password_changed', 'password_reset_requested', 'password_reset', 'replayed', 'reread', 'edits_given_back', 'exported', 'welcome_sent', 'notification_retried', 'test_call_sent', 'test_call_removed');
  ALTER TABLE "audit_log" ALTER COLUMN "action" SET DATA TYPE "public"."enum_audit_log_action" USING "action"::"public"."enum_audit_log_action";
  ALTER TABLE "audit_log" ALTER COLUMN "collection" SET DATA TYPE text;
  DROP TYPE "public"."enum_audit_log_collection";
  CREATE TYPE "public"."enum_audit_log_collection" AS ENUM('users', 'groups', 'call-summaries', 'webhook-deliveries', 'notifications', 'desk');
  ALTER TABLE "audit_log" ALTER COLUMN "collection" SET DATA TYPE "public"."enum_audit_log_collection" USING "collection"::"public"."enum_audit_log_collection";
  DROP INDEX "call_summaries_open_follow_ups_idx";
  DROP INDEX "call_summaries_new_feedback_idx";
  DROP INDEX "users_brand_idx";
  DROP INDEX "payload_locked_documents_rels_brands_id_idx";
  ALTER TABLE "users" DROP COLUMN "language";
  ALTER TABLE "users" DROP COLUMN "brand_id";
  ALTER TABLE "users" DROP COLUMN "follow_up_rule";
  ALTER TABLE "call_summaries" DROP COLUMN "follow_up";
  ALTER TABLE "call_summaries" DROP COLUMN "follow_up_due_at";
  ALTER TABLE "call_summaries" DROP COLUMN "follow_up_note";
  ALTER TABLE "call_summaries" DROP COLUMN "follow_up_by";
  ALTER TABLE "call_summaries" DROP COLUMN "follow_up_at";
  ALTER TABLE "call_summaries" DROP COLUMN "feedback_reason";
  ALTER TABLE "call_summaries" DROP COLUMN "feedback_text";
  ALTER TABLE "call_summaries" DROP COLUMN "feedback_at";
  ALTER TABLE "call_summaries" DROP COLUMN "feedback_state";
  ALTER TABLE "call_summaries" DROP COLUMN "feedback_answer";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "brands_id";
  DROP TYPE "public"."enum_users_language";
  DROP TYPE "public"."enum_call_summaries_follow_up";
  DROP TYPE "public"."enum_call_summaries_follow_up_by";
  DROP TYPE "public"."enum_call_summaries_feedback_reason";
  DROP TYPE "public"."enum_call_summaries_feedback_state";`)
}
