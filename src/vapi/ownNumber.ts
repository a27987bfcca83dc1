import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json'
import { cutText } from '../lib/shortText'
import { lookUp, type Names } from './lookUp'
import { phoneOrAsGiven } from './phone'

const MAX_PHONE = 500

/** Keys below `phoneNumber`. */
const KEYS = ['number', 'phoneNumber', 'twilioPhoneNumber', 'sipUri'] as const
/** Names at the top of a message or a call. */
const NAMES: Names = ['phonenumber', 'vapiphonenumber', 'callednumber', 'tonumber']

/** Both parties by `from` and `to` of the call: `far` is the other party, `near` the agent's side. */
export const lineEnds = (
  call: JsonObject | undefined,
  type: string | null,
): { far: JsonValue | undefined; near: JsonValue | undefined } => {
  const isOutgoing = /^out(?:bound|going)/i.test(type ?? '')
  return isOutgoing ? { far: call?.to, near: call?.from } : { far: call?.from, near: call?.to }
}

/**
 * The number that was called, or from which the agent called: in E.164 if possible, a SIP URI unchanged.
 * @param near the agent's side of the call, by `from` and `to`
 * @param numbers `phoneNumber` in each of its places
 * @param tops where automation tools may have put it
 * @returns null if the report does not contain it
 */
export const readOwnNumber = ({
  near,
  numbers,
  tops,
}: {
  near: JsonValue | undefined
  numbers: readonly (JsonValue | undefined)[]
  tops: readonly (JsonValue | undefined)[]
}): string | null => {
  for (const number of numbers) {
    const found = isJsonObject(number) ? ofObject(number) : textOf(number)
    if (found !== null) return found
  }
  return textOf(near) ?? lookUp(tops, NAMES, textOf)
}

const ofObject = (number: JsonObject): string | null => {
  for (const key of KEYS) {
    const found = key === 'sipUri' ? trimmed(number[key]) : textOf(number[key])
    if (found !== null) return found
  }
  return null
}

/** A SIP address is kept whole: its user alone cannot be called. */
const trimmed = (value: JsonValue | undefined): string | null => {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? null : cutText(text, MAX_PHONE)
}

const textOf = (value: JsonValue | undefined): string | null => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return String(value)
  const text = trimmed(value)
  return text === null ? null : cutText(phoneOrAsGiven(text), MAX_PHONE)
}
