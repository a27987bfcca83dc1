import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { CallRow } from '../../src/vapiAccount/api/callRow'
import type { AttributionBook } from '../../src/vapiAccount/attribution/attribute'
import { recordPage } from '../../src/vapiAccount/walks/recordPage'
import { ACCOUNT } from './calls'

/** Calls a second: a page in one statement, and the same statement for each call. */
export type Recorded = { byPage: number; oneByOne: number }

const PAGES = 20
const PAGE = 100

const rowsOf = (): CallRow[] =>
  Array.from({ length: PAGE }, () => {
    const createdAt = new Date(Date.now() - 7_200_000)
    return {
      assistantID: ACCOUNT.assistantID,
      cost: 0.2,
      costBreakdown: null,
      createdAt,
      duration: 90,
      endedAt: new Date(createdAt.getTime() + 90_000),
      endedReason: 'customer-ended-call',
      hasContent: true,
      id: randomUUID(),
      orgId: ACCOUNT.orgId,
      outputsAt: null,
      overridesMessages: false,
      parts: ['words'],
      phoneNumberID: null,
      scheduledFor: null,
      serverURLs: [],
      squadID: null,
      startedAt: createdAt,
      status: 'ended',
      type: 'inboundPhoneCall',
      updatedAt: createdAt,
    }
  })

type Measure = { clientID: string; sql: pg.Pool }

/** Writes down so many new calls of an account of its own, both ways, in turn. */
export const measureStatements = async ({ clientID, sql }: Measure): Promise<Recorded> => {
  const accountID = randomUUID()
  // Without a key: nothing of it is walked.
  await sql.query(`insert into vapi_accounts (id, label, region) values ($1, 'Statements', 'us')`, [
    accountID,
  ])
  const book: AttributionBook = {
    assistants: new Map([[ACCOUNT.assistantID, [clientID]]]),
    clientsOfURL: () => [],
    digest: '',
    numbers: new Map(),
    squads: new Map(),
  }
  let [byPage, oneByOne] = [0, 0]
  for (let page = 0; page < PAGES; page += 1) {
    const [first, second] = [rowsOf(), rowsOf()]
    const began = performance.now()
    await recordPage({ accountID, book, pool: sql, rows: first })
    const between = performance.now()
    for (const row of second) await recordPage({ accountID, book, pool: sql, rows: [row] })
    byPage += between - began
    oneByOne += performance.now() - between
  }
  await sql.query('delete from vapi_accounts where id = $1', [accountID])
  const perSecond = (milliseconds: number) => (PAGES * PAGE * 1000) / milliseconds
  return { byPage: perSecond(byPage), oneByOne: perSecond(oneByOne) }
}
