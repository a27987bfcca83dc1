import { randomUUID } from 'node:crypto'
import type { User } from '../../../src/payload-types'
import { makeClient } from '../../helpers/people'
import { DESK_ORIGIN, type VapiDesk } from '../../helpers/startVapiDesk'
import type { FakeOrg } from '../../vapi/fakeOrg'

/** A row of `vapi_calls`, as far as tests look at it. */
export type CallAtVapi = {
  call_id: string
  client_id: null | string
  fill_attempts: number
  fill_problem: null | string
  recovered_at: Date | null
  rule: null | string
  state: string
}

/** An account of the desk, and the organisation that it is at the fake. */
export type Connected = {
  /** Calls of the account, by their id. */
  calls: () => Promise<Map<string, CallAtVapi>>
  /** Makes a client of the account with an agent whose webhook is the client's. It has been here for a year. */
  client: (
    data?: Partial<Omit<User, 'collection'>>,
  ) => Promise<{ assistantID: string; id: string; token: string }>
  id: string
  org: FakeOrg
  /** Requests to the list of calls: their queries, in their order. */
  lists: () => URLSearchParams[]
  /** How many calls are in each state. */
  states: () => Promise<Record<string, number>>
  walk: (kind: 'fresh' | 'whole') => Promise<Record<string, unknown>>
  /** Works on the account until nothing is due, as the loop would. */
  work: () => Promise<void>
}

/** Connects an account, past the form: its key is stored as it would be. */
export const connectAccount = async (
  desk: VapiDesk,
  { retentionDays = 14 }: { retentionDays?: null | number } = {},
): Promise<Connected> => {
  const { payload, sql, vapi } = desk
  const { workOnAccount } = await import('../../../src/vapiAccount/walks/workOnAccount')
  const { dueAccounts } = await import('../../../src/vapiAccount/walks/dueAccounts')
  const org = vapi.addOrg({ retentionDays })
  const id = randomUUID()
  await sql.query(
    `insert into vapi_accounts (id, label, region, key, status) values ($1, 'Agency', 'us', $2, 'unchecked')`,
    [id, payload.encrypt(org.key)],
  )
  const { signal } = new AbortController()
  return {
    calls: async () => {
      const { rows } = await sql.query<CallAtVapi>(
        'select * from vapi_calls where account_id = $1',
        [id],
      )
      return new Map(rows.map((row) => [row.call_id, row]))
    },
    client: async (data = {}) => {
      const { vapiAssistantId = randomUUID(), ...more } = data
      const client = await makeClient(payload, { vapiAccount: id, vapiAssistantId, ...more })
      await sql.query(`update users set created_at = now() - interval '1 year' where id = $1`, [
        client.id,
      ])
      const url = `${DESK_ORIGIN}/api/v1/vapi/webhook/${client.vapiWebhookToken}/`
      const assistantID = vapiAssistantId ?? ''
      org.addAssistant({
        id: assistantID,
        server: { url },
        serverMessages: ['end-of-call-report'],
      })
      return { assistantID, id: client.id, token: client.vapiWebhookToken }
    },
    id,
    lists: () =>
      vapi.requests
        .filter(({ orgID, path }) => orgID === org.id && path === '/call')
        .map(({ query }) => new URLSearchParams(query)),
    org,
    states: async () => {
      const { rows } = await sql.query<{ calls: number; state: string }>(
        'select state, count(*)::int as calls from vapi_calls where account_id = $1 group by state',
        [id],
      )
      return Object.fromEntries(rows.map(({ calls, state }) => [state, calls]))
    },
    walk: async (kind) => {
      const { rows } = await sql.query<Record<string, unknown>>(
        'select * from vapi_walks where account_id = $1 and kind = $2',
        [id, kind],
      )
      return rows[0] ?? {}
    },
    work: async () => {
      for (let round = 0; round < 30; round += 1) {
        if (!(await dueAccounts(payload.db.pool)).includes(id)) return
        await workOnAccount({ accountID: id, payload, signal })
      }
      throw new Error('The work on the account does not end')
    },
  }
}
