import { isJsonObject } from '../../lib/json'
import { pause } from '../../lib/pause'
import type { VapiProblem } from '../api/answer'
import { exchange } from '../api/exchange'
import { rowsOf, textOf } from '../api/fields'
import { KEEP_NUMBER } from '../api/parsing/keep'
import { parse } from '../api/parsing/parse'
import { problemOf, safeMessage } from '../api/problem'
import { PAUSE_MS } from '../turn/inTurn'
import { apiURLOf } from './connect'
import type { Region } from './statuses'

/** In milliseconds, for each request: whoever saves the key waits. */
const MAX_PROBE_MS = 8_000

/** `orgId` null: the organisation has no assistant and no number that would name it. */
export type Probed =
  | { kind: 'problem'; problem: VapiProblem }
  | { kind: 'works'; orgId: null | string }

type Key = { key: string; region: Region }

const firstOrg = async (path: string, { key, region }: Key): Promise<Probed> => {
  const answer = await exchange({
    ask: { method: 'GET', path, query: { limit: '1' } },
    milliseconds: MAX_PROBE_MS,
    signal: new AbortController().signal,
    target: { apiURL: apiURLOf(region), key },
  })
  const unreachable = (message: string): Probed => ({
    kind: 'problem',
    problem: { kind: 'unreachable', message: safeMessage(message, [key]) },
  })
  if (answer.kind === 'failed') return unreachable(answer.why)
  if (answer.kind !== 'answer') return unreachable('Vapi’s answer is too large.')
  const { bytes, status } = answer
  if (status < 200 || status >= 300) {
    const text = Buffer.from(bytes.subarray(0, 64 * 1024)).toString('utf8')
    return { kind: 'problem', problem: problemOf({ secrets: [key], status, text }) }
  }
  const parsed = await parse({ bytes, keep: KEEP_NUMBER })
  const rows = parsed && rowsOf(parsed.value)
  if (!rows) return unreachable('Vapi’s answer is not the list that was asked for.')
  const [row] = rows
  return { kind: 'works', orgId: isJsonObject(row) ? textOf(row.orgId) : null }
}

/**
 * Asks Vapi whether a key works in a region, and of which organisation it is. It does not take an account's turn:
 * the account may not exist yet, and is locked while it is saved. Never rejects.
 */
export const probeKey = async (asked: Key): Promise<Probed> => {
  const assistants = await firstOrg('/assistant', asked)
  if (assistants.kind === 'problem' || assistants.orgId !== null) return assistants
  await pause(PAUSE_MS, undefined)
  const numbers = await firstOrg('/phone-number', asked)
  // The key works all the same; its organisation is learned later.
  return numbers.kind === 'works' ? numbers : assistants
}
