import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// What Vapi says of a call after its report came: which parts the call has, when its structured outputs changed, what
// its cost is made of. And what the desk has read of that.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "vapi_calls"
    ADD COLUMN "cost_breakdown" jsonb,
    ADD COLUMN "parts" text[] NOT NULL DEFAULT '{}',
    ADD COLUMN "outputs_at" timestamp(3) with time zone,
    ADD COLUMN "late_at" timestamp(3) with time zone,
    ADD COLUMN "late_attempts" integer NOT NULL DEFAULT 0,
    ADD COLUMN "late_stage" integer NOT NULL DEFAULT 0,
    ADD COLUMN "late_read" timestamp(3) with time zone,
    ADD COLUMN "parts_read" text[] NOT NULL DEFAULT '{}',
    ADD COLUMN "outputs_read" timestamp(3) with time zone;
   CREATE INDEX "vapi_calls_late_idx" ON "vapi_calls" ("account_id", "late_at")
    WHERE "state" = 'held' AND "late_at" IS NOT NULL;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP INDEX "vapi_calls_late_idx";
   ALTER TABLE "vapi_calls"
    DROP COLUMN "cost_breakdown", DROP COLUMN "parts", DROP COLUMN "outputs_at", DROP COLUMN "late_at",
    DROP COLUMN "late_attempts", DROP COLUMN "late_stage", DROP COLUMN "late_read", DROP COLUMN "parts_read",
    DROP COLUMN "outputs_read";`)
}
