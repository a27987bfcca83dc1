import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// Added by hand. A write that changes nothing that anybody reads says so for its transaction, and is then
// no change for `updatedSince`. One run at a time reads calls again; a run that was cut off left its place.
//
// What people set before `edits` was kept is taken from the history, as long as no later report said
// otherwise. A machine whose clock is a minute off does not matter.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE OR REPLACE FUNCTION "call_summaries_note_change"() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
     IF coalesce(current_setting('desk.unnoticed', true), '') <> 'on' THEN
      NEW.changed_in := pg_current_xact_id();
     END IF;
     RETURN NEW;
    END $$;
   CREATE TABLE "call_rereads" (
    "only_one" boolean PRIMARY KEY DEFAULT true CHECK ("only_one"),
    "holder" uuid NOT NULL,
    "ends_at" timestamp(3) with time zone NOT NULL,
    "scope" text NOT NULL,
    "place" uuid NOT NULL,
    "counts" jsonb NOT NULL
   );`)
  await db.execute(sql`
   SELECT set_config('desk.unnoticed', 'on', true);
   WITH entry AS (
    SELECT document, changes, at FROM audit_log
    WHERE collection = 'call-summaries' AND action = 'changed' AND document IS NOT NULL
    UNION ALL
    SELECT touched.document, touched.changes, head.at
    FROM audit_log head JOIN audit_log_touched touched ON touched.entry_id = head.id
    WHERE head.collection = 'call-summaries' AND head.action = 'changed'
   ), edited AS (
    SELECT CASE WHEN entry.document ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN entry.document::uuid END AS id,
     field.name, max(entry.at) AS at
    FROM entry CROSS JOIN LATERAL jsonb_object_keys(
     CASE jsonb_typeof(entry.changes) WHEN 'object' THEN entry.changes ELSE '{}' END) field(name)
    WHERE field.name = ANY ('{callType,vapiAssistantId,vapiPhoneNumber,customerName,customerPhone,startedAt,endedAt,durationSeconds,endedGroup,endedReason,summary,transcript,messages,outcome,serviceName,price,currency,successEvaluation,cost,costBreakdown,structuredData,hasRecording}')
    GROUP BY entry.document, field.name
   ), standing AS (
    SELECT call.id,
     jsonb_object_agg(edited.name, to_char(edited.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS edits,
     array_agg(edited.name) AS names
    FROM edited JOIN call_summaries call ON call.id = edited.id
    WHERE coalesce(
      (call.field_times ->> edited.name)::numeric, extract(epoch FROM call.reported_at) * 1000, 0)
     <= extract(epoch FROM edited.at) * 1000 + 60000
    GROUP BY call.id
   )
   UPDATE call_summaries call SET edits = standing.edits,
    field_times = nullif(call.field_times - standing.names, '{}')
   FROM standing WHERE call.id = standing.id;
   SELECT set_config('desk.unnoticed', '', true);`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "call_rereads";
   CREATE OR REPLACE FUNCTION "call_summaries_note_change"() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN NEW.changed_in := pg_current_xact_id(); RETURN NEW; END';`)
}
