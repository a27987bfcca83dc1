import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  // Since when a status holds is noted here, because forms, the list, bulk actions and tokens all change
  // it in ways of their own. Of what is there only the last write is known, which is no earlier.
  await db.execute(sql`
   ALTER TABLE "users" ADD COLUMN "setup_status_since" timestamp(3) with time zone;
   UPDATE "users" SET "setup_status_since" = "updated_at";
   CREATE FUNCTION "users_note_setup_status"() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN
      IF TG_OP = ''INSERT'' THEN
        NEW.setup_status_since := coalesce(NEW.setup_status_since, now());
      ELSIF NEW.setup_status IS DISTINCT FROM OLD.setup_status
        AND NEW.setup_status_since IS NOT DISTINCT FROM OLD.setup_status_since THEN
        NEW.setup_status_since := now();
      END IF;
      RETURN NEW;
    END';
   CREATE TRIGGER "users_note_setup_status" BEFORE INSERT OR UPDATE ON "users"
    FOR EACH ROW EXECUTE FUNCTION "users_note_setup_status"();`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TRIGGER "users_note_setup_status" ON "users";
   DROP FUNCTION "users_note_setup_status"();
   ALTER TABLE "users" DROP COLUMN "setup_status_since";`)
}
