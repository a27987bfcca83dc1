import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'
import { z } from 'zod'
import { unpackText } from '../lib/packedText'

// Text that is not packed stays readable as it is: see `packedText`. Packed text cannot be made
// smaller, so Postgres need not try.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "webhook_deliveries" ALTER COLUMN "body" TYPE bytea USING convert_to("body", 'UTF8');
   ALTER TABLE "webhook_deliveries" ALTER COLUMN "body" SET STORAGE EXTERNAL;`)
}

const rowsSchema = z.array(z.object({ body: z.instanceof(Buffer), id: z.string() }))
const BATCH = 100

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "webhook_deliveries" RENAME COLUMN "body" TO "packed";
   ALTER TABLE "webhook_deliveries" ADD COLUMN "body" text;`)
  for (;;) {
    const { rows } = await db.execute(
      sql`SELECT "id", "packed" AS "body" FROM "webhook_deliveries" WHERE "body" IS NULL LIMIT ${BATCH}`,
    )
    const batch = rowsSchema.parse(rows)
    for (const { body, id } of batch) {
      await db.execute(
        sql`UPDATE "webhook_deliveries" SET "body" = ${unpackText(body)} WHERE "id" = ${id}`,
      )
    }
    if (batch.length < BATCH) break
  }
  await db.execute(sql`
   ALTER TABLE "webhook_deliveries" ALTER COLUMN "body" SET NOT NULL;
   ALTER TABLE "webhook_deliveries" DROP COLUMN "packed";`)
}
