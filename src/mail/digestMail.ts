import { ENDED_LABELS, MISSED_GROUPS } from '../vapi/endedReason'
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
  /** A date such as `2026-11-21`, or a week such as `2026-W47`. */
  period: string
  timeZone: string
  /** The page where the client reads its calls. */
  url: string
}

const calls = (number: number): string =>
  number === 0 ? 'no calls' : number === 1 ? '1 call' : `${count(number)} calls`

const compared = ({ calls, callsBefore }: CallFigures, before: string): string => {
  const more = calls - callsBefore
  if (more === 0) return `as many as ${before}`
  return `${count(Math.abs(more))} ${more > 0 ? 'more' : 'fewer'} than ${before}`
}

const missedOf = ({ endedGroups }: CallFigures): number =>
  endedGroups.reduce(
    (sum, { count, name }) => sum + (MISSED_GROUPS.some((group) => group === name) ? count : 0),
    0,
  )

const figuresOf = ({ figures, hasHours, kind }: Digest): Figure[] => {
  const [first, ...others] = figures.values.flatMap(
    ({ currency, sum }) => price(sum, currency) ?? [],
  )
  const missed = missedOf(figures)
  return [
    {
      label: 'Calls',
      note: compared(figures, kind === 'daily' ? 'the day before' : 'the week before'),
      value: count(figures.calls),
    },
    ...(missed > 0
      ? [{ label: 'Missed', note: 'not answered, or transfer failed', value: count(missed) }]
      : []),
    ...(hasHours
      ? [
          {
            label: 'Outside opening hours',
            note: 'according to your opening hours',
            value: count(figures.outsideHours),
          },
        ]
      : []),
    ...(first
      ? [
          {
            label: 'Booked services',
            note: others.length > 0 ? `and ${others.join(', ')}` : 'based on the prices named',
            value: first,
          },
        ]
      : []),
  ]
}

type Row = { count: number; name: string }

const shares = (heading: string, rows: readonly Row[]): Block[] =>
  rows.length === 0
    ? []
    : [
        { kind: 'heading', text: heading },
        {
          kind: 'shares',
          rows: rows.map((row) => ({
            count: row.count,
            label: oneLine(row.name, 60),
            value: count(row.count),
          })),
        },
      ]

const rowOf = (call: ListedCall, timeZone: string): string[] => [
  clock(call.startedAt ?? call.reportedAt, timeZone),
  oneLine(call.customerName ?? '', 60) ||
    oneLine(call.customerPhone ? phone(call.customerPhone) : '', 60) ||
    'Unknown',
  [call.serviceName, call.outcome]
    .map((text) => oneLine(text ?? '', 60))
    .filter(Boolean)
    .join(', '),
]

const listOf = ({ figures, listed, timeZone }: Digest): Block[] => {
  const left = figures.calls - listed.length
  return [
    {
      head: ['Time', 'Caller', 'About'],
      kind: 'table',
      rows: listed.map((call) => rowOf(call, timeZone)),
    },
    ...(left > 0 ? [{ kind: 'quiet', text: `And ${calls(left)} more.` } as const] : []),
  ]
}

const ended = ({ endedGroups }: CallFigures): Row[] =>
  endedGroups.map(({ count, name }) => ({ count, name: ENDED_LABELS[name] }))

const partsOf = (digest: Digest): Block[] => {
  const { figures, kind } = digest
  if (figures.calls === 0) return []
  if (kind === 'daily') return listOf(digest)
  return [
    ...shares('Outcomes', figures.outcomes),
    ...shares('How calls ended', ended(figures)),
    ...shares('Most requested', figures.services),
  ]
}

/** The digest of a day's or a week's calls: figures, then the day's list or the week's shares. */
export const digestMail = (digest: Digest): Message => {
  const { figures, kind, period, timeZone, url } = digest
  const name = kind === 'daily' ? calendarDay(period) : calendarWeek(period)
  const number = calls(figures.calls)
  const title = kind === 'daily' ? `Your calls on ${name}` : `Your week, ${name}`
  const days = `Days begin at midnight in the time zone ${timeZone.replaceAll('_', ' ')}.`
  return {
    blocks: [
      { figures: figuresOf(digest), kind: 'figures' },
      ...partsOf(digest),
      { kind: 'link', label: 'See your calls', note: `You will be asked to sign in. ${days}`, url },
    ],
    preheader: oneLine(
      figuresOf(digest)
        .map(({ label, value }) => `${label}: ${value}`)
        .join(' · '),
    ),
    subject: `${kind === 'daily' ? 'Your day' : 'Your week'}: ${number}, ${name}`,
    title,
  }
}
