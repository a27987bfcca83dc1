import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TYPE "public"."enum_audit_log_collection" ADD VALUE 'desk';
  CREATE TABLE "desk" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"agency_name" varchar,
  	"updated_at" timestamp(3) with time zone,
  	"created_at" timestamp(3) with time zone
  );
  -- The only row. Otherwise two first changes at the same time would create two.
  INSERT INTO "desk" ("id", "updated_at", "created_at") VALUES (gen_random_uuid(), now(), now());`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "desk" CASCADE;
  ALTER TABLE "audit_log" ALTER COLUMN "collection" SET DATA TYPE text;
  DROP TYPE "public"."enum_audit_log_collection";
  CREATE TYPE "public"."enum_audit_log_collection" AS ENUM('users', 'groups', 'call-summaries', 'webhook-deliveries', 'notifications');
  ALTER TABLE "audit_log" ALTER COLUMN "collection" SET DATA TYPE "public"."enum_audit_log_collection" USING "collection"::"public"."enum_audit_log_collection";`)
}
