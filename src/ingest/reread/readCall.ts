import type { Pool } from 'pg'
import { mappingOfVersion } from '../../fields/readMappings'
import { readDeliveries } from '../../vapi/delivery'
import type { Mapping } from '../../vapi/mapping/mapping'
import type { CallState, FieldTimes, Said } from '../../vapi/merge'
import type { CallReport } from '../../vapi/report'
import { lostTimes, readAnew } from '../../vapi/reread'
import { atTheEnd } from '../atTheEnd'
import { inSlices } from '../slices'
import { isLargeBody, readStoredBody } from '../threads/storedBodies'
import { type KeptBody, type ListedDelivery, readBodies } from './keptBodies'
import type { CallRow } from './readRows'

/**
 * What a call's kept bodies say; `state` null if none of them is a report of it. `version`: of the mapping that they
 * were read with.
 */
export type Reread = { state: CallState | null; version: string }

type CurrencyChoice = { client: null | string; kept: null | string; report: CallReport }

/**
 * The currency of a price, chosen as in ingest. If the text leaves it open, the choice made when the report
 * came is kept: the client may have another currency by now.
 */
const currencyOf = ({
  client,
  kept,
  report: { currencies, price },
}: CurrencyChoice): null | string => {
  if (price === null) return null
  const mayBe = (currency: null | string) =>
    currencies === null || currencies.includes(currency ?? '')
  if (kept !== null && mayBe(kept)) return kept
  return mayBe(client) ? client : (currencies?.[0] ?? null)
}

type Body = { body: KeptBody; mapping: Mapping | null; row: CallRow }

const longReportIn = async ({
  body: { receivedAt, text },
  mapping,
  row: { token, vapiCallId },
}: Body): Promise<CallReport | null> => {
  for (const reading of await readStoredBody({ mapping, receivedAt, text, token })) {
    if (reading.kind === 'report' && reading.vapiCallId === vapiCallId)
      return reading.report ?? null
  }
  return null
}

const shortReportIn = ({
  body: { receivedAt, text },
  mapping,
  row: { token, vapiCallId },
}: Body): Promise<CallReport | null> =>
  inSlices(() => {
    for (const delivery of readDeliveries({ mapping, receivedAt, text, token })) {
      if (delivery.kind === 'report' && delivery.report.vapiCallId === vapiCallId) {
        return delivery.report
      }
    }
    return null
  })

const reportIn = (one: Body): Promise<CallReport | null> =>
  isLargeBody(one.body.text) ? longReportIn(one) : shortReportIn(one)

/** What a body says of its call. That of a fetched one is read as when it was stored. */
const saidIn = async (one: Body): Promise<{ costAt?: string; report: CallReport } | null> => {
  const { isRecovered } = one.body
  const now = new Date()
  const body = isRecovered ? { ...one.body, receivedAt: now } : one.body
  const report = await reportIn({ ...one, body })
  if (!report) return null
  return isRecovered ? atTheEnd(report, now) : { report }
}

type ReadCall = {
  /** The call as it is stored, without edits that are being given back. */
  kept: CallState
  listed: readonly ListedDelivery[]
  pool: Pool
  row: CallRow
}

/**
 * Reads a call again from its kept bodies with the mapping of its client, which is in memory for nearly all of a
 * client's calls. The bodies are read one at a time, so that it does not matter how many there are. They
 * are read a second time if some of the call came from bodies that are gone.
 */
export const readCall = async ({ kept, listed, pool, row }: ReadCall): Promise<Reread> => {
  const known = new Set<number>()
  const { mapping: ofNow, version } = await mappingOfVersion(pool, {
    clientID: row.clientID,
    version: row.mappingVersion,
  })
  // What a person set does not say in which currency a report is.
  const fields = row.state.edits?.fields ? null : row.state.values.fields
  const mapping = ofNow && { ...ofNow, kept: fields }
  const read = async (lost: FieldTimes | null): Promise<CallState | null> => {
    let state: CallState | null = null
    for await (const body of readBodies(pool, listed)) {
      const said = await saidIn({ body, mapping, row })
      if (!said) continue
      const { costAt, report } = said
      known.add(Date.parse(report.reportedAt)).add(body.receivedAt.getTime())
      if (costAt !== undefined) known.add(Date.parse(costAt))
      const currency = currencyOf({
        client: row.clientCurrency,
        kept: kept.values.currency,
        report,
      })
      const { currencies: _, ...values } = report
      const anew: Said = { ...values, currency, ...(costAt !== undefined && { costAt }) }
      state = readAnew({ kept, lost, report: anew, state })
    }
    return state
  }
  const state = await read(null)
  const lost = state && lostTimes(kept, known)
  return { state: lost ? await read(lost) : state, version }
}
