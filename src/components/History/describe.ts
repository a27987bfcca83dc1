import type { AuditValue } from '../../audit/changes'
import type { DeskKey } from '../../translations/keys'
import type { Entry } from './entry'

/** The labels of fields and of their values. */
export type Words = {
  labelOf: (collection: string, field: string) => string
  valueOf: (collection: string, field: string, value: AuditValue) => string
}

type Desk = {
  formatCount: (value: number) => string
  t: (key: DeskKey, variables?: Record<string, unknown>) => string
}

/** A changed field in words. It has no values if they must not be shown. */
export type Detail = { after?: string; before?: string; field: string }

const PLAIN = new Map<string, DeskKey>([
  ['created', 'desk:historyCreated'],
  ['deleted', 'desk:historyDeleted'],
  ['edits_given_back', 'desk:historyEditsGivenBack'],
  ['exported', 'desk:historyExported'],
  ['feedback_answered', 'desk:historyFeedbackAnswered'],
  ['feedback_given', 'desk:historyFeedbackGiven'],
  ['follow_up_changed', 'desk:historyFollowUpChanged'],
  ['former_secrets_ended', 'desk:historyFormerSecretsEnded'],
  ['former_tokens_ended', 'desk:historyFormerTokensEnded'],
  ['imported', 'desk:historyImported'],
  ['key_made', 'desk:historyKeyMade'],
  ['key_revoked', 'desk:historyKeyRevoked'],
  ['locked_out', 'desk:historyLockedOut'],
  ['logged_in', 'desk:historyLoggedIn'],
  ['logged_out', 'desk:historyLoggedOut'],
  ['login_failed', 'desk:historyLoginFailed'],
  ['notification_retried', 'desk:historyNotificationRetried'],
  ['password_changed', 'desk:historyPasswordChanged'],
  ['password_reset', 'desk:historyPasswordReset'],
  ['password_reset_requested', 'desk:historyPasswordResetRequested'],
  ['recording_played', 'desk:historyRecordingPlayed'],
  ['replayed', 'desk:historyReplayed'],
  ['reprojected', 'desk:historyReprojected'],
  ['reread', 'desk:historyReread'],
  ['secret_changed', 'desk:historySecretChanged'],
  ['seen_as_client', 'desk:historySeenAsClient'],
  ['sign_in_requested', 'desk:historySignInRequested'],
  ['signed_out_everywhere', 'desk:historySignedOutEverywhere'],
  ['test_call_removed', 'desk:historyTestCallRemoved'],
  ['test_call_sent', 'desk:historyTestCallSent'],
  ['token_generated', 'desk:historyTokenGenerated'],
  ['token_revoked', 'desk:historyTokenRevoked'],
  ['token_rotated', 'desk:historyTokenRotated'],
  ['token_shown', 'desk:historyTokenShown'],
  ['unlocked', 'desk:historyUnlocked'],
  ['vapi_checked', 'desk:historyVapiChecked'],
  ['webhook_put_back', 'desk:historyWebhookPutBack'],
  ['webhook_set', 'desk:historyWebhookSet'],
  ['welcome_sent', 'desk:historyWelcomeSent'],
])

/** How somebody logged in who did not use a password. */
const BY_MAIL = new Map<unknown, DeskKey>([
  ['digits', 'desk:historyLoggedInByDigits'],
  ['link', 'desk:historyLoggedInByLink'],
])

const NOBODY = new Map<string, DeskKey>([
  ['system', 'desk:historySystem'],
  ['visitor', 'desk:historyVisitor'],
])

const MANY = new Map<string, DeskKey>([
  ['brands', 'desk:historyBrands'],
  ['call-summaries', 'desk:historyCalls'],
  ['groups', 'desk:historyGroups'],
  ['notifications', 'desk:historyNotifications'],
  ['users', 'desk:historyUsers'],
  ['webhook-deliveries', 'desk:historyDeliveries'],
])

const whoOf = ({ actorKind, actorLabel, via }: Entry, { t }: Desk): string => {
  const name = actorLabel ?? t(NOBODY.get(actorKind) ?? 'desk:historyVisitor')
  if (actorKind !== 'api_key') return name
  return via === null
    ? t('desk:historyByKey', { who: name })
    : t('desk:historyByNamedKey', { key: via, who: name })
}

const ONE = new Map<string, DeskKey>([
  ['brands', 'desk:historyBrand'],
  ['call-summaries', 'desk:historyCall'],
  ['groups', 'desk:historyGroup'],
  ['notifications', 'desk:historyNotification'],
  ['webhook-deliveries', 'desk:historyDelivery'],
])

/** The object of the sentence: what was changed. */
const objectOf = ({ collection, label, touchedCount }: Entry, { formatCount, t }: Desk) => {
  if (touchedCount === null) {
    const key = ONE.get(collection)
    return label !== null && key ? t(key, { label }) : label
  }
  const key = MANY.get(collection) ?? 'desk:historyDocuments'
  return t(key, { count: touchedCount, n: formatCount(touchedCount) })
}

/** What the sentence says already. */
const TOLD: ReadonlySet<string> = new Set([
  'callsChanged',
  'callsFailed',
  'callsFromVapi',
  'callsHeld',
  'callsRead',
  'callsUnreadable',
  'callsWithoutBodies',
  'importFormat',
  'rowsChanged',
  'rowsCreated',
  'rowsWithErrors',
  'runEnded',
  'signInBy',
])

/** The changes of an entry, in words, without what the sentence says. */
export const detailsOf = ({ changes, collection }: Entry, words: Words): Detail[] =>
  Object.entries(changes)
    .filter(([field]) => !TOLD.has(field))
    .map(([field, change]) => {
      const label = words.labelOf(collection, field)
      if (change === 'changed') return { field: label }
      return {
        after: words.valueOf(collection, field, change[1]),
        before: words.valueOf(collection, field, change[0]),
        field: label,
      }
    })

type Describe = {
  desk: Desk
  entry: Entry
  /** Whether the page is of the document that the entry is about. */
  isOwn: boolean
  words: Words
}

const countIn = (change: Entry['changes'][string] | undefined): number =>
  Array.isArray(change) ? Number(change[1]) : 0

/** A run over past calls, with how many it read. */
const reprojectedText = (
  { changes }: Entry,
  parts: Record<string, string>,
  { formatCount, t }: Desk,
): string => {
  const said = t('desk:historyReprojectedRun', {
    ...parts,
    changed: formatCount(countIn(changes.callsChanged)),
    left: formatCount(countIn(changes.callsWithoutBodies) + countIn(changes.callsUnreadable)),
    read: formatCount(countIn(changes.callsRead)),
  })
  return changes.runEnded ? t('desk:historyReprojectedStopped', { said }) : said
}

/** A file that was imported, with what became of its rows. */
const importedText = (
  { changes }: Entry,
  parts: Record<string, string>,
  { formatCount, t }: Desk,
): string => {
  const format = changes.importFormat
  return t('desk:historyImportedFile', {
    ...parts,
    changed: formatCount(countIn(changes.rowsChanged)),
    created: formatCount(countIn(changes.rowsCreated)),
    errors: formatCount(countIn(changes.rowsWithErrors)),
    format: Array.isArray(format) ? String(format[1]) : '',
  })
}

/** Past calls from an account at Vapi, with what became of them. */
const importedFromVapiText = (
  { changes }: Entry,
  parts: Record<string, string>,
  { formatCount, t }: Desk,
): string => {
  const said = t('desk:historyImportedFromVapi', {
    ...parts,
    created: formatCount(countIn(changes.callsFromVapi)),
    failed: formatCount(countIn(changes.callsFailed)),
    held: formatCount(countIn(changes.callsHeld)),
  })
  return changes.runEnded ? t('desk:historyReprojectedStopped', { said }) : said
}

const changedText = (
  details: readonly Detail[],
  parts: { of: string; who: string },
  { formatCount, t }: Desk,
) => {
  const [only, ...others] = details
  const n = details.length
  if (!only) return t('desk:historyChanged', parts)
  if (others.length > 0) {
    return t('desk:historyChangedMany', { ...parts, count: n, n: formatCount(n) })
  }
  if (only.before === undefined) return t('desk:historyChangedOnly', { ...parts, ...only })
  return t('desk:historyChangedOne', { ...parts, ...only })
}

/** A sentence that says who did what. */
export const describe = ({ desk, entry, isOwn, words }: Describe): string => {
  const { t } = desk
  const object = isOwn ? null : objectOf(entry, desk)
  const parts = {
    it: object ?? t('desk:historyThis'),
    of: object === null ? '' : t('desk:historyOf', { object }),
    who: whoOf(entry, desk),
  }
  const details = detailsOf(entry, words)
  if (entry.action === 'changed') return changedText(details, parts, desk)
  if (entry.action === 'reread' && entry.label === null && entry.touchedCount === null) {
    return t('desk:historyRereadNothing', parts)
  }
  if (entry.changes.importFormat) return importedText(entry, parts, desk)
  if (entry.changes.callsFromVapi) return importedFromVapiText(entry, parts, desk)
  if (entry.changes.callsRead) return reprojectedText(entry, parts, desk)
  const by = entry.action === 'logged_in' ? entry.changes.signInBy?.[1] : undefined
  const key = BY_MAIL.get(by) ?? PLAIN.get(entry.action)
  if (!key) return `${parts.who}: ${entry.action}`
  const [first] = details
  return t(key, { ...parts, after: first?.after ?? '', before: first?.before ?? '' })
}
