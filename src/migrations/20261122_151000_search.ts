import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  // Beside the calls, unknown to Payload: an update of a call writes into each of its many indexes, this
  // into none of them. Terms are for the index and hardly ever read: out of line, they leave rows that
  // are read by the hundred small. Statistics of them would answer nothing, and take seconds.
  await db.execute(sql`
   CREATE TABLE "call_search" (
    "call_id" uuid PRIMARY KEY REFERENCES "call_summaries" ("id") ON DELETE CASCADE,
    "week" text COLLATE "C" NOT NULL,
    "reported_at" timestamp(3) with time zone,
    "terms" tsvector NOT NULL
   ) WITH (toast_tuple_target = 128);
   ALTER TABLE "call_search" ALTER COLUMN "terms" SET STATISTICS 0;
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
