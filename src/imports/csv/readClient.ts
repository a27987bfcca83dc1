import { z } from 'zod'
import { isSetupStatus, SETUP_STATUSES } from '../../clients/setupStatus'
import { isLanguage, type Language } from '../../lib/languages'
import { cutText } from '../../lib/shortText'
import { otherZoneName, ZONE_NAMES } from '../../lib/time/zoneNames'
import { LANGUAGE_NAMES } from '../../translations/languages'
import { toCurrencyCode } from '../../vapi/currency'
import { toE164 } from '../../vapi/phone'
import { isTokenShaped } from '../../vapi/token'
import type { AccountValues } from '../accountValues'
import { toRichText } from '../richText'
import { readServiceHours } from '../serviceHours'
import { isShortened, textOf, yesNoOf } from './cells'
import type { ClientField } from './clientFields'
import { nameKey } from './columns'
import { type DayOrder, instantIn } from './times'

/** A row, read. `email`: null if it has none. `joined`: ISO 8601. `notes`: what could not be read, in sentences. */
export type ReadClient = {
  email: null | string
  joined: null | string
  notes: string[]
  values: AccountValues
}

const MAX_SHORT = 200
const MAX_NOTES = 20_000

const known = new Map(
  ZONE_NAMES.flatMap((zone) => [zone, otherZoneName(zone) ?? zone]).map((zone) => [
    zone.toLowerCase(),
    zone,
  ]),
)
/** Cities too: nobody writes “Europe/” into a spreadsheet. */
const cities = new Map(
  ZONE_NAMES.map((zone) => [nameKey(zone.split('/').at(-1) ?? zone), zone] as const),
)

const zoneOf = (text: string): string | undefined =>
  known.get(text.toLowerCase().replaceAll(' ', '_')) ?? cities.get(nameKey(text))

const languageOf = (text: string): Language | undefined => {
  const short = text.toLowerCase().slice(0, 2)
  const named = Object.entries(LANGUAGE_NAMES).find(([, name]) => nameKey(name) === nameKey(text))
  const [found] = [named?.[0], /^[a-z]{2}(?:[-_]|$)/i.test(text) ? short : undefined].filter(
    isLanguage,
  )
  return found
}

const statusOf = (text: string) =>
  SETUP_STATUSES.find(
    ({ label, value }) => nameKey(value) === nameKey(text) || nameKey(label) === nameKey(text),
  )?.value

/** Longer ones are none, and would not fit into the index. */
const emailSchema = z.email().max(320)

/** What is read of each field; a text: why not. */
const READ: Readonly<
  Record<Exclude<ClientField, 'dateJoined' | 'email'>, (text: string) => AccountValues | string>
> = {
  adminNotes: (text) => {
    const adminNotes = toRichText(cutText(text, MAX_NOTES))
    return adminNotes ? { adminNotes } : {}
  },
  businessName: (text) => ({ businessName: cutText(text, MAX_SHORT) }),
  businessType: (text) => ({ businessType: cutText(text, MAX_SHORT) }),
  currency: (text) => {
    const currency = toCurrencyCode(text)
    return currency === null
      ? `“${text}” is no currency such as EUR, so it was left out.`
      : { currency }
  },
  emailNotifications: (text) => {
    const emailNotifications = yesNoOf(text)
    return emailNotifications === null
      ? `E-mails: “${text}” is neither yes nor no.`
      : { emailNotifications }
  },
  isActive: (text) => {
    const isActive = yesNoOf(text)
    return isActive === null ? `Active: “${text}” is neither yes nor no.` : { isActive }
  },
  language: (text) => {
    const language = languageOf(text)
    return language === undefined
      ? `The desk does not write “${text}”, so it was left out.`
      : { language }
  },
  name: (text) => ({ name: cutText(text, MAX_SHORT) }),
  phone: (text) => {
    const phone = toE164(text)
    return phone === null
      ? `The phone number “${text}” has no country code, so it was left out.`
      : { phone }
  },
  serviceHours: (text) => {
    const serviceHours = readServiceHours(text)
    return serviceHours === null
      ? 'The opening hours cannot be read for certain, so they were left out.'
      : { serviceHours }
  },
  setupStatus: (text) => {
    const setupStatus = statusOf(text)
    return isSetupStatus(setupStatus)
      ? { setupStatus }
      : `“${text}” is no setup status, so it was left out.`
  },
  smsNotifications: (text) => {
    const smsNotifications = yesNoOf(text)
    return smsNotifications === null
      ? `Text messages: “${text}” is neither yes nor no.`
      : { smsNotifications }
  },
  timezone: (text) => {
    const timezone = zoneOf(text)
    return timezone === undefined
      ? `“${text}” is no time zone such as Europe/Berlin, so it was left out.`
      : { timezone }
  },
  vapiAssistantId: (text) => ({ vapiAssistantId: cutText(text, MAX_SHORT) }),
  vapiPhoneNumber: (text) => {
    const vapiPhoneNumber = toE164(text)
    return vapiPhoneNumber === null
      ? `The Vapi number “${text}” has no country code, so it was left out.`
      : { vapiPhoneNumber }
  },
  // Tokens are secrets: they are never repeated.
  vapiWebhookToken: (text) => {
    const token = text.split(/[/?#]/).filter(Boolean).at(-1) ?? ''
    return isTokenShaped(token)
      ? { vapiWebhookToken: token }
      : 'The webhook token does not have 20 to 128 letters, digits, “-”, “_”, “.” or “~”, so it was left out.'
  },
}

const isRead = (field: ClientField): field is keyof typeof READ => field in READ

/** Reads a row of a file of clients. @param order of day and month in the file */
export const readClient = (
  cells: ReadonlyMap<ClientField, string>,
  order: DayOrder | null,
): ReadClient => {
  const notes: string[] = []
  let values: AccountValues = {}
  for (const [field, cell] of cells) {
    const text = textOf(cell)
    if (text === null || !isRead(field)) continue
    if (text.includes('\0')) {
      notes.push(`The column ${field} has a character that cannot be stored, so it was left out.`)
      continue
    }
    const read = isShortened(text)
      ? `“${text}” was shortened by a spreadsheet, so it was left out.`
      : READ[field](text)
    if (typeof read === 'string') notes.push(read)
    else values = { ...values, ...read }
  }
  const joinedText = textOf(cells.get('dateJoined') ?? '')
  const joined =
    joinedText === null
      ? null
      : instantIn(joinedText, { order, timeZone: values.timezone ?? 'UTC' })
  if (joined === 'ambiguous')
    notes.push(`“${joinedText}”: day and month can be either, so it was left out.`)
  else if (joinedText !== null && joined === null)
    notes.push(`“${joinedText}” is no date, so it was left out.`)
  const email = textOf(cells.get('email') ?? '')
    ?.toLowerCase()
    .replace(/^mailto:/, '')
  return {
    email: emailSchema.safeParse(email).data ?? null,
    joined: joined === 'ambiguous' ? null : (joined?.iso ?? null),
    notes,
    values,
  }
}
