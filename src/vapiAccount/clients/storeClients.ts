import type { PayloadRequest } from 'payload'
import { type Group, groupsOf } from './candidates'
import type { Lists } from './lists'
import { type Asked, type Stored, storeClient } from './storeClient'

/** What becomes one client. */
export type AskedClient = Asked & {
  assistantIDs: readonly string[]
  /** Its number, if it is one of an assistant's several; null: whichever belong to its assistants. */
  phoneNumberID: null | string
}

/** What came of one. `index`: its place among those that were asked for. */
export type StoredRow = Stored & { index: number }

type Counted = Record<'created' | 'failed' | 'linked' | 'same', number>

/** How far it is; at last what came of all. */
type Progress = { done: number; total: number } | (Counted & { clients: StoredRow[] })

const UNKNOWN = 'Vapi has no such assistant or number in this account.'

const byKey = (groups: readonly Group[]) => new Map(groups.map((group) => [group.key, group]))

/** What a client gets; null if the account has none of it. */
const wanted = (
  { assistantIDs, phoneNumberID }: AskedClient,
  { lists, known }: { known: ReadonlyMap<string, Group>; lists: Lists },
): Group[] | null => {
  const groups = assistantIDs.flatMap((id) => known.get(id) ?? [])
  if (groups.length < assistantIDs.length) return null
  if (phoneNumberID === null) return groups.length > 0 ? groups : null
  const number = lists.numbers.find(({ id }) => id === phoneNumberID)
  if (!number) return null
  const [first, ...others] = groups
  if (!first) return [{ assistant: null, key: number.id, numbers: [number] }]
  return [{ ...first, numbers: [number] }, ...others.map((group) => ({ ...group, numbers: [] }))]
}

type StoreAll = {
  accountID: string
  clients: readonly AskedClient[]
  lists: Lists
  req: PayloadRequest
}

const countOf = (rows: readonly StoredRow[], result: StoredRow['result']): number =>
  rows.filter((row) => row.result === result).length

/**
 * Makes clients of an account's assistants and numbers one after the other, each in its own transaction: how far it is
 * after each, and what came of all at last. Doing it again makes nothing twice.
 */
export async function* storeClients({
  accountID,
  clients,
  lists,
  req,
}: StoreAll): AsyncGenerator<Progress, void, void> {
  const known = byKey(groupsOf(lists.assistants, lists.numbers))
  const total = clients.length
  const rows: StoredRow[] = []
  for (const [index, asked] of clients.entries()) {
    const groups = wanted(asked, { known, lists })
    const stored: Stored =
      groups === null
        ? { problem: UNKNOWN, result: 'error' }
        : await storeClient({ accountID, asked, groups, req })
    rows.push({ ...stored, index })
    yield { done: index + 1, total }
  }
  yield {
    clients: rows,
    created: countOf(rows, 'created'),
    failed: countOf(rows, 'error'),
    linked: countOf(rows, 'linked'),
    same: countOf(rows, 'same'),
  }
}
