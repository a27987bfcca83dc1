import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   DROP INDEX "client_startedAt_idx";
  CREATE INDEX "startedAt_client_idx" ON "call_summaries" USING btree ("started_at","client_id");
  CREATE INDEX "endedGroup_reportedAt_client_idx" ON "call_summaries" USING btree ("ended_group","reported_at","client_id");
  CREATE INDEX "outcome_reportedAt_client_idx" ON "call_summaries" USING btree ("outcome","reported_at","client_id");
  CREATE INDEX "customerPhone_reportedAt_idx" ON "call_summaries" USING btree ("customer_phone","reported_at");`)
  // Of the pairs that make up many rows, the planner then knows how many: totals of such lists are its
  // estimates.
  await db.execute(sql`
   CREATE STATISTICS "call_summaries_client_ended_group" (mcv) ON "client_id", "ended_group" FROM "call_summaries";
   CREATE STATISTICS "call_summaries_client_outcome" (mcv) ON "client_id", "outcome" FROM "call_summaries";`)
  // For `updatedSince`, unknown to Payload: the transaction that wrote a row last. A constant default
  // comes first, so that the table is not rewritten: what is there counts as older than anything.
  await db.execute(sql`
   ALTER TABLE "call_summaries" ADD COLUMN "changed_in" xid8 NOT NULL DEFAULT '0';
   ALTER TABLE "call_summaries" ALTER COLUMN "changed_in" SET DEFAULT pg_current_xact_id();
   CREATE INDEX "call_summaries_changed_in_idx" ON "call_summaries" ("changed_in", "client_id", "id");
   CREATE FUNCTION "call_summaries_note_change"() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN NEW.changed_in := pg_current_xact_id(); RETURN NEW; END';
   CREATE TRIGGER "call_summaries_note_change" BEFORE UPDATE ON "call_summaries"
    FOR EACH ROW EXECUTE FUNCTION "call_summaries_note_change"();
   CREATE TABLE "call_summaries_feed" (
    "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    "system_identifier" bigint NOT NULL
   );
   INSERT INTO "call_summaries_feed" ("system_identifier")
    SELECT "system_identifier" FROM pg_control_system();
   ANALYZE "call_summaries";`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP STATISTICS "call_summaries_client_ended_group";
   DROP STATISTICS "call_summaries_client_outcome";
   DROP TABLE "call_summaries_feed";
   DROP TRIGGER "call_summaries_note_change" ON "call_summaries";
   DROP FUNCTION "call_summaries_note_change"();
   ALTER TABLE "call_summaries" DROP COLUMN "changed_in";
   DROP INDEX "startedAt_client_idx";
  DROP INDEX "endedGroup_reportedAt_client_idx";
  DROP INDEX "outcome_reportedAt_client_idx";
  DROP INDEX "customerPhone_reportedAt_idx";
  CREATE INDEX "client_startedAt_idx" ON "call_summaries" USING btree ("client_id","started_at");`)
}
