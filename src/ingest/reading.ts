import { packText } from '../lib/packedText'
import { decodeUTF8 } from '../lib/utf8'
import { type Delivery, readDeliveries } from '../vapi/delivery'
import type { CallReport } from '../vapi/report'
import { columnValues } from './columns'

type Packed = { packed: Uint8Array }
type Kept<Kind extends Delivery['kind']> = Omit<Extract<Delivery, { kind: Kind }>, 'body'> & Packed

/** What was posted, with which there is nothing left to do but to store it. */
export type Reading =
  | Extract<Delivery, { kind: 'reply' }>
  | Kept<'malformed'>
  | Kept<'review'>
  | (Omit<Kept<'report'>, 'report'> &
      Pick<CallReport, 'currencies' | 'price' | 'vapiCallId'> & {
        /** Left out on the way from another thread: few need it, and copying it costs. */
        report?: CallReport
        /** Asks that thread for it. */
        readReport?: () => Promise<CallReport>
        /** Statement parameters, in the order of `REPORT_FIELDS`. */
        values: unknown[]
      })

/** One post may hold several bodies, each of which is stored by itself. */
export type Readings = readonly [Reading, ...Reading[]]

export type ReportReading = Extract<Reading, { kind: 'report' }>

/** Makes a report ready for the database. */
export const prepareReport = ({
  body,
  kind,
  messageType,
  report,
}: Extract<Delivery, { kind: 'report' }>): ReportReading => {
  const { currencies, price, vapiCallId } = report
  const values = columnValues(report)
  const packed = packText(body)
  // Named one by one: this is done for every report, and spreading takes ten times as long.
  return { currencies, kind, messageType, packed, price, report, values, vapiCallId }
}

/** Makes a delivery ready for the database. */
export const prepare = (delivery: Delivery): Reading => {
  if (delivery.kind === 'reply') return delivery
  if (delivery.kind === 'report') return prepareReport(delivery)
  const { body, ...rest } = delivery
  return { ...rest, packed: packText(body) }
}

/** A body as it was posted, and what it takes to read it. */
export type Posted = {
  bytes: Uint8Array
  /** When its sender will have been told to come again, in epoch milliseconds. */
  deadline: number
  receivedAt: Date
  /** By which the sender proves itself: masked like the token. */
  secrets: readonly string[]
  token: string
  /** Whose turn it takes, when it is not the token's. */
  whose?: string | undefined
}

/** Whose turn a body takes to be read: next is who has had the least. */
export const turnOf = ({ token, whose }: Pick<Posted, 'token' | 'whose'>): string => whose ?? token

/** Reads a body and makes what it holds ready for the database. Never throws, whatever the bytes. */
export const readPosted = ({ bytes, receivedAt, secrets, token }: Posted): Readings => {
  const [first, ...others] = readDeliveries({
    receivedAt,
    secrets,
    text: decodeUTF8(bytes),
    token,
  })
  return others.length === 0 ? [prepare(first)] : [prepare(first), ...others.map(prepare)]
}
