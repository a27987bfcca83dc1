import type { Payload } from 'payload'
import { sharedMap } from '../../lib/inProcess'
import { urlHost } from '../../vapi/webhookURL'
import type { Answer } from '../api/answer'
import { listAssistants } from '../api/assistants'
import type { Connection } from '../api/connection'
import { listNumbers } from '../api/numbers'
import { connectionOf } from './connect'

/** An assistant to choose from. */
export type ListedAssistant = {
  id: string
  name: null | string
  /** The host that its reports go to: the whole address may hold a token. */
  serverHost: null | string
  /** Never shown: it may hold a token. */
  serverURL: null | string
  updatedAt: null | string
}

/** A phone number to choose from. */
export type ListedNumber = {
  assistantID: null | string
  id: string
  name: null | string
  number: null | string
  provider: null | string
  /** Never shown: it may hold a token. */
  serverURL: null | string
  squadID: null | string
  status: null | string
  workflowID: null | string
}

/** In milliseconds. */
const REMEMBERED_MS = 60_000
const MAX_REMEMBERED = 50

type Remembered<Row> = { answer: Promise<Answer<Row[]> | null>; until: number }

const assistants = sharedMap<string, Remembered<ListedAssistant>>('vapi listed assistants')
const numbers = sharedMap<string, Remembered<ListedNumber>>('vapi listed numbers')

type Asked = { accountID: string; isFresh?: boolean; payload: Payload }

const remembered = async <Row>(
  lists: Map<string, Remembered<Row>>,
  { accountID, isFresh = false, payload }: Asked,
  list: (connection: Connection) => Promise<Answer<Row[]>>,
): Promise<Answer<Row[]> | null> => {
  const known = lists.get(accountID)
  if (known && !isFresh && known.until > Date.now()) return await known.answer
  if (known) lists.delete(accountID)
  if (lists.size >= MAX_REMEMBERED) lists.clear()
  const read = async () => {
    // All who ask meanwhile get this answer, so that it does not end with the request of one of them.
    const { signal } = new AbortController()
    const connection = await connectionOf(payload, accountID, { forPerson: true, signal })
    return connection && (await list(connection))
  }
  const mine = { answer: read(), until: Date.now() + REMEMBERED_MS }
  lists.set(accountID, mine)
  const forget = () => {
    if (lists.get(accountID) === mine) lists.delete(accountID)
  }
  try {
    const answer = await mine.answer
    if (!answer?.ok) forget()
    return answer
  } catch (error) {
    forget()
    throw error
  }
}

/**
 * The account's assistants by name, as they were within a minute.
 * @returns null: no such account, or it has no key that works
 * @throws any database error
 */
export const rememberedAssistants = (asked: Asked): Promise<Answer<ListedAssistant[]> | null> =>
  remembered(assistants, asked, async (connection) => {
    const answer = await listAssistants(connection)
    if (!answer.ok) return answer
    const value = answer.value.map(({ id, name, serverURL, updatedAt }) => ({
      id,
      name,
      serverHost: urlHost(serverURL),
      serverURL,
      updatedAt: updatedAt?.toISOString() ?? null,
    }))
    return { ok: true, value }
  })

/** The same for the account's phone numbers. */
export const rememberedNumbers = (asked: Asked): Promise<Answer<ListedNumber[]> | null> =>
  remembered(numbers, asked, async (connection) => {
    const answer = await listNumbers(connection)
    if (!answer.ok) return answer
    const value = answer.value.map(
      ({ assistantID, id, name, number, provider, serverURL, squadID, status, workflowID }) => ({
        assistantID,
        id,
        name,
        number,
        provider,
        serverURL,
        squadID,
        status,
        workflowID,
      }),
    )
    return { ok: true, value }
  })
