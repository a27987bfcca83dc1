import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// Added by hand: what bulk actions touched, and that nothing changes what stands in the history. Only
// what is older than 30 days can be deleted, for retention; a target of `npm run move` is only inserted into.

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_audit_log_actor_kind" AS ENUM('staff', 'client', 'api_key', 'visitor', 'system');
  CREATE TYPE "public"."enum_audit_log_action" AS ENUM('created', 'changed', 'deleted', 'token_generated', 'token_rotated', 'token_revoked', 'former_tokens_ended', 'token_shown', 'secret_changed', 'former_secrets_ended', 'key_made', 'key_revoked', 'logged_in', 'login_failed', 'locked_out', 'unlocked', 'logged_out', 'password_changed', 'password_reset_requested', 'password_reset', 'replayed', 'exported', 'welcome_sent', 'notification_retried', 'test_call_sent', 'test_call_removed');
  CREATE TYPE "public"."enum_audit_log_collection" AS ENUM('users', 'groups', 'call-summaries', 'webhook-deliveries', 'notifications');
  CREATE TABLE "audit_log" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"at" timestamp(3) with time zone NOT NULL,
  	"actor_label" varchar,
  	"actor_email" varchar,
  	"actor_kind" "enum_audit_log_actor_kind" NOT NULL,
  	"actor" varchar,
  	"via" varchar,
  	"ip" varchar,
  	"action" "enum_audit_log_action" NOT NULL,
  	"collection" "enum_audit_log_collection" NOT NULL,
  	"label" varchar,
  	"document" varchar,
  	"changes" jsonb,
  	"once_key" varchar
  );
  
  CREATE INDEX "audit_log_at_idx" ON "audit_log" USING btree ("at");
  CREATE UNIQUE INDEX "audit_log_once_key_idx" ON "audit_log" USING btree ("once_key");
  CREATE INDEX "collection_document_at_idx" ON "audit_log" USING btree ("collection","document","at");
  CREATE INDEX "actor_at_idx" ON "audit_log" USING btree ("actor","at");
  CREATE INDEX "action_at_idx" ON "audit_log" USING btree ("action","at");`)
  await db.execute(sql`
   CREATE TABLE "audit_log_touched" (
    "entry_id" uuid NOT NULL REFERENCES "audit_log" ("id") ON DELETE CASCADE,
    "document" varchar NOT NULL,
    "label" varchar,
    "changes" jsonb,
    PRIMARY KEY ("entry_id", "document")
   );
   CREATE INDEX "audit_log_touched_document_idx" ON "audit_log_touched" ("document", "entry_id");
   CREATE FUNCTION "audit_log_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
     IF TG_OP = 'DELETE' THEN
      IF TG_TABLE_NAME = 'audit_log' THEN
       IF OLD.at < now() - interval '30 days' THEN RETURN OLD; END IF;
      ELSIF NOT EXISTS (SELECT 1 FROM "audit_log" WHERE "id" = OLD.entry_id) THEN
       RETURN OLD;
      END IF;
     END IF;
     RAISE EXCEPTION 'The history is only added to.' USING ERRCODE = 'restrict_violation';
    END $$;
   CREATE TRIGGER "audit_log_append_only" BEFORE UPDATE OR DELETE ON "audit_log"
    FOR EACH ROW EXECUTE FUNCTION "audit_log_append_only"();
   CREATE TRIGGER "audit_log_keep_all" BEFORE TRUNCATE ON "audit_log"
    FOR EACH STATEMENT EXECUTE FUNCTION "audit_log_append_only"();
   CREATE TRIGGER "audit_log_touched_append_only" BEFORE UPDATE OR DELETE ON "audit_log_touched"
    FOR EACH ROW EXECUTE FUNCTION "audit_log_append_only"();
   CREATE TRIGGER "audit_log_touched_keep_all" BEFORE TRUNCATE ON "audit_log_touched"
    FOR EACH STATEMENT EXECUTE FUNCTION "audit_log_append_only"();`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "audit_log_touched";
  DROP TABLE "audit_log" CASCADE;
  DROP FUNCTION "audit_log_append_only"();
  DROP TYPE "public"."enum_audit_log_actor_kind";
  DROP TYPE "public"."enum_audit_log_action";
  DROP TYPE "public"."enum_audit_log_collection";`)
}
