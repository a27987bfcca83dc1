import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// Changed by hand: a client's notifications go with the client, and the way down takes back permissions
// that are granted.

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_users_email_digest" AS ENUM('each', 'daily', 'weekly');
  CREATE TYPE "public"."enum_notifications_channel" AS ENUM('email', 'sms');
  CREATE TYPE "public"."enum_notifications_kind" AS ENUM('call', 'daily', 'weekly');
  CREATE TYPE "public"."enum_notifications_state" AS ENUM('waiting', 'sending', 'sent', 'not_needed', 'dead');
  ALTER TYPE "public"."enum_groups_permissions" ADD VALUE 'notifications.view';
  ALTER TYPE "public"."enum_groups_permissions" ADD VALUE 'notifications.change';
  ALTER TYPE "public"."enum_groups_permissions" ADD VALUE 'audit-log.view';
  CREATE TABLE "notifications" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"client_id" uuid NOT NULL,
  	"channel" "enum_notifications_channel" NOT NULL,
  	"kind" "enum_notifications_kind" NOT NULL,
  	"state" "enum_notifications_state" NOT NULL,
  	"call_summary_id" uuid,
  	"vapi_call_id" varchar,
  	"period" varchar,
  	"due_at" timestamp(3) with time zone NOT NULL,
  	"attempts" numeric DEFAULT 0 NOT NULL,
  	"first_tried_at" timestamp(3) with time zone,
  	"lease" varchar,
  	"leased_until" timestamp(3) with time zone,
  	"sent_at" timestamp(3) with time zone,
  	"provider_id" varchar,
  	"problem" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "users" ADD COLUMN "email_digest" "enum_users_email_digest" DEFAULT 'each';
  ALTER TABLE "users" ADD COLUMN "quiet_from" varchar;
  ALTER TABLE "users" ADD COLUMN "quiet_until" varchar;
  ALTER TABLE "call_summaries" ADD COLUMN "is_test" boolean DEFAULT false;
  ALTER TABLE "notifications" ADD CONSTRAINT "notifications_client_id_users_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "notifications" ADD CONSTRAINT "notifications_call_summary_id_call_summaries_id_fk" FOREIGN KEY ("call_summary_id") REFERENCES "public"."call_summaries"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "notifications_call_summary_idx" ON "notifications" USING btree ("call_summary_id");
  CREATE INDEX "notifications_created_at_idx" ON "notifications" USING btree ("created_at");
  CREATE UNIQUE INDEX "client_vapiCallId_channel_idx" ON "notifications" USING btree ("client_id","vapi_call_id","channel");
  CREATE UNIQUE INDEX "client_kind_period_channel_idx" ON "notifications" USING btree ("client_id","kind","period","channel");
  CREATE INDEX "state_dueAt_idx" ON "notifications" USING btree ("state","due_at");`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "notifications" CASCADE;
  DELETE FROM "groups_permissions" WHERE "value"::text LIKE 'notifications.%' OR "value"::text LIKE 'audit-log.%';
  ALTER TABLE "groups_permissions" ALTER COLUMN "value" SET DATA TYPE text;
  DROP TYPE "public"."enum_groups_permissions";
  CREATE TYPE "public"."enum_groups_permissions" AS ENUM('users.view', 'users.add', 'users.change', 'users.delete', 'groups.view', 'groups.add', 'groups.change', 'groups.delete', 'call-summaries.view', 'call-summaries.add', 'call-summaries.change', 'call-summaries.delete', 'webhook-deliveries.view', 'webhook-deliveries.add', 'webhook-deliveries.change', 'webhook-deliveries.delete');
  ALTER TABLE "groups_permissions" ALTER COLUMN "value" SET DATA TYPE "public"."enum_groups_permissions" USING "value"::"public"."enum_groups_permissions";
  ALTER TABLE "users" DROP COLUMN "email_digest";
  ALTER TABLE "users" DROP COLUMN "quiet_from";
  ALTER TABLE "users" DROP COLUMN "quiet_until";
  ALTER TABLE "call_summaries" DROP COLUMN "is_test";
  DROP TYPE "public"."enum_users_email_digest";
  DROP TYPE "public"."enum_notifications_channel";
  DROP TYPE "public"."enum_notifications_kind";
  DROP TYPE "public"."enum_notifications_state";`)
}
