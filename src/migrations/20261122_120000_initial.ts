import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_users_service_hours_day" AS ENUM('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday');
  CREATE TYPE "public"."enum_users_setup_status" AS ENUM('not_started', 'token_generated', 'agent_configured', 'client_notified', 'live');
  CREATE TYPE "public"."enum_call_summaries_ended_group" AS ENUM('completed', 'transferred', 'transfer_failed', 'no_answer', 'voicemail', 'cancelled', 'error', 'unknown');
  CREATE TYPE "public"."enum_webhook_deliveries_state" AS ENUM('stored', 'merged', 'needs_review');
  CREATE TYPE "public"."enum_groups_permissions" AS ENUM('users.view', 'users.add', 'users.change', 'users.delete', 'groups.view', 'groups.add', 'groups.change', 'groups.delete', 'call-summaries.view', 'call-summaries.add', 'call-summaries.change', 'call-summaries.delete', 'webhook-deliveries.view', 'webhook-deliveries.add', 'webhook-deliveries.change', 'webhook-deliveries.delete');
  CREATE TABLE "users_service_hours" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"day" "enum_users_service_hours_day" NOT NULL,
  	"opens" varchar NOT NULL,
  	"closes" varchar NOT NULL
  );
  
  CREATE TABLE "users_sessions" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"created_at" timestamp(3) with time zone,
  	"expires_at" timestamp(3) with time zone NOT NULL
  );
  
  CREATE TABLE "users" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"name" varchar,
  	"business_name" varchar,
  	"phone" varchar,
  	"business_type" varchar,
  	"timezone" varchar,
  	"vapi_webhook_token" varchar,
  	"vapi_webhook_token_index" varchar,
  	"vapi_assistant_id" varchar,
  	"vapi_phone_number" varchar,
  	"setup_status" "enum_users_setup_status" DEFAULT 'not_started',
  	"admin_notes" jsonb,
  	"currency" varchar,
  	"email_notifications" boolean DEFAULT true,
  	"sms_notifications" boolean DEFAULT false,
  	"is_active" boolean DEFAULT true,
  	"is_staff" boolean DEFAULT false,
  	"is_superuser" boolean DEFAULT false,
  	"last_login" timestamp(3) with time zone,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"enable_a_p_i_key" boolean,
  	"api_key" varchar,
  	"api_key_index" varchar,
  	"email" varchar NOT NULL,
  	"reset_password_token" varchar,
  	"reset_password_expiration" timestamp(3) with time zone,
  	"salt" varchar,
  	"hash" varchar,
  	"reset_password_requested_at" timestamp(3) with time zone,
  	"login_attempts" numeric DEFAULT 0,
  	"lock_until" timestamp(3) with time zone
  );
  
  CREATE TABLE "users_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"groups_id" uuid
  );
  
  CREATE TABLE "call_summaries" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"summary" varchar,
  	"customer_name" varchar,
  	"customer_phone" varchar,
  	"outcome" varchar,
  	"service_name" varchar,
  	"price" numeric,
  	"currency" varchar,
  	"messages" jsonb,
  	"transcript" varchar,
  	"client_id" uuid NOT NULL,
  	"vapi_call_id" varchar NOT NULL,
  	"call_type" varchar,
  	"vapi_assistant_id" varchar,
  	"vapi_phone_number" varchar,
  	"started_at" timestamp(3) with time zone,
  	"ended_at" timestamp(3) with time zone,
  	"duration_seconds" numeric,
  	"ended_group" "enum_call_summaries_ended_group" DEFAULT 'unknown',
  	"ended_reason" varchar,
  	"has_recording" boolean,
  	"reported_at" timestamp(3) with time zone,
  	"success_evaluation" varchar,
  	"structured_data" jsonb,
  	"cost" numeric,
  	"cost_breakdown" jsonb,
  	"field_times" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "webhook_deliveries" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"received_at" timestamp(3) with time zone NOT NULL,
  	"state" "enum_webhook_deliveries_state" NOT NULL,
  	"problem" varchar,
  	"client_id" uuid NOT NULL,
  	"call_summary_id" uuid,
  	"message_type" varchar,
  	"vapi_call_id" varchar,
  	"body" varchar NOT NULL
  );
  
  CREATE TABLE "groups_permissions" (
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"value" "enum_groups_permissions",
  	"id" uuid PRIMARY KEY NOT NULL
  );
  
  CREATE TABLE "groups" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_kv" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"key" varchar NOT NULL,
  	"data" jsonb NOT NULL
  );
  
  CREATE TABLE "payload_locked_documents" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"global_slug" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_locked_documents_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"users_id" uuid,
  	"groups_id" uuid
  );
  
  CREATE TABLE "payload_preferences" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"key" varchar,
  	"value" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_preferences_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"users_id" uuid
  );
  
  CREATE TABLE "payload_migrations" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"name" varchar,
  	"batch" numeric,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "users_service_hours" ADD CONSTRAINT "users_service_hours_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "users_sessions" ADD CONSTRAINT "users_sessions_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "users_rels" ADD CONSTRAINT "users_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "users_rels" ADD CONSTRAINT "users_rels_groups_fk" FOREIGN KEY ("groups_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "call_summaries" ADD CONSTRAINT "call_summaries_client_id_users_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_client_id_users_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_call_summary_id_call_summaries_id_fk" FOREIGN KEY ("call_summary_id") REFERENCES "public"."call_summaries"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "groups_permissions" ADD CONSTRAINT "groups_permissions_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."payload_locked_documents"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_groups_fk" FOREIGN KEY ("groups_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."payload_preferences"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "users_service_hours_order_idx" ON "users_service_hours" USING btree ("_order");
  CREATE INDEX "users_service_hours_parent_id_idx" ON "users_service_hours" USING btree ("_parent_id");
  CREATE INDEX "users_sessions_order_idx" ON "users_sessions" USING btree ("_order");
  CREATE INDEX "users_sessions_parent_id_idx" ON "users_sessions" USING btree ("_parent_id");
  CREATE UNIQUE INDEX "users_vapi_webhook_token_index_idx" ON "users" USING btree ("vapi_webhook_token_index");
  CREATE INDEX "users_vapi_assistant_id_idx" ON "users" USING btree ("vapi_assistant_id");
  CREATE INDEX "users_setup_status_idx" ON "users" USING btree ("setup_status");
  CREATE INDEX "users_is_active_idx" ON "users" USING btree ("is_active");
  CREATE INDEX "users_is_staff_idx" ON "users" USING btree ("is_staff");
  CREATE INDEX "users_updated_at_idx" ON "users" USING btree ("updated_at");
  CREATE INDEX "users_created_at_idx" ON "users" USING btree ("created_at");
  CREATE UNIQUE INDEX "users_email_idx" ON "users" USING btree ("email");
  CREATE INDEX "apiKeyIndex_idx" ON "users" USING btree ("api_key_index");
  CREATE INDEX "users_rels_order_idx" ON "users_rels" USING btree ("order");
  CREATE INDEX "users_rels_parent_idx" ON "users_rels" USING btree ("parent_id");
  CREATE INDEX "users_rels_path_idx" ON "users_rels" USING btree ("path");
  CREATE INDEX "users_rels_groups_id_idx" ON "users_rels" USING btree ("groups_id");
  CREATE INDEX "call_summaries_client_idx" ON "call_summaries" USING btree ("client_id");
  CREATE INDEX "call_summaries_reported_at_idx" ON "call_summaries" USING btree ("reported_at");
  CREATE INDEX "call_summaries_updated_at_idx" ON "call_summaries" USING btree ("updated_at");
  CREATE INDEX "call_summaries_created_at_idx" ON "call_summaries" USING btree ("created_at");
  CREATE UNIQUE INDEX "client_vapiCallId_idx" ON "call_summaries" USING btree ("client_id","vapi_call_id");
  CREATE INDEX "client_reportedAt_idx" ON "call_summaries" USING btree ("client_id","reported_at");
  CREATE INDEX "client_startedAt_idx" ON "call_summaries" USING btree ("client_id","started_at");
  CREATE INDEX "webhook_deliveries_received_at_idx" ON "webhook_deliveries" USING btree ("received_at");
  CREATE INDEX "webhook_deliveries_client_idx" ON "webhook_deliveries" USING btree ("client_id");
  CREATE INDEX "webhook_deliveries_call_summary_idx" ON "webhook_deliveries" USING btree ("call_summary_id");
  CREATE INDEX "client_receivedAt_idx" ON "webhook_deliveries" USING btree ("client_id","received_at");
  CREATE INDEX "state_receivedAt_idx" ON "webhook_deliveries" USING btree ("state","received_at");
  CREATE INDEX "groups_permissions_order_idx" ON "groups_permissions" USING btree ("order");
  CREATE INDEX "groups_permissions_parent_idx" ON "groups_permissions" USING btree ("parent_id");
  CREATE UNIQUE INDEX "groups_name_idx" ON "groups" USING btree ("name");
  CREATE INDEX "groups_updated_at_idx" ON "groups" USING btree ("updated_at");
  CREATE INDEX "groups_created_at_idx" ON "groups" USING btree ("created_at");
  CREATE UNIQUE INDEX "payload_kv_key_idx" ON "payload_kv" USING btree ("key");
  CREATE INDEX "payload_locked_documents_global_slug_idx" ON "payload_locked_documents" USING btree ("global_slug");
  CREATE INDEX "payload_locked_documents_updated_at_idx" ON "payload_locked_documents" USING btree ("updated_at");
  CREATE INDEX "payload_locked_documents_created_at_idx" ON "payload_locked_documents" USING btree ("created_at");
  CREATE INDEX "payload_locked_documents_rels_order_idx" ON "payload_locked_documents_rels" USING btree ("order");
  CREATE INDEX "payload_locked_documents_rels_parent_idx" ON "payload_locked_documents_rels" USING btree ("parent_id");
  CREATE INDEX "payload_locked_documents_rels_path_idx" ON "payload_locked_documents_rels" USING btree ("path");
  CREATE INDEX "payload_locked_documents_rels_users_id_idx" ON "payload_locked_documents_rels" USING btree ("users_id");
  CREATE INDEX "payload_locked_documents_rels_groups_id_idx" ON "payload_locked_documents_rels" USING btree ("groups_id");
  CREATE INDEX "payload_preferences_key_idx" ON "payload_preferences" USING btree ("key");
  CREATE INDEX "payload_preferences_updated_at_idx" ON "payload_preferences" USING btree ("updated_at");
  CREATE INDEX "payload_preferences_created_at_idx" ON "payload_preferences" USING btree ("created_at");
  CREATE INDEX "payload_preferences_rels_order_idx" ON "payload_preferences_rels" USING btree ("order");
  CREATE INDEX "payload_preferences_rels_parent_idx" ON "payload_preferences_rels" USING btree ("parent_id");
  CREATE INDEX "payload_preferences_rels_path_idx" ON "payload_preferences_rels" USING btree ("path");
  CREATE INDEX "payload_preferences_rels_users_id_idx" ON "payload_preferences_rels" USING btree ("users_id");
  CREATE INDEX "payload_migrations_updated_at_idx" ON "payload_migrations" USING btree ("updated_at");
  CREATE INDEX "payload_migrations_created_at_idx" ON "payload_migrations" USING btree ("created_at");`)
  // The large columns cost Postgres mostly compression, and lz4 is the cheaper one. A server built
  // without it keeps its own.
  await db.execute(sql`
   DO $$ BEGIN
    ALTER TABLE "webhook_deliveries" ALTER COLUMN "body" SET COMPRESSION lz4;
    ALTER TABLE "call_summaries" ALTER COLUMN "messages" SET COMPRESSION lz4;
    ALTER TABLE "call_summaries" ALTER COLUMN "transcript" SET COMPRESSION lz4;
   EXCEPTION WHEN feature_not_supported THEN NULL;
   END $$;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "users_service_hours" CASCADE;
  DROP TABLE "users_sessions" CASCADE;
  DROP TABLE "users" CASCADE;
  DROP TABLE "users_rels" CASCADE;
  DROP TABLE "call_summaries" CASCADE;
  DROP TABLE "webhook_deliveries" CASCADE;
  DROP TABLE "groups_permissions" CASCADE;
  DROP TABLE "groups" CASCADE;
  DROP TABLE "payload_kv" CASCADE;
  DROP TABLE "payload_locked_documents" CASCADE;
  DROP TABLE "payload_locked_documents_rels" CASCADE;
  DROP TABLE "payload_preferences" CASCADE;
  DROP TABLE "payload_preferences_rels" CASCADE;
  DROP TABLE "payload_migrations" CASCADE;
  DROP TYPE "public"."enum_users_service_hours_day";
  DROP TYPE "public"."enum_users_setup_status";
  DROP TYPE "public"."enum_call_summaries_ended_group";
  DROP TYPE "public"."enum_webhook_deliveries_state";
  DROP TYPE "public"."enum_groups_permissions";`)
}
