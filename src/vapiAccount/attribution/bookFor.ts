import type { Payload } from 'payload'
import type { CallRow } from '../api/callRow'
import type { Connection } from '../api/connection'
import { listSquads } from '../api/squads'
import type { AttributionBook } from './attribute'
import { readBook } from './readBook'

/**
 * Whose calls of an account are whose, as of now. Squads are asked for only once a call of one is there.
 * @returns gives the book for these calls; it is read once, and once more for the first call of a squad
 */
export const bookFor = ({ connection, payload }: { connection: Connection; payload: Payload }) => {
  let book: AttributionBook | null = null
  let hasAsked = false
  return async (rows: readonly Pick<CallRow, 'squadID'>[]): Promise<AttributionBook> => {
    const asksNow = !hasAsked && rows.some(({ squadID }) => squadID !== null)
    if (book && !asksNow) return book
    hasAsked ||= asksNow
    const squads = asksNow ? await listSquads(connection) : null
    // Without its squad, such a call is nobody's for now. The next walk attributes it.
    book = await readBook(payload, connection.accountID, squads?.ok ? squads.value : [])
    return book
  }
}
