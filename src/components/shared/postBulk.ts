import { type BulkCounts, type BulkProgress, readBulkLine } from './bulkAnswer'
import { readNDJSON } from './ndjson'
import { RequestError, send } from './request'
import type { SelectionBody } from './selection'
import type { Desk } from './useDesk'

/** What bulk actions can be asked besides their selection. */
export type BulkOptions = { atVapi?: boolean; graceHours?: number; seen?: boolean }

type PostBulk = {
  /** The selection, and the action's options. */
  body: BulkOptions & SelectionBody
  desk: Pick<Desk, 'language' | 't'>
  onProgress?: (progress: BulkProgress) => void
  url: string
}

/** Runs a bulk action on the server and reports its progress. @throws {RequestError} if it fails */
export const postBulk = async ({ body, desk, onProgress, url }: PostBulk): Promise<BulkCounts> => {
  const response = await send({
    body,
    desk,
    headers: { Accept: 'application/x-ndjson' },
    method: 'POST',
    url,
  })
  try {
    for await (const line of response.body ? readNDJSON(response.body) : []) {
      const said = readBulkLine(line)
      if (said.kind === 'error') throw new RequestError(said.message)
      if (said.kind === 'progress') onProgress?.(said.progress)
      if (said.kind === 'counts') return said.counts
    }
  } catch (error) {
    if (error instanceof RequestError) throw error
    // An incomplete line or a lost connection. Part of the work may be done.
  }
  throw new RequestError(desk.t('desk:bulkIncomplete'))
}
