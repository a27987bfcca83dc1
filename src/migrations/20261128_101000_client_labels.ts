import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  // What a user is called is kept here, because forms, logins and statements of our own all write users
  // in ways of their own; so does the version before while this one starts. Cut, so that an index holds it.
  await db.execute(sql`
   ALTER TABLE "users" ADD COLUMN "label" varchar;
   CREATE FUNCTION "users_keep_label"() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN
      NEW.label := left(coalesce(
        nullif(regexp_replace(NEW.business_name, ''^\\s+|\\s+$'', '''', ''g''), ''''),
        nullif(regexp_replace(NEW.name, ''^\\s+|\\s+$'', '''', ''g''), ''''),
        NEW.email), 500);
      RETURN NEW;
    END';
   CREATE TRIGGER "users_keep_label" BEFORE INSERT OR UPDATE OF business_name, name, email, label
    ON "users" FOR EACH ROW EXECUTE FUNCTION "users_keep_label"();
   UPDATE "users" SET "label" = NULL;
   CREATE INDEX "users_label_idx" ON "users" USING btree ("label");`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TRIGGER "users_keep_label" ON "users";
   DROP FUNCTION "users_keep_label"();
   DROP INDEX "users_label_idx";
   ALTER TABLE "users" DROP COLUMN "label";`)
}
