import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// Links by mail that lead to a new password. Those under way come along; in the table of users they stood
// in the clear, where a copy of the database would have opened every account that waited for one. That is
// why this migration, unlike others, also takes away.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "password_links" (
    "token_hash" varchar(64) PRIMARY KEY,
    "user_id" uuid NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
    "kind" varchar(16) NOT NULL CHECK ("kind" IN ('reset', 'welcome')),
    "created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
    "expires_at" timestamp(3) with time zone NOT NULL,
    "used_at" timestamp(3) with time zone,
    "session_id" varchar
   );
   CREATE INDEX "password_links_user_idx" ON "password_links" ("user_id");
   CREATE INDEX "password_links_session_idx" ON "password_links" ("session_id") WHERE "session_id" IS NOT NULL;
   INSERT INTO "password_links" ("token_hash", "user_id", "kind", "expires_at")
    SELECT encode(sha256(convert_to("reset_password_token", 'UTF8')), 'hex'), "id",
     CASE WHEN "reset_password_expiration" > now() + interval '1 hour' THEN 'welcome' ELSE 'reset' END,
     "reset_password_expiration"
    FROM "users" WHERE "reset_password_token" <> '' AND "reset_password_expiration" > now()
    ON CONFLICT DO NOTHING;
   UPDATE "users" SET "reset_password_token" = NULL, "reset_password_expiration" = NULL
    WHERE "reset_password_token" IS NOT NULL;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`DROP TABLE "password_links";`)
}
