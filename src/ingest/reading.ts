import { packText } from '../lib/packedText'
import { decodeUTF8 } from '../lib/utf8'
import { type Delivery, readDeliveries } from '../vapi/delivery'
import type { Mapping } from '../vapi/mapping/mapping'
import type { CallReport } from '../vapi/report'
import { columnValues } from './columns'

type Packed = { packed: Uint8Array }
type WithPacked<Kind extends Delivery['kind']> = Omit<Extract<Delivery, { kind: Kind }>, 'body'> &
  Packed

/** A posted body, read and ready to be stored. */
export type Reading =
  | Extract<Delivery, { kind: 'reply' }>
  | WithPacked<'malformed'>
  | WithPacked<'review'>
  | (Omit<WithPacked<'report'>, 'report'> &
      Pick<CallReport, 'currencies' | 'price' | 'vapiCallId'> & {
        /** When its cost was so, if not when it was reported. */
        costAt?: string
        /** Left out by another thread: few need it, and copying it costs time. */
        report?: CallReport
        /** Asks that thread for the report. */
        readReport?: () => Promise<CallReport>
        /** Statement parameters, in the order of `REPORT_FIELDS`. */
        values: unknown[]
      })

/** One post may hold several bodies; each is stored separately. */
export type Readings = readonly [Reading, ...Reading[]]

export type ReportReading = Extract<Reading, { kind: 'report' }>

/** Prepares a report for the database: packs the body and lists the column values. */
export const prepareReport = ({
  body,
  kind,
  messageType,
  recordingLink,
  report,
}: Extract<Delivery, { kind: 'report' }>): ReportReading => {
  const { currencies, price, vapiCallId } = report
  const values = columnValues(report)
  const packed = packText(body)
  // Named one by one: this runs for every report, and spreading takes ten times as long.
  const reading = { currencies, kind, messageType, packed, price, report, values, vapiCallId }
  return recordingLink ? { ...reading, recordingLink } : reading
}

/** Prepares a delivery for the database. */
export const prepare = (delivery: Delivery): Reading => {
  if (delivery.kind === 'reply') return delivery
  if (delivery.kind === 'report') return prepareReport(delivery)
  const { body, ...rest } = delivery
  return { ...rest, packed: packText(body) }
}

/** A posted body, with what is needed to read it. */
export type BodyToRead = {
  bytes: Uint8Array
  /** When the sender gets 503 instead, in epoch milliseconds. */
  deadline: number
  /** What the data of the client's agent means; null: only the built-in reading. */
  mapping: Mapping | null
  /** Which queue it waits in; the token's if left out. */
  queueKey?: string | undefined
  receivedAt: Date
  /** The sender's secrets: masked like the token. */
  secrets: readonly string[]
  token: string
  /** Whether the client keeps recordings: the readings then have the links to them. */
  withRecordings?: boolean
}

/** The queue that a body waits in. The queue that used the least reading time goes next. */
export const queueKeyOf = ({ queueKey, token }: Pick<BodyToRead, 'queueKey' | 'token'>): string =>
  queueKey ?? token

/** Reads a body and prepares its contents for the database. Never throws, for any bytes. */
export const readPosted = ({
  bytes,
  mapping,
  receivedAt,
  secrets,
  token,
  withRecordings = false,
}: BodyToRead): Readings => {
  const [first, ...others] = readDeliveries({
    mapping,
    receivedAt,
    secrets,
    text: decodeUTF8(bytes),
    token,
    withRecordings,
  })
  return others.length === 0 ? [prepare(first)] : [prepare(first), ...others.map(prepare)]
}
