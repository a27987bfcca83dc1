import { randomUUID } from 'node:crypto'
import type { User } from '../../../src/payload-types'
import { makeClient } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'
import { DESK_ORIGIN, type VapiDesk } from '../../helpers/startVapiDesk'
import type { Row } from '../../vapi/types'
import type { Connected } from './connected'

/** What came of one assistant. */
export type Outcome = {
  assistantID: string
  isSecretLost?: boolean
  kind: string
  problem?: { code: string; message: null | string }
}

export type PlanShown = {
  assistantID: string
  found: null | string
  limitsCredentials: boolean
  losses: null | Row
  messages: { after: string[]; before: null | string[] }
  numberURLs: { number: string; url: string }[]
  oldURL: null | string
  problem: null | string
  seen: null | string
}

export type View = {
  address: string
  drifts: { assistantID: string; detail: Row; level: string; signal: string; since: string }[]
  hasNumber: boolean
  missing: null | string
  ownServer: null | Row
  plans: null | PlanShown[]
  setups: {
    assistantID: string
    beforeURL: null | string
    by: null | string
    isSecretLost: boolean
    problem: null | string
    provenAt: null | string
    state: string
  }[]
}

type Refused = { errors?: { code: string; message: string }[] }

/** The address of a client's webhook, as Vapi has it. */
export const urlOf = (token: string): string => `${DESK_ORIGIN}/api/v1/vapi/webhook/${token}/`

/** The block that the desk writes. */
export const ourServer = (token: string, more: Row = {}): Row => ({
  backoffPlan: {
    baseDelaySeconds: 1,
    excludedStatusCodes: [400, 401, 403, 404, 413, 422],
    maxRetries: 3,
    type: 'exponential',
  },
  timeoutSeconds: 20,
  url: urlOf(token),
  ...more,
})

/** A block of another receiver, with all that such a block may have. */
export const othersServer = (): Row => ({
  backoffPlan: { baseDelaySeconds: 2, maxRetries: 5, type: 'fixed' },
  headers: { 'X-Zap': 'a secret of somebody else' },
  timeoutSeconds: 30,
  url: 'https://hooks.other.example/in/42',
})

/** Requests of one person about webhooks at Vapi. */
export const asPerson = (desk: VapiDesk, headers: Record<string, string>) => {
  const at = (path: string) => `${desk.url}/api/${path}`
  return {
    bulk: (body: unknown) =>
      asJSON<Record<string, number> & Refused>({
        body,
        headers,
        url: at('users/vapi-setup'),
      }),
    disconnect: (id: string, body: unknown = {}) =>
      asJSON<{ assistants: Outcome[] } & Refused>({
        body,
        headers,
        url: at(`users/${id}/vapi-setup/disconnect`),
      }),
    plan: (id: string) =>
      asJSON<Refused & View>({ headers, url: at(`users/${id}/vapi-setup?plan=true`) }),
    rotate: (body: unknown) =>
      asJSON<Record<string, number> & Refused>({
        body,
        headers,
        url: at('users/rotate-vapi-token'),
      }),
    run: (accountID: string) =>
      asJSON<{ failures: Row[]; run: null | { counts: Record<string, number>; state: string } }>({
        headers,
        url: at(`vapi-accounts/${accountID}/run`),
      }),
    set: (id: string, body: unknown) =>
      asJSON<{ assistants: Outcome[] } & Refused>({
        body,
        headers,
        url: at(`users/${id}/vapi-setup`),
      }),
    view: (id: string) => asJSON<Refused & View>({ headers, url: at(`users/${id}/vapi-setup`) }),
  }
}

export type Person = ReturnType<typeof asPerson>

/** Sets the webhook of all of a client's assistants as its plan shows them. */
export const setAsSeen = async (person: Person, id: string, more: object = {}) => {
  const { plans } = (await person.plan(id)).body
  const assistants = (plans ?? []).map(({ assistantID, seen }) => ({ id: assistantID, seen }))
  return person.set(id, { assistants, ...more })
}

/** Makes a client of an account with an assistant that has what is given, by default nothing. */
export const makeUnset = async (
  desk: VapiDesk,
  { id: accountID, org }: Connected,
  {
    assistant = {},
    data = {},
  }: {
    assistant?: Parameters<Connected['org']['addAssistant']>[0]
    data?: Partial<Omit<User, 'collection'>>
  } = {},
) => {
  const assistantID = randomUUID()
  const client = await makeClient(desk.payload, {
    businessName: `Bar ${assistantID.slice(0, 4)}`,
    vapiAccount: accountID,
    vapiAssistantId: assistantID,
    ...data,
  })
  org.addAssistant({ id: assistantID, ...assistant })
  return { assistantID, id: client.id, token: client.vapiWebhookToken }
}

/** The keys of an assistant that the desk may write, without Vapi's nulls. */
export const writable = (row: Row): Row => {
  const withoutNulls = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, each]) => each !== null)
        .map(([key, each]) => [key, withoutNulls(each)]),
    )
  }
  return { server: withoutNulls(row.server), serverMessages: row.serverMessages }
}
