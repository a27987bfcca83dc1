import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// The kept recordings. A row goes with its call or its client, and the trigger then names the file as a leftover, which
// the desk deletes. Without the key in the row, nobody can read a file any more.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "recordings" (
    "id" uuid PRIMARY KEY,
    "client_id" uuid NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
    "call_summary_id" uuid NOT NULL REFERENCES "call_summaries" ("id") ON DELETE CASCADE,
    "vapi_call_id" text NOT NULL,
    "store" text NOT NULL CHECK ("store" IN ('disk', 's3')),
    "name" text NOT NULL UNIQUE,
    "wrapped_key" text NOT NULL,
    "bytes" bigint NOT NULL CHECK ("bytes" > 0),
    "content_type" text NOT NULL,
    "kept_at" timestamp(3) with time zone NOT NULL DEFAULT now(),
    UNIQUE ("client_id", "vapi_call_id")
   );
   CREATE INDEX "recordings_call_summary_idx" ON "recordings" ("call_summary_id");
   CREATE INDEX "recordings_kept_at_idx" ON "recordings" ("kept_at");
   CREATE TABLE "recording_leftovers" (
    "name" text PRIMARY KEY,
    "store" text NOT NULL,
    "due_at" timestamp(3) with time zone NOT NULL
   );
   CREATE INDEX "recording_leftovers_due_at_idx" ON "recording_leftovers" ("due_at");
   CREATE TABLE "recording_room" (
    "only_one" boolean PRIMARY KEY DEFAULT true CHECK ("only_one"),
    "why" text NOT NULL CHECK ("why" IN ('disk', 'limit')),
    "since" timestamp(3) with time zone NOT NULL DEFAULT now()
   );
   CREATE FUNCTION "note_recording_leftover"() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
    INSERT INTO "recording_leftovers" ("name", "store", "due_at") VALUES (old."name", old."store", now())
    ON CONFLICT ("name") DO UPDATE SET "due_at" = now();
    RETURN NULL;
   END $$;
   CREATE TRIGGER "recordings_gone" AFTER DELETE ON "recordings"
    FOR EACH ROW EXECUTE FUNCTION "note_recording_leftover"();`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "recordings";
   DROP TABLE "recording_leftovers";
   DROP TABLE "recording_room";
   DROP FUNCTION "note_recording_leftover"();`)
}
