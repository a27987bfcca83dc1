import { orderOutcomes } from '../fields/orderOutcomes'
import { outcomeLabel } from '../fields/outcomeLabel'
import type { Texts } from '../translations/texts'
import { MISSED_GROUPS } from '../vapi/endedReason'
import type { Outcome } from '../vapi/mapping/mapping'
import type { CallFigures, ListedCall } from './data'
import { calendarDay, calendarWeek, clock, count, phone, price } from './format'
import type { Message } from './message'
import type { DigestKind } from './periods'
import { oneLine } from './templates/clean'
import type { Block, Figure } from './templates/content'

/** How many calls a daily digest lists. Mail programs cut off longer mails. */
export const MAX_LISTED = 50

type Digest = {
  figures: CallFigures
  hasHours: boolean
  kind: DigestKind
  /** For a daily digest: the first calls of the day. */
  listed: readonly ListedCall[]
  /** The desk's own outcomes, in their order. */
  outcomes: readonly Outcome[]
  /** A date such as `2026-11-21`, or a week such as `2026-W47`. */
  period: string
  texts: Texts
  timeZone: string
  /** The page where the client reads its calls. */
  url: string
}

const COMPARED = {
  daily: {
    fewer: 'mails.digest.dayFewer',
    more: 'mails.digest.dayMore',
    same: 'mails.digest.daySame',
  },
  weekly: {
    fewer: 'mails.digest.weekFewer',
    more: 'mails.digest.weekMore',
    same: 'mails.digest.weekSame',
  },
} as const

const compared = ({ figures: { calls, callsBefore }, kind, texts: { t } }: Digest): string => {
  const { fewer, more, same } = COMPARED[kind]
  const n = calls - callsBefore
  if (n === 0) return t(same)
  return n > 0 ? t(more, { n }) : t(fewer, { n: -n })
}

const missedOf = ({ endedGroups }: CallFigures): number =>
  endedGroups.reduce(
    (sum, { count, name }) => sum + (MISSED_GROUPS.some((group) => group === name) ? count : 0),
    0,
  )

const figuresOf = (digest: Digest): Figure[] => {
  const { figures, hasHours, texts } = digest
  const { t } = texts
  const [first, ...others] = figures.values.flatMap(
    ({ currency, sum }) => price(sum, currency, texts) ?? [],
  )
  const missed = missedOf(figures)
  return [
    {
      label: t('mails.digest.calls'),
      note: compared(digest),
      value: count(figures.calls, texts),
    },
    ...(missed > 0
      ? [
          {
            label: t('mails.digest.missed'),
            note: t('mails.digest.missedNote'),
            value: count(missed, texts),
          },
        ]
      : []),
    ...(hasHours
      ? [
          {
            label: t('mails.digest.outside'),
            note: t('mails.digest.outsideNote'),
            value: count(figures.outsideHours, texts),
          },
        ]
      : []),
    ...(first
      ? [
          {
            label: t('mails.digest.booked'),
            note:
              others.length > 0
                ? t('mails.digest.bookedAlso', { others: others.join(', ') })
                : t('mails.digest.bookedNote'),
            value: first,
          },
        ]
      : []),
  ]
}

type Row = { count: number; name: string }

const shares = (heading: string, rows: readonly Row[], texts: Texts): Block[] =>
  rows.length === 0
    ? []
    : [
        { kind: 'heading', text: heading },
        {
          kind: 'shares',
          rows: rows.map((row) => ({
            count: row.count,
            label: oneLine(row.name, 60),
            value: count(row.count, texts),
          })),
        },
      ]

const rowOf = (call: ListedCall, { outcomes, texts, timeZone }: Digest): string[] => [
  clock(call.startedAt ?? call.reportedAt, { locale: texts.locale, timeZone }),
  oneLine(call.customerName ?? '', 60) ||
    oneLine(call.customerPhone ? phone(call.customerPhone, texts) : '', 60) ||
    texts.t('mails.digest.unknown'),
  [call.serviceName, outcomeLabel(outcomes, call.outcome)]
    .map((text) => oneLine(text ?? '', 60))
    .filter(Boolean)
    .join(', '),
]

const listOf = (digest: Digest): Block[] => {
  const { figures, listed, texts } = digest
  const { t } = texts
  const left = figures.calls - listed.length
  return [
    {
      head: [t('mails.digest.time'), t('mails.digest.caller'), t('mails.digest.about')],
      kind: 'table',
      rows: listed.map((call) => rowOf(call, digest)),
    },
    ...(left > 0 ? [{ kind: 'quiet', text: t('mails.digest.left', { n: left }) } as const] : []),
  ]
}

const ended = ({ endedGroups }: CallFigures, { t }: Texts): Row[] =>
  endedGroups.map(({ count, name }) => ({ count, name: t(`call.ended.${name}`) }))

const outcomeRows = ({ figures, outcomes }: Digest): Row[] =>
  orderOutcomes(
    outcomes,
    figures.outcomes.map(({ count, name }) => ({ count, outcome: name })),
  ).map(({ count, outcome }) => ({ count, name: outcomeLabel(outcomes, outcome) }))

const partsOf = (digest: Digest): Block[] => {
  const { figures, kind, texts } = digest
  const { t } = texts
  if (figures.calls === 0) return []
  if (kind === 'daily') return listOf(digest)
  return [
    ...shares(t('mails.digest.outcomes'), outcomeRows(digest), texts),
    ...shares(t('mails.digest.ended'), ended(figures, texts), texts),
    ...shares(t('mails.digest.requested'), figures.services, texts),
  ]
}

const namesOf = ({ figures: { calls: n }, kind, period, texts }: Digest) => {
  const { t } = texts
  if (kind === 'daily') {
    const day = calendarDay(period, texts)
    return {
      subject: t('mails.digest.daySubject', { day, n }),
      title: t('mails.digest.dayTitle', { day }),
    }
  }
  const week = calendarWeek(period, texts)
  return {
    subject: t('mails.digest.weekSubject', { n, week }),
    title: t('mails.digest.weekTitle', { week }),
  }
}

/** The digest of a day's or a week's calls: figures, then the day's list or the week's shares. */
export const digestMail = (digest: Digest): Message => {
  const { texts, timeZone, url } = digest
  const { t } = texts
  const days = t('mails.digest.days', { zone: timeZone.replaceAll('_', ' ') })
  return {
    blocks: [
      { figures: figuresOf(digest), kind: 'figures' },
      ...partsOf(digest),
      {
        kind: 'link',
        label: t('mails.digest.see'),
        note: `${t('mails.call.signIn')} ${days}`,
        url,
      },
    ],
    preheader: oneLine(
      figuresOf(digest)
        .map(({ label, value }) => t('mails.fact.line', { label, value }))
        .join(' · '),
    ),
    ...namesOf(digest),
  }
}
