import { isJsonObject, type JsonValue } from '../../lib/json'
import { cutText } from '../../lib/shortText'
import type { VapiProblem, VapiProblemKind } from './answer'

const MAX_MESSAGE = 300

/** The paths of addresses may hold webhook tokens or signatures. */
const ADDRESS = /\b((?:https?|wss?):\/\/[^\s/?#"'<>]+)[^\s"'<>]*/gi

const HIDDEN = '…'

/**
 * A text of Vapi's for staff: one line of at most 300 characters, in which neither the secrets nor paths of
 * addresses are left.
 */
export const safeMessage = (text: string, secrets: readonly string[]): string => {
  let safe = text.slice(0, 4_000)
  // Longer ones first: a secret may be part of another.
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret !== '') safe = safe.replaceAll(secret, HIDDEN)
  }
  const line = safe.replace(ADDRESS, '$1').replace(/[\p{Cc}\s]+/gu, ' ')
  return cutText(line.trim(), MAX_MESSAGE)
}

const parse = (text: string): JsonValue | undefined => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What Vapi says in an error: its `message`, or a short plain text. Empty if it says nothing that people read. */
const said = (text: string, body: JsonValue | undefined): string => {
  if (isJsonObject(body)) {
    const { error, message } = body
    if (Array.isArray(message)) return message.filter((each) => typeof each === 'string').join('; ')
    if (typeof message === 'string' && message.trim() !== '') return message
    return typeof error === 'string' ? error : ''
  }
  return body !== undefined || text.includes('<') ? '' : text
}

const RETENTION = /retention window|only covers the last (\d{1,4}) days?/i
const DAYS = /last (\d{1,4}) days?/i

const kindOf = (status: number, text: string, isJSON: boolean): VapiProblemKind => {
  if (status === 401) return 'key_refused'
  if (status === 402) return 'unpaid'
  if (status === 403) return isJSON ? 'forbidden' : 'blocked'
  if (status === 404) return /^Cannot [A-Z]+ \//.test(text) ? 'wrong_route' : 'gone'
  if (status === 400 && RETENTION.test(text)) return 'retention'
  if (status === 409) return 'conflict'
  if (status === 429) return 'rate_limited'
  if (status === 408 || status >= 500 || status < 400) return 'unreachable'
  return 'invalid'
}

type Refused = {
  /** What must not be in the message: the key, and what was sent. */
  secrets: readonly string[]
  status: number
  text: string
}

/** What an answer that is no success means. */
export const problemOf = ({ secrets, status, text }: Refused): VapiProblem => {
  const body = parse(text)
  const words = said(text, body).trim()
  const kind = kindOf(status, words, isJsonObject(body))
  const message = safeMessage(words === '' ? `Vapi answered ${status}.` : words, secrets)
  if (kind !== 'retention') return { kind, message }
  const days = Number(DAYS.exec(words)?.[1] ?? Number.NaN)
  return days > 0 ? { days, kind, message } : { kind, message }
}
