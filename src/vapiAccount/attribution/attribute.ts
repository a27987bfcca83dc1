import type { CallRow } from '../api/callRow'

/** By what a call is a client's. */
export const RULES = ['assistant', 'number', 'squad', 'token'] as const

export type AttributionRule = (typeof RULES)[number]

/** Which clients of an account have what at Vapi. One thing may be several clients'. */
export type AttributionBook = {
  assistants: ReadonlyMap<string, readonly string[]>
  /** The clients whose webhook token an address carries. */
  clientsOfURL: (url: string) => readonly string[]
  /** Changes with the assistants and numbers. */
  digest: string
  numbers: ReadonlyMap<string, readonly string[]>
  /** Clients of whom the squad has an assistant. */
  squads: ReadonlyMap<string, readonly string[]>
}

/** What says whose a call is. */
export type Attributable = Pick<CallRow, 'assistantID' | 'phoneNumberID' | 'serverURLs' | 'squadID'>

export type Attribution = { clientID: string; rule: AttributionRule }

/** More clients than share one assistant. */
const MAX_NAMED = 20

type Named = { clients: readonly string[]; rule: AttributionRule }

const namedBy = (row: Attributable, book: AttributionBook): Named[] => {
  const at = (clients: ReadonlyMap<string, readonly string[]>, id: null | string) =>
    (id === null ? undefined : clients.get(id)) ?? []
  return [
    { clients: at(book.assistants, row.assistantID), rule: 'assistant' },
    { clients: at(book.numbers, row.phoneNumberID), rule: 'number' },
    { clients: at(book.squads, row.squadID), rule: 'squad' },
    ...row.serverURLs.map((url): Named => ({ clients: book.clientsOfURL(url), rule: 'token' })),
  ]
}

/**
 * Whose a call is: by its assistant, its number, its squad, or the token in the address of its server. The first of
 * them that names exactly one client decides, since one assistant may serve several clients by number.
 * @returns null: nobody's, or several clients'
 */
export const attribute = (row: Attributable, book: AttributionBook): Attribution | null => {
  for (const { clients, rule } of namedBy(row, book)) {
    const [clientID, ...others] = new Set(clients)
    if (clientID !== undefined && others.length === 0) return { clientID, rule }
  }
  return null
}

/** All clients that anything about a call names: one of them may already have its report. At most 20. */
export const namedClients = (row: Attributable, book: AttributionBook): string[] =>
  [...new Set(namedBy(row, book).flatMap(({ clients }) => clients))].slice(0, MAX_NAMED)
