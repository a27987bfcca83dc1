import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Payload } from 'payload'
import type pg from 'pg'

const name = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`

/** Everything in a database as text: each row of each table, with what is printable in binary columns. */
export const dumpDatabase = async (sql: pg.Pool): Promise<string> => {
  const { rows: tables } = await sql.query<{ bytes: string[]; table: string }>(`
    select class.relname as table, array(
      select attribute.attname::text from pg_attribute attribute
      where attribute.attrelid = class.oid and attribute.atttypid = 'bytea'::regtype
        and not attribute.attisdropped and attribute.attnum > 0) as bytes
    from pg_class class join pg_namespace space on space.oid = class.relnamespace
    where class.relkind in ('r', 'p') and space.nspname not in ('pg_catalog', 'information_schema')
    order by 1`)
  const texts: string[] = []
  for (const { bytes, table } of tables) {
    const binary = bytes.map((column) => `coalesce(encode(${name(column)}, 'escape'), '')`)
    const { rows } = await sql.query<{ row: string }>(
      `select concat_ws(' ', row_to_json(one)::text${binary.map((each) => `, ${each}`).join('')}) as row
       from ${name(table)} one`,
    )
    for (const { row } of rows) texts.push(`${table} ${row}`)
  }
  return texts.join('\n')
}

/** All files below a folder as text, byte by byte; empty if it is not there. */
export const readFolder = async (folder: string): Promise<string> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const texts: string[] = []
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    texts.push(`${file} ${await readFile(file, 'latin1')}`)
  }
  return texts.join('\n')
}

/** Collects what a desk's logger writes, as it is written. @throws if the logger has no stream to listen to */
export const collectLog = (payload: Payload): (() => string) => {
  const symbol = Object.getOwnPropertySymbols(payload.logger).find(
    ({ description }) => description === 'pino.stream',
  )
  const stream: unknown = symbol && Reflect.get(payload.logger, symbol)
  if (typeof stream !== 'object' || stream === null) throw new Error('The logger has no stream')
  let text = ''
  Reflect.set(stream, 'write', (line: string) => {
    text += line
    return true
  })
  return () => text
}

/** The secrets that are in a text, each with the words around it, so that a failing test says where. */
export const leaksIn = (text: string, secrets: readonly string[]): string[] =>
  secrets.flatMap((secret) => {
    const at = text.indexOf(secret)
    return at < 0 ? [] : [text.slice(Math.max(0, at - 160), at + secret.length + 20)]
  })
