import type { Pool } from 'pg'
import type { Loader } from '../load/loader'
import { emptyTables, findViolations } from './kept'
import type { PeerName } from './options'
import type { Peer } from './peer'
import { processorTime } from './processorTime'

/** A peer that is an HTTP server: the loader measures it, and its rows are checked after each cell. */
export const httpPeer = ({
  databaseID,
  loader,
  name,
  processID,
  sql,
  tokens,
  url,
}: {
  databaseID: () => number
  loader: Loader
  name: PeerName
  processID: number
  sql: Pool
  tokens: string[]
  url: string
}): Peer => ({
  measure: async (cell) => {
    await emptyTables(sql)
    const app = processorTime(processID)
    const database = processorTime(databaseID())
    const seen = await loader.run({ ...cell, tokens, url })
    const appCPU = (processorTime(processID) - app) / seen.accepted
    const databaseCPU = (processorTime(databaseID()) - database) / seen.accepted
    const { accepted, acknowledged } = seen
    const sent = Object.values(seen.statuses).reduce((sum, count) => sum + count, 0)
    const refused = sent - accepted
    const violations = await findViolations({ accepted, acknowledged, refused, sql })
    // The desk would continue to index calls for search, at the expense of the next peer.
    await emptyTables(sql)
    return {
      accepted,
      appCPU,
      databaseCPU,
      loaderCPU: seen.cpu / sent,
      p50: seen.p50,
      p99: seen.p99,
      rate: (accepted / seen.milliseconds) * 1000,
      refused,
      violations,
    }
  },
  name,
})
