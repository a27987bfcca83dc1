import { type Labels, labelsOf } from '../../fields/labels'
import { refusalIn } from '../../refusals/addCode'
import type { ClientPortal } from '../portal'
import type { ListAddress } from './address'
import { type ListChips, readListChips, spellingsOf } from './chips'
import { exportPath, type Filters, filtersOf } from './filters'
import { type ListPage, readPortalList } from './readList'

/** Everything that the page of the list shows. */
export type CallsPageData = ListPage & {
  chips: ListChips
  exportPath: string
  labels: Labels
  /** The database needed too long for these filters. */
  isSlow: boolean
  /** When the list was read, as ISO 8601. Calls that are created after that are new. */
  readAt: string
}

/** The filters of an address of this client, with all spellings of its outcome. */
export const readFilters = async (
  { client, req, zone }: Pick<ClientPortal, 'client' | 'req' | 'zone'>,
  address: ListAddress,
  { fields }: Pick<Labels, 'fields'>,
): Promise<{ chips: ListChips; filters: Filters }> => {
  const chips = await readListChips({ clientID: client.id, req, zone })
  const { shown } = address
  const spellings = shown.kind === 'outcome' ? spellingsOf(shown.outcome, chips) : []
  return { chips, filters: filtersOf(address, { fields, spellings, zone }) }
}

const isTooSlow = (error: unknown): boolean => {
  const code = refusalIn(error)?.code
  return code === 'READ_TOO_SLOW' || code === 'PAGE_TOO_LARGE'
}

const readPage = async (
  { before }: ListAddress,
  filters: Filters,
  req: ClientPortal['req'],
): Promise<ListPage & { isSlow: boolean }> => {
  try {
    return { ...(await readPortalList({ before, filters, req })), isSlow: false }
  } catch (error) {
    if (!isTooSlow(error)) throw error
    return { calls: [], isSlow: true, next: null }
  }
}

/** Reads the page of the list. What takes the database too long is said, not thrown. */
export const readCallsPage = async (
  portal: Pick<ClientPortal, 'client' | 'payload' | 'req' | 'zone'>,
  address: ListAddress,
): Promise<CallsPageData> => {
  const { client, payload, req, zone } = portal
  const readAt = new Date().toISOString()
  const chipsRead = readListChips({ clientID: client.id, req, zone })
  const labels = await labelsOf(payload, client.id)
  // The list waits for the chips only where it needs the spellings of an outcome.
  const { shown } = address
  const spellings = shown.kind === 'outcome' ? spellingsOf(shown.outcome, await chipsRead) : []
  const filters = filtersOf(address, { fields: labels.fields, spellings, zone })
  const [chips, page] = await Promise.all([chipsRead, readPage(address, filters, req)])
  return { chips, exportPath: exportPath(filters), labels, readAt, ...page }
}
