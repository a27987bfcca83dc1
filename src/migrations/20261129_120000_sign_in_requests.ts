import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// Who asked for a mail to sign in. Addresses that nobody may sign in with have a row without a user, so that
// tries for them take as long and end after as many. A row has no secret that works: the link's token and the
// browser's are hashed, and the digits are keyed by PAYLOAD_SECRET.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "sign_in_requests" (
    "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    "token_hash" varchar(64) NOT NULL UNIQUE,
    "browser_hash" varchar(64) NOT NULL,
    "digits_hash" varchar(64),
    "user_id" uuid REFERENCES "users" ("id") ON DELETE CASCADE,
    "next" varchar(2000),
    "tries" smallint DEFAULT 0 NOT NULL,
    "created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
    "expires_at" timestamp(3) with time zone NOT NULL,
    "used_at" timestamp(3) with time zone,
    "session_id" varchar
   );
   CREATE INDEX "sign_in_requests_browser_idx" ON "sign_in_requests" ("browser_hash");
   CREATE INDEX "sign_in_requests_expires_idx" ON "sign_in_requests" ("expires_at");
   CREATE INDEX "sign_in_requests_user_idx" ON "sign_in_requests" ("user_id") WHERE "user_id" IS NOT NULL;
   CREATE INDEX "sign_in_requests_session_idx" ON "sign_in_requests" ("session_id") WHERE "session_id" IS NOT NULL;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`DROP TABLE "sign_in_requests";`)
}
