import type { Endpoint } from 'payload'
import { z } from 'zod'
import { CHOICES, storedOf } from '../../src/lib/emailChoice'
import { isTimeOfDay } from '../../src/lib/time/days'
import { listedZone, ZONE_NAMES } from '../../src/lib/time/zoneNames'
import type { User } from '../../src/payload-types'
import { textOrNull, ticked } from '../../src/portal/forms/fields'
import { FormProblem, formProblem } from '../../src/portal/forms/formProblem'
import { portalForm } from '../../src/portal/forms/portalForm'
import {
  formName,
  formPath,
  type Section,
  sectionAddress,
} from '../../src/portal/settings/addresses'
import { parseRuleForm, RULE_INPUTS, RULE_LIMITS } from '../../src/portal/settings/rule'
import { type OwnSettings, saveOwn } from '../../src/portal/settings/saveOwn'
import { copyMonday, HOURS_INPUTS, parseHoursForm } from '../../src/portal/settings/week'
import { LANGUAGES } from '../../src/translations/languages'
import type { MessageKey } from '../../src/translations/texts'
import { toE164 } from '../../src/vapi/phone'

const MAX_TEXT = 200

type Read<Values> = (work: { client: User; values: Values }) => OwnSettings

/** A form of the settings: what it stores follows from what was typed. */
const settingsForm = <Schema extends z.ZodType>(
  section: Section,
  { fields, read }: { fields: Schema; read: Read<z.output<Schema>> },
): Endpoint =>
  portalForm({
    as: 'client',
    back: () => sectionAddress(section),
    fields,
    handle: async ({ client, req, values }) => {
      await saveOwn(req, { client, settings: read({ client, values }) })
      return { to: sectionAddress(section, true) }
    },
    name: formName(section),
    path: formPath(section),
  })

const long: MessageKey = 'settings.profile.long'
const text = textOrNull(MAX_TEXT, long).optional().default(null)

const profile = settingsForm('profile', {
  fields: z.object({
    businessName: text,
    businessType: text,
    name: text,
    phone: text,
  }),
  read: ({ values }) => {
    if (values.phone !== null && toE164(values.phone) === null) {
      formProblem('phone', 'settings.profile.phoneBad')
    }
    return values
  },
})

/** Texts by name. What is not sent is empty. */
const texts = (names: readonly string[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.string().optional().default('')])))

const hours = portalForm({
  as: 'client',
  back: () => sectionAddress('hours'),
  fields: texts(['do', ...HOURS_INPUTS]),
  handle: async ({ client, req, values }) => {
    const typed = values.do === 'copy' ? copyMonday(values) : values
    const read = parseHoursForm(typed, client.serviceHours ?? [])
    if ('problems' in read) {
      const problems = Object.entries(read.problems).map(([field, key]) => [field, { key }])
      throw new FormProblem(Object.fromEntries(problems))
    }
    await saveOwn(req, { client, settings: { serviceHours: read.hours } })
    return { to: sectionAddress('hours', true) }
  },
  name: formName('hours'),
  path: formPath('hours'),
})

const time = z
  .string()
  .trim()
  .refine((value) => value === '' || isTimeOfDay(value), 'settings.hours.time')
  .transform((value) => (value === '' ? null : value))
  .optional()
  .default(null)

const notices = settingsForm('notices', {
  fields: z.object({
    emails: z.enum(CHOICES),
    quietFrom: time,
    quietUntil: time,
    sms: ticked,
  }),
  read: ({ values: { emails, quietFrom, quietUntil, sms } }) => {
    if ((quietFrom === null) !== (quietUntil === null)) {
      formProblem(quietFrom === null ? 'quietFrom' : 'quietUntil', 'settings.notices.quietBoth')
    }
    return { ...storedOf(emails), quietFrom, quietUntil, smsNotifications: sms }
  },
})

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))
const choose: MessageKey = 'settings.region.choose'

const oneOf = (isListed: (value: string) => boolean) =>
  z
    .string()
    .refine((value) => value === '' || isListed(value), choose)
    .transform((value) => (value === '' ? null : value))
    .optional()

const region = settingsForm('region', {
  fields: z.object({
    currency: oneOf((value) => CURRENCIES.has(value)),
    language: z
      .enum(LANGUAGES, choose)
      .or(z.literal('').transform(() => null))
      .optional(),
    timezone: oneOf((value) => listedZone(value, ZONE_NAMES) !== null),
  }),
  // What the form does not send stays as it is.
  read: ({ values }) => values,
})

const rule = portalForm({
  as: 'client',
  back: () => sectionAddress('rule'),
  fields: texts(RULE_INPUTS),
  handle: async ({ client, req, values }) => {
    const read = parseRuleForm(values)
    if ('problem' in read) {
      const { field, key, n } = RULE_LIMITS[read.problem]
      throw new FormProblem({ [field]: { key, values: { n } } })
    }
    await saveOwn(req, { client, settings: { followUpRule: read.rule } })
    return { to: sectionAddress('rule', true) }
  },
  name: formName('rule'),
  path: formPath('rule'),
})

/** The forms of the page with a client’s settings. */
export const settingsForms: Endpoint[] = [profile, hours, notices, region, rule]
