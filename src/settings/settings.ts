/**
 * The settings, read and checked in one place.
 * @module
 */

import { z } from 'zod'
import { LANGUAGES } from '../lib/languages'
import { readNetworks } from '../sender/networks'
import { readMailbox } from './mailbox'

const blankAsUnset = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value

const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankAsUnset, schema.optional())

const httpURL = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL, such as https://desk.example' })
  .transform((url) => url.replace(/\/+$/, ''))

const databaseURL = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')

const databaseURLs = optional(
  z
    .string()
    .transform((value) => value.split(',').map((url) => url.trim()))
    .pipe(z.array(databaseURL)),
).transform((urls) => urls ?? [])

const networks = optional(z.string()).transform((value, context) => {
  const read = readNetworks(value ?? '')
  if (read.wrong.length > 0) {
    context.addIssue({
      code: 'custom',
      message: 'must be comma-separated networks, such as 203.0.113.0/24, 2001:db8::/32 or “vapi”',
    })
  }
  return read.networks
})

const isOrigin = (value: string): boolean => {
  try {
    const { origin, protocol } = new URL(value)
    return /^https?:$/.test(protocol) && origin === value && !value.includes('*')
  } catch {
    return false
  }
}

/** In Payload's format: `*`, or a list of origins. */
const origins = optional(z.string()).transform((value, context): '*' | string[] => {
  const named = (value ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
  if (named.length === 1 && named[0] === '*') return '*'
  if (!named.every(isOrigin)) {
    context.addIssue({
      code: 'custom',
      message: 'must be “*”, or comma-separated origins such as https://portal.example',
    })
  }
  return named
})

const HOST = /^(?:\*\.)?(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/

/** Names, `*.` before one for all names below it, or origins. */
const hosts = optional(z.string()).transform((value, context): string[] => {
  const named = (value ?? '')
    .split(',')
    .map((each) => each.trim().toLowerCase())
    .filter(Boolean)
  if (!named.every((each) => HOST.test(each) || isOrigin(each))) {
    context.addIssue({
      code: 'custom',
      message:
        'must be comma-separated names such as storage.example or *.storage.example, or origins such as http://127.0.0.1:9000',
    })
  }
  return named
})

const mailbox = optional(
  z.string().transform((value, context) => {
    const read = readMailbox(value)
    if (read) return read
    context.addIssue({
      code: 'custom',
      message: 'must be an email address, or a name with one: Client Desk <desk@agency.example>',
    })
    return z.NEVER
  }),
)

const isSMTP = (value: string): boolean => {
  try {
    const { hostname, protocol } = new URL(value)
    return hostname !== '' && /^smtps?:$/.test(protocol)
  } catch {
    return false
  }
}

const perMinute = (fallback: number) =>
  optional(z.coerce.number().int().min(0).max(100_000_000)).transform((value) => value ?? fallback)

const settingsSchema = z
  .object({
    ADMIN_EMAIL: optional(z.email('must be an email address')),
    ADMIN_PASSWORD: optional(z.string().min(12, 'must have at least 12 characters')),
    API_CLIENT_LIMIT: perMinute(1_200),
    AUDIT_RETENTION_DAYS: optional(
      z.coerce
        .number()
        .int()
        .max(36_500)
        // A trigger does not allow younger entries to be deleted.
        .refine((days) => days === 0 || days >= 30, 'must be 0, which keeps all, or at least 30'),
    ).transform((value) => value ?? 365),
    CORS_ORIGINS: origins,
    DATA_DIR: optional(z.string()).transform((value) => value ?? '.data'),
    DATABASE_POOL_MAX: optional(z.coerce.number().int().min(2).max(500)).transform((v) => v ?? 20),
    DATABASE_POOLER: optional(z.enum(['transaction'])),
    DATABASE_REPLICA_URLS: databaseURLs,
    DATABASE_URL: optional(databaseURL),
    DELIVERY_RETENTION_DAYS: optional(
      z.coerce
        .number()
        .int()
        .max(36_500)
        .refine((days) => days === 0 || days >= 7, 'must be 0, which keeps all, or at least 7'),
    ).transform((value) => value ?? 90),
    DESK_LANGUAGE: optional(z.enum(LANGUAGES, `must be one of ${LANGUAGES.join(', ')}`)).transform(
      (value) => value ?? 'en',
    ),
    HOST: optional(z.string()).transform((value) => value ?? '0.0.0.0'),
    IMPORT_MAX_BYTES: optional(z.coerce.number().int().min(1024)).transform(
      (value) => value ?? 200 * 1024 * 1024,
    ),
    LOG_LEVEL: optional(
      z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    ).transform((value) => value ?? 'info'),
    MAIL_FROM: mailbox,
    METRICS_TOKEN: optional(z.string().min(16, 'must have at least 16 characters')),
    PAYLOAD_SECRET: optional(z.string().min(16, 'must have at least 16 characters')),
    PORT: optional(z.coerce.number().int().min(0).max(65_535)).transform((value) => value ?? 3000),
    RECORDING_HOSTS: hosts,
    RECORDING_RETENTION_DAYS: optional(z.coerce.number().int().min(0).max(36_500)).transform(
      (value) => value ?? 90,
    ),
    RECORDINGS_MAX_BYTES: optional(z.coerce.number().int().min(1024)).transform(
      (value) => value ?? 20 * 1024 * 1024 * 1024,
    ),
    RECORDINGS_S3_ACCESS_KEY_ID: optional(z.string()),
    RECORDINGS_S3_BUCKET: optional(z.string().regex(/^[\w.-]{1,255}$/, 'must be a bucket’s name')),
    RECORDINGS_S3_ENDPOINT: optional(httpURL),
    RECORDINGS_S3_REGION: optional(z.string()).transform((value) => value ?? 'us-east-1'),
    RECORDINGS_S3_SECRET_ACCESS_KEY: optional(z.string()),
    SERVER_URL: optional(httpURL),
    SMTP_URL: optional(
      z.string().refine(isSMTP, 'must be a URL such as smtps://user:password@smtp.example'),
    ),
    TRUSTED_PROXIES: networks,
    TWILIO_ACCOUNT_SID: optional(
      z.string().regex(/^AC[0-9a-f]{32}$/i, 'must be “AC” and 32 hexadecimal digits'),
    ),
    TWILIO_API_URL: optional(httpURL).transform((value) => value ?? 'https://api.twilio.com'),
    TWILIO_AUTH_TOKEN: optional(z.string()),
    TWILIO_FROM: optional(
      z
        .string()
        .regex(
          /^(?:\+[1-9]\d{6,14}|\d{3,8}|MG[0-9a-f]{32})$/i,
          'must be a phone number such as +12025550146, or a messaging service (“MG…”)',
        ),
    ),
    VAPI_EU_URL: optional(httpURL).transform((value) => value ?? 'https://api.eu.vapi.ai'),
    VAPI_US_URL: optional(httpURL).transform((value) => value ?? 'https://api.vapi.ai'),
    WEBHOOK_CLIENT_LIMIT: perMinute(6_000),
    WEBHOOK_MAX_BYTES: optional(z.coerce.number().int().min(1024)).transform(
      (value) => value ?? 10 * 1024 * 1024,
    ),
    WEBHOOK_NETWORKS: networks,
    WEBHOOK_UNKNOWN_LIMIT: perMinute(60),
  })
  .superRefine((settings, context) => {
    if (Boolean(settings.ADMIN_EMAIL) !== Boolean(settings.ADMIN_PASSWORD)) {
      context.addIssue({
        code: 'custom',
        message: 'must be set together with ADMIN_EMAIL: set both or neither',
        path: ['ADMIN_PASSWORD'],
      })
    }
    for (const needed of ['MAIL_FROM', 'SERVER_URL'] as const) {
      if (settings.SMTP_URL === undefined || settings[needed] !== undefined) continue
      const why = needed === 'MAIL_FROM' ? 'the sender of mails' : 'where links in mails lead'
      context.addIssue({
        code: 'custom',
        message: `is required with SMTP_URL: it says ${why}`,
        path: [needed],
      })
    }
    const s3 = [
      'RECORDINGS_S3_ACCESS_KEY_ID',
      'RECORDINGS_S3_BUCKET',
      'RECORDINGS_S3_ENDPOINT',
      'RECORDINGS_S3_SECRET_ACCESS_KEY',
    ] as const
    if (s3.some((name) => settings[name] !== undefined)) {
      for (const needed of s3) {
        if (settings[needed] !== undefined) continue
        const message =
          'is required to keep recordings in S3, like the other RECORDINGS_S3_ settings'
        context.addIssue({ code: 'custom', message, path: [needed] })
      }
    }
    if (settings.TWILIO_ACCOUNT_SID || settings.TWILIO_AUTH_TOKEN || settings.TWILIO_FROM) {
      for (const needed of [
        'TWILIO_ACCOUNT_SID',
        'TWILIO_AUTH_TOKEN',
        'TWILIO_FROM',
        'SERVER_URL',
      ] as const) {
        if (settings[needed] !== undefined) continue
        const message = 'is required to send text messages, like the other TWILIO_ settings'
        context.addIssue({ code: 'custom', message, path: [needed] })
      }
    }
  })

/** The names of all settings, which are the names of environment variables. */
export const SETTING_NAMES: readonly string[] = Object.keys(settingsSchema.shape)

/** The checked settings of one process. Sizes are in bytes. */
export type Settings = z.infer<typeof settingsSchema>

/** Thrown for wrong settings. The message is one line that names them and never shows their values. */
export class SettingsError extends Error {
  override name = 'SettingsError'
}

/**
 * Reads and checks every setting in one place.
 * @param env where to read from, normally `process.env`
 * @throws {SettingsError} naming each wrong setting, in one line
 */
export const readSettings = (env: Record<string, string | undefined> = process.env): Settings => {
  const result = settingsSchema.safeParse(env)
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  throw new SettingsError(`Wrong settings: ${problems.join('; ')}.`)
}

let known: Settings | undefined

/**
 * The settings of this process, read once: checking the environment takes longer than storing a small
 * report. At startup `main` calls `readSettings` directly, since it then adds the URL of the embedded
 * database.
 * @throws {SettingsError} naming each wrong setting, in one line
 */
export const settings = (): Settings => {
  known ??= readSettings()
  return known
}
