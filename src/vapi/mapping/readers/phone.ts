import type { JsonValue } from '../../../lib/json'
import { cutText } from '../../../lib/shortText'
import { toldPhone } from '../../callerPhone'
import { isWithheld, phoneOrAsGiven } from '../../phone'
import { textOf } from './text'

const MAX_PHONE = 100
const LABEL =
  /^(?:t[eé]l[eé]?|t[eé]l[eé]ph?one|t[eé]l[eé]fono|telefon|telefoon|phone|mobile?|handy)\.?\s*:?\s*(?=[+(\d])/i

/**
 * A phone number: in E.164 if it has a country code, otherwise as it is written; also that of a SIP address.
 * @returns null for a withheld number, and for what is none
 */
export const phoneOf = (value: JsonValue): string | null => {
  const told = toldPhone(value)
  if (told !== null) return told
  const text = textOf(value)?.replace(LABEL, '') ?? ''
  if (text.length > MAX_PHONE || isWithheld(text)) return null
  return /\bsips?:/i.test(text) ? cutText(phoneOrAsGiven(text), MAX_PHONE) : toldPhone(text)
}
