import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  // Beside the calls, unknown to Payload: an update of a call writes into each of its many indexes, this
  // none. Written after the report was answered. Entries of the index go into it in batches, whenever
  // the desk has written some, so that a search finds none waiting.
  await db.execute(sql`
   CREATE TABLE "call_search" (
    "call_id" uuid PRIMARY KEY REFERENCES "call_summaries" ("id") ON DELETE CASCADE,
    "week" text COLLATE "C" NOT NULL,
    "terms" tsvector NOT NULL
   );
   CREATE INDEX "call_search_terms_idx" ON "call_search" USING gin ("terms");
   CREATE TABLE "call_search_weeks" ("week" text COLLATE "C" PRIMARY KEY);
   CREATE TABLE "call_search_progress" (
    "lane" text PRIMARY KEY,
    "feed" uuid NOT NULL,
    "transaction" xid8 NOT NULL,
    "client" uuid NOT NULL,
    "id" uuid NOT NULL,
    "until" xid8
   );`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "call_search_progress";
   DROP TABLE "call_search_weeks";
   DROP TABLE "call_search";`)
}
