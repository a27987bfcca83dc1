import { z } from 'zod'
import { parseForeignHash } from '../../accounts/foreignHash'
import { isSetupStatus, SETUP_STATUSES, type SetupStatus } from '../../clients/setupStatus'
import type { JsonObject } from '../../lib/json'
import { cutText } from '../../lib/shortText'
import { otherZoneName, ZONE_NAMES } from '../../lib/time/zoneNames'
import { toCurrencyCode } from '../../vapi/currency'
import { toE164 } from '../../vapi/phone'
import { isTokenShaped } from '../../vapi/token'
import type { AccountValues } from '../accountValues'
import { toRichText } from '../richText'
import { readServiceHours } from '../serviceHours'
import { flagIn, instantIn, jsonIn, keysIn, textIn } from './fields'
import type { DjangoRecord } from './models'

/** An account of the dump, read. */
export type ReadAccount = {
  /** Lower case. Null if it has none. */
  email: null | string
  /** Can be checked. Null if there is none. */
  foreignHash: null | string
  /** Keys of groups, or their names. */
  groups: readonly string[]
  isStaff: boolean
  /** ISO 8601. */
  joined: null | string
  label: string
  lastLogin: null | string
  line: number
  notes: string[]
  pk: null | string
  /** Null if it has none besides the e-mail. */
  username: null | string
  values: AccountValues
}

const MAX_SHORT = 500

/** Longer ones are none, and would not fit into the index. */
const emailSchema = z.email().max(320)

const nameKey = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()

const statusOf = (text: string): SetupStatus | null =>
  SETUP_STATUSES.find(({ label, value }) =>
    [label, value].some((name) => nameKey(name) === nameKey(text)),
  )?.value ?? null

const short = (fields: JsonObject, name: string): null | string => {
  const text = textIn(fields, name)
  return text === null ? null : cutText(text, MAX_SHORT)
}

const PASSWORD_KINDS: Readonly<Record<string, string>> = {
  argon2: 'Argon2',
  bcrypt: 'bcrypt',
  bcrypt_sha256: 'bcrypt',
  md5: 'MD5',
  pbkdf2_sha1: 'PBKDF2 with too many rounds',
  pbkdf2_sha256: 'PBKDF2 with too many rounds',
  scrypt: 'scrypt with too much work',
  sha1: 'SHA-1',
}

const LINK = 'Send a link to set one: the welcome mail, or “Forgot password?”.'

/** The hash that can be checked later, and otherwise why the password does not move. */
const passwordOf = (text: null | string): { hash: null | string; note: null | string } => {
  if (text === null || text.startsWith('!')) {
    return { hash: null, note: `It has no password in the file. ${LINK}` }
  }
  if (parseForeignHash(text)) return { hash: text, note: null }
  const name = text.split('$', 1)[0] ?? ''
  const kind = Object.hasOwn(PASSWORD_KINDS, name) ? PASSWORD_KINDS[name] : 'an unknown kind'
  return { hash: null, note: `The password cannot be taken along (${kind}). ${LINK}` }
}

type Reading = { fields: JsonObject; moved: string[]; notes: string[] }

const phoneIn = ({ fields, moved, notes }: Reading, name: string, title: string) => {
  const text = short(fields, name)
  if (text === null) return null
  const phone = toE164(text)
  if (phone !== null) return phone
  notes.push(`${title} “${text}” has no country code: it was put into the notes.`)
  moved.push(`${title}: ${text}`)
  return null
}

const hoursIn = ({ fields, moved, notes }: Reading) => {
  const value = jsonIn(fields, 'service_hours')
  if (
    value === undefined ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  ) {
    return null
  }
  const hours = readServiceHours(value)
  if (hours) return hours
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  notes.push('The service hours could not be read for certain: they were put into the notes.')
  moved.push(`Service hours: ${cutText(text, 2_000)}`)
  return null
}

const tokenIn = ({ fields, notes }: Reading) => {
  const text = textIn(fields, 'vapi_webhook_token')
  if (text === null) return null
  if (isTokenShaped(text)) return text
  // Tokens are secrets: they are never repeated.
  notes.push(
    'The webhook token does not have 20 to 128 letters, digits, “-”, “_”, “.” or “~”, so it was left out: the old URL will not work.',
  )
  return null
}

const currencyIn = ({ fields, notes }: Reading) => {
  const text = short(fields, 'currency')
  if (text === null) return null
  const currency = toCurrencyCode(text)
  if (currency === null) notes.push(`The currency “${text}” is unknown, so it was left out.`)
  return currency
}

const statusIn = ({ fields, notes }: Reading) => {
  const text = short(fields, 'setup_status')
  if (text === null) return null
  const status = statusOf(text)
  if (status === null) notes.push(`The setup status “${text}” is unknown, so it was left out.`)
  return isSetupStatus(status) ? status : null
}

const zoneIn = ({ fields }: Reading) => {
  const text = short(fields, 'timezone') ?? short(fields, 'time_zone') ?? ''
  const names = [text, otherZoneName(text)]
  return ZONE_NAMES.find((zone) => names.includes(zone)) ?? null
}

/** Notes of a rich-text editor, which some keep as JSON with the HTML in it. */
const notesIn = ({ fields }: Reading): null | string => {
  const value = jsonIn(fields, 'admin_notes')
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return typeof value.html === 'string' ? value.html : JSON.stringify(value)
}

const emailIn = (fields: JsonObject, notes: string[]): null | string => {
  const username = textIn(fields, 'username')
  const read = (text: null | string) => emailSchema.safeParse(text?.toLowerCase()).data ?? null
  const email = textIn(fields, 'email')
  if (email !== null) return read(email)
  const other = read(username)
  if (other !== null) notes.push('The user name was taken as the e-mail address.')
  return other
}

type Known = { [Name in keyof AccountValues]: AccountValues[Name] | null }

const withoutNull = (values: Known): AccountValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

/** Reads the record of an account. What cannot be kept in a field of its own is added to the notes for staff. */
export const readAccount = ({ fields, pk }: DjangoRecord, line: number): ReadAccount => {
  const notes: string[] = []
  const moved: string[] = []
  const reading = { fields, moved, notes }
  const email = emailIn(fields, notes)
  const username = textIn(fields, 'username')
  const isActive = flagIn(fields, 'is_active')
  const { hash, note } = passwordOf(textIn(fields, 'password'))
  const first = [textIn(fields, 'first_name'), textIn(fields, 'last_name')]
    .filter(Boolean)
    .join(' ')
  const known = {
    businessName: short(fields, 'business_name'),
    businessType: short(fields, 'business_type'),
    currency: currencyIn(reading),
    emailNotifications: flagIn(fields, 'email_notifications'),
    isActive,
    name: short(fields, 'name') ?? (first === '' ? null : cutText(first, MAX_SHORT)),
    phone: phoneIn(reading, 'phone', 'Phone'),
    serviceHours: hoursIn(reading),
    setupStatus: statusIn(reading),
    smsNotifications: flagIn(fields, 'sms_notifications'),
    timezone: zoneIn(reading),
    vapiAssistantId: short(fields, 'vapi_assistant_id'),
    vapiPhoneNumber: phoneIn(reading, 'vapi_phone_number', 'Vapi phone'),
    vapiWebhookToken: tokenIn(reading),
  }
  const values = withoutNull({ ...known, adminNotes: toRichText(notesIn(reading), moved) })
  if (isActive === false)
    notes.push('It is not active: it cannot sign in, and its password was left out.')
  else if (note !== null) notes.push(note)
  return {
    email,
    foreignHash: isActive === false ? null : hash,
    groups: Array.isArray(fields.groups)
      ? fields.groups.flatMap((group) => keysIn(group).slice(0, 1))
      : [],
    isStaff: flagIn(fields, 'is_staff') === true || flagIn(fields, 'is_superuser') === true,
    joined: instantIn(fields, 'date_joined'),
    label:
      email ??
      username ??
      textIn(fields, 'email') ??
      textIn(fields, 'business_name') ??
      `account ${pk ?? line}`,
    lastLogin: instantIn(fields, 'last_login'),
    line,
    notes,
    pk,
    username,
    values,
  }
}
