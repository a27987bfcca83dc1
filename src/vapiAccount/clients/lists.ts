import type { Payload } from 'payload'
import { sharedMap } from '../../lib/inProcess'
import { MINUTE_MS } from '../../lib/time/units'
import { connectionOf } from '../accounts/connect'
import type { Answer } from '../api/answer'
import { listAssistants } from '../api/assistants'
import { listNumbers } from '../api/numbers'
import type { ListedAssistant, ListedNumber } from './candidates'

/** What an account has at Vapi, without anything that only Vapi and its owner should know. */
export type Lists = { assistants: ListedAssistant[]; numbers: ListedNumber[] }

type Known = { readAt: number; value: Lists }

const FRESH_MS = MINUTE_MS
/** More accounts than an agency has. */
const MOST_KNOWN = 50

/** By account. A page asks for the lists, and a moment later its form is sent. */
const lists = sharedMap<string, Known>('vapiClientLists')

const read = async (
  payload: Payload,
  accountID: string,
  signal: AbortSignal,
): Promise<Answer<Lists> | null> => {
  const connection = await connectionOf(payload, accountID, { signal })
  if (!connection) return null
  const assistants = await listAssistants(connection)
  if (!assistants.ok) return assistants
  const numbers = await listNumbers(connection)
  if (!numbers.ok) return numbers
  return {
    ok: true,
    value: {
      assistants: assistants.value.map(({ id, name, serverURL }) => ({ id, name, serverURL })),
      numbers: numbers.value.map(
        ({ assistantID, id, name, number, serverURL, squadID, workflowID }) => ({
          assistantID,
          id,
          name,
          number,
          serverURL,
          squadID,
          workflowID,
        }),
      ),
    },
  }
}

type Options = {
  /** Asks Vapi, also if the lists are known. */
  isAgain?: boolean
  signal: AbortSignal
}

/** An account's assistants and numbers, as old as a minute. @returns null: there is no usable connection */
export const listsOf = async (
  payload: Payload,
  accountID: string,
  { isAgain = false, signal }: Options,
): Promise<Answer<Lists> | null> => {
  const known = lists.get(accountID)
  if (!isAgain && known && Date.now() - known.readAt < FRESH_MS) {
    return { ok: true, value: known.value }
  }
  const answer = await read(payload, accountID, signal)
  if (!answer?.ok) return answer
  if (lists.size >= MOST_KNOWN) lists.clear()
  lists.set(accountID, { readAt: Date.now(), value: answer.value })
  return answer
}
