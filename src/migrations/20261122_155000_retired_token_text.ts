import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// Encrypted, as the client's own: when PAYLOAD_SECRET is rotated, the index is made again from it.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`ALTER TABLE "webhook_retired_tokens" ADD COLUMN "token" varchar;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`ALTER TABLE "webhook_retired_tokens" DROP COLUMN "token";`)
}
