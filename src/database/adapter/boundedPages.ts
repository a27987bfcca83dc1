import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { sql } from '@payloadcms/db-postgres/drizzle'
import type {
  BaseDatabaseAdapter,
  CountArgs,
  DatabaseAdapterObj,
  FindArgs,
  PaginatedDocs,
} from 'payload'
import { unpackWithin } from '../../lib/packedText'
import { type Adapter, type Filtered, isAdapter, withFilter } from '../../payload/adapter'
import { refusal } from '../../refusals/refusals'
import { jsonBytes } from '../lists/jsonBytes'
import { longFields } from '../lists/longFields'
import { bytesOf, type PageBytes, takeHold, withBytes } from '../lists/pageBytes'
import { pageQuery } from '../lists/readPage'
import { readRows } from '../lists/readRows'
import { cutSummaries } from '../lists/truncated'

type Find = (this: BaseDatabaseAdapter, args: FindArgs) => Promise<PaginatedDocs<object>>

// The name of Payload's own error: its list in the admin is then empty. Any other error crashes the page.
const tooLarge = () => Object.assign(refusal('PAGE_TOO_LARGE'), { name: 'QueryError' })

/**
 * Limits the lists that somebody reads to the bytes that a page may have. It is the outermost wrapper. The
 * caller marks which reads are lists, and for whom (`holdToBytes`). All other reads have no limit, such as
 * those of updates, which write back what they read.
 * @throws 413 for a page that is too large, unless the list continues at a cursor
 */
export const withPageBytes = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (initArgs) => {
    const adapter = database.init(initArgs)
    const find: Find = adapter.find
    return Object.assign(adapter, {
      async find(this: BaseDatabaseAdapter, args: FindArgs): Promise<PaginatedDocs<object>> {
        const bytes = takeHold(args)
        if (!bytes) return find.call(this, args)
        const list = await find.call(this, withBytes(args, bytes))
        const isAnswer = bytes.endsEarly && (bytes.mayBeEmpty || list.docs.length > 0)
        if (bytes.isCut && !isAnswer) throw tooLarge()
        if (bytes.textLength) cutSummaries(args.collection, list.docs, bytes.textLength)
        return list
      },
    })
  },
})

type ReadByIDs = {
  adapter: Adapter
  args: FindArgs
  bytes: PageBytes
  count: Adapter['count']
  ids: readonly string[]
}

/** The bytes of a document as JSON, without its packed text. */
const bytesWithoutText = (doc: object, name: string): number =>
  Buffer.byteLength(JSON.stringify({ ...doc, [name]: '' }))

/** Unpacks the texts of documents one by one, and returns as many documents as fit. */
const unpackDocs = async (
  docs: Record<string, unknown>[],
  bytes: PageBytes,
): Promise<Record<string, unknown>[]> => {
  const packedName = Object.entries(docs[0] ?? {}).find(([, value]) => Buffer.isBuffer(value))?.[0]
  if (packedName === undefined || bytes.isCut) return docs
  bytes.begin()
  const unpacked: Record<string, unknown>[] = []
  for (const doc of docs) {
    const packed = doc[packedName]
    const text = Buffer.isBuffer(packed) ? await unpackWithin(packed, bytes.left) : ''
    const size = bytesWithoutText(doc, packedName) + jsonBytes(text ?? '')
    if (!bytes.take(text === undefined ? Number.POSITIVE_INFINITY : size)) break
    unpacked.push({ ...doc, [packedName]: text })
  }
  return unpacked
}

/** Runs `work` with the SQL filter for those ids, on the connection that such a read uses. */
const onRows = async <Result>(
  { adapter, args: { collection, req }, count, ids }: ReadByIDs,
  work: (counted: Filtered) => Promise<Result>,
): Promise<Result | undefined> => {
  let result: Result | undefined
  const args: CountArgs = { collection, ...(req ? { req } : {}), where: { id: { in: [...ids] } } }
  const query: Parameters<typeof withFilter>[0]['query'] = async (counted) => {
    result = await work(counted)
    return 0
  }
  await withFilter({ adapter, args, count, query })
  return result
}

/** Reads the documents of those ids, as many as fit; undefined if Payload has to read them. */
const readDocs = (reading: ReadByIDs): Promise<Record<string, unknown>[] | undefined> =>
  onRows(reading, async (counted) => {
    const { adapter, args, bytes, ids } = reading
    const limit = ids.length
    const statement = pageQuery({ adapter, args: { ...args, limit, page: 1 }, counted })
    if (!statement) return undefined
    const { isLong, names, query, toPage } = statement
    return unpackDocs(
      toPage(await readRows({ bytes, db: counted.db, isLong, limit, names, query })).docs,
      bytes,
    )
  })

/** Measures the long texts of rows before Payload reads them, because Payload reads all of them. */
const measure = (reading: ReadByIDs, names: readonly string[]): Promise<undefined> =>
  onRows(reading, async ({ db, tableName, where }) => {
    const { adapter, bytes } = reading
    const table = adapter.tables[tableName]
    const sizes: SQL[] = names.flatMap((name) => {
      const column = table?.[name]
      return column ? [sql`coalesce(octet_length(${column}::text), 0)`] : []
    })
    if (!table || sizes.length === 0) return undefined
    const { rows } = await db.execute<{ size: number }>(
      sql`select ${sql.join(sizes, sql` + `)} as size from ${table} where ${where ?? sql`true`}`,
    )
    bytes.begin()
    for (const { size } of rows) if (!bytes.take(size)) break
    return undefined
  })

/**
 * Reads lists that have a byte limit and that Payload's adapter would otherwise read: first the ids of the
 * documents, then the documents that fit. It wraps that adapter directly: the quicker ways to read rows apply
 * the limit themselves.
 */
export const withPortionedReads = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (initArgs) => {
    const adapter = database.init(initArgs)
    const { count } = adapter
    const find: Find = adapter.find
    return Object.assign(adapter, {
      async find(this: BaseDatabaseAdapter, args: FindArgs): Promise<PaginatedDocs<object>> {
        const bytes = bytesOf(args)
        if (!bytes || !isAdapter(this)) return find.call(this, args)
        const names = longFields(this.payload, args)
        if (names.length === 0) return find.call(this, args)
        const list = await find.call(this, { ...args, select: { id: true } })
        const ids = list.docs.map((doc) => String(Reflect.get(doc, 'id')))
        if (ids.length === 0) return list
        const reading = { adapter: this, args, bytes, count, ids }
        const docs = await readDocs(reading)
        if (docs) return { ...list, docs }
        await measure(reading, names)
        return bytes.isCut ? list : find.call(this, args)
      },
    })
  },
})
