import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_call_summaries_customer_phone_source" AS ENUM('caller', 'told', 'withheld');
   ALTER TABLE "call_summaries" ADD COLUMN "customer_phone_source" "enum_call_summaries_customer_phone_source";`)
  // Figures leave chats out, and still read nothing but the index.
  await db.execute(sql`
   DROP INDEX "call_summaries_reported_at_idx";
   CREATE INDEX "call_summaries_reported_at_idx" ON "call_summaries" ("reported_at")
    INCLUDE ("client_id", "ended_group", "is_test", "cost", "outcome", "call_type");`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP INDEX "call_summaries_reported_at_idx";
   CREATE INDEX "call_summaries_reported_at_idx" ON "call_summaries" ("reported_at")
    INCLUDE ("client_id", "ended_group", "is_test", "cost", "outcome");
   ALTER TABLE "call_summaries" DROP COLUMN "customer_phone_source";
   DROP TYPE "public"."enum_call_summaries_customer_phone_source";`)
}
