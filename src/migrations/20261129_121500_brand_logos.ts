import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

// Logos are in a table of their own, so that no list of brands reads them. A host leads to one brand: two edits
// at the same time would otherwise both find it free.
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "brand_logos" (
    "brand_id" uuid NOT NULL REFERENCES "brands" ("id") ON DELETE CASCADE,
    "scheme" varchar(5) NOT NULL CHECK ("scheme" IN ('light', 'dark')),
    "type" varchar(16) NOT NULL,
    "bytes" bytea NOT NULL CHECK (octet_length("bytes") <= 204800),
    "version" varchar(32) NOT NULL,
    "width" integer NOT NULL,
    "height" integer NOT NULL,
    "updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
    PRIMARY KEY ("brand_id", "scheme")
   );
   ALTER TABLE "brand_logos" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
   CREATE UNIQUE INDEX "brands_hosts_idx" ON "brands_texts" ("text") WHERE "path" = 'hosts';`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "brand_logos";
   DROP INDEX "brands_hosts_idx";`)
}
