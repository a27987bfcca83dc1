import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { z } from 'zod'
import { describeError } from '../lib/describeError'
import { freshFor } from '../lib/freshFor'
import { sharedMap } from '../lib/inProcess'
import { withTimeout } from '../lib/withTimeout'

/** So soon a brand's new host is known in every process. */
const FRESH_MS = 3_000
/** A request does not wait longer for the hosts than this. */
const READ_MS = 2_000
/** Far more than the brands of a desk have. */
const MAX_HOSTS = 10_000

const READ = {
  name: 'desk_brand_hosts',
  text: `select text as host from brands_texts where path = 'hosts' order by id limit ${MAX_HOSTS}`,
}

const rowsSchema = z.array(z.object({ host: z.string() }))

const NONE: ReadonlySet<string> = new Set()

const readHosts = async (pool: Pick<Pool, 'query'>): Promise<ReadonlySet<string>> => {
  const { rows } = await pool.query(READ)
  return new Set(rowsSchema.parse(rows).map(({ host }) => host))
}

// One for the process: Next's bundle has its own copy of this file, in which nothing begins the look-up.
const inProcess = sharedMap<'hosts', ReturnType<typeof freshFor<ReadonlySet<string>>>>(
  'brand-hosts',
)

/** Begins to look up the hosts of brands. They are read when somebody asks for them. */
export const lookUpBrandHosts = (payload: Payload): void => {
  const fresh = freshFor({
    milliseconds: FRESH_MS,
    onError: (error) =>
      payload.logger.error(`The hosts of brands were not read: ${describeError(error)}`),
    read: () => readHosts(payload.db.pool),
  })
  inProcess.set('hosts', fresh)
}

/** The hosts of all brands as they were last read: names in lower case, with a port that is not the usual one. */
export const brandHosts = (): ReadonlySet<string> => inProcess.get('hosts')?.known() ?? NONE

/** The hosts of all brands, at most seconds old. Without a database, those that were known before. */
export const freshBrandHosts = (): Promise<ReadonlySet<string>> => {
  const hosts = inProcess.get('hosts')
  if (!hosts) return Promise.resolve(NONE)
  const within = { milliseconds: READ_MS, onTimeout: brandHosts }
  return withTimeout(hosts.get(), within).catch(brandHosts)
}
