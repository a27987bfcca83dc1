import { z } from 'zod'
import { say } from '../say'
import type { API } from './api'
import { backdateStatuses } from './backdateStatuses'
import { callsOf } from './calendar'
import { type DemoClient, demoClients } from './clients'
import { agentNumber, assistantID, callID, report } from './reports'

const userSchema = z.object({ id: z.string(), vapiWebhookToken: z.string().nullish() })
const idsSchema = z.object({ docs: z.array(z.object({ id: z.string() })) })
const createdSchema = z.object({ doc: z.object({ id: z.string() }) })
const callsSchema = z.object({
  docs: z.array(z.object({ vapiCallId: z.string().nullish() })),
  hasNextPage: z.boolean(),
})
const anything = z.unknown()

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const

const lexical = (text: string) => ({
  root: {
    children: [
      {
        children: [
          { detail: 0, format: 0, mode: 'normal', style: '', text, type: 'text', version: 1 },
        ],
        direction: 'ltr',
        format: '',
        indent: 0,
        type: 'paragraph',
        version: 1,
      },
    ],
    direction: 'ltr',
    format: '',
    indent: 0,
    type: 'root',
    version: 1,
  },
})

const findUser = async ({ api, email }: { api: API; email: string }) => {
  const query = new URLSearchParams({ limit: '1', 'where[email][equals]': email })
  const { docs } = await api({ path: `/api/users?${query}`, schema: idsSchema })
  const [found] = docs
  // One by one: a list never shows a token.
  return found && (await api({ path: `/api/users/${found.id}`, schema: userSchema }))
}

const makeClient = async ({
  api,
  client,
  password,
}: {
  api: API
  client: DemoClient
  password: string
}): Promise<string> => {
  const known = await findUser({ api, email: client.email })
  if (known) return known.id
  const [opens, closes] = client.hours
  const { doc } = await api({
    body: {
      ...(client.notes === undefined ? {} : { adminNotes: lexical(client.notes) }),
      businessName: client.businessName,
      businessType: client.businessType,
      currency: client.currency,
      email: client.email,
      name: client.name,
      password,
      phone: client.phone,
      serviceHours: weekdays.map((day) => ({ closes, day, opens })),
      timezone: client.timezone,
    },
    path: '/api/users',
    schema: createdSchema,
  })
  return doc.id
}

/** Generates the tokens that are missing, and moves each client on to where the demo has it. */
const setUpClients = async ({
  api,
  ids,
}: {
  api: API
  ids: ReadonlyMap<DemoClient, string>
}): Promise<void> => {
  const started = demoClients.filter(({ setupStatus }) => setupStatus !== 'not_started')
  const tokenless: string[] = []
  for (const client of started) {
    const user = await findUser({ api, email: client.email })
    if (user && !user.vapiWebhookToken) tokenless.push(user.id)
  }
  if (tokenless.length === 0) return
  await api({
    body: { ids: tokenless },
    path: '/api/users/generate-vapi-token',
    schema: anything,
  })
  for (const client of started) {
    if (client.setupStatus === 'token_generated') continue
    await api({
      body: {
        setupStatus: client.setupStatus,
        vapiAssistantId: assistantID({ client }),
        vapiPhoneNumber: agentNumber({ client }),
      },
      method: 'PATCH',
      path: `/api/users/${ids.get(client)}`,
      schema: anything,
    })
  }
}

const makeStaff = async ({ api, password }: { api: API; password: string }): Promise<void> => {
  const name = 'Onboarding'
  const query = new URLSearchParams({ limit: '1', 'where[name][equals]': name })
  const { docs } = await api({ path: `/api/groups?${query}`, schema: idsSchema })
  const group =
    docs[0] ??
    (
      await api({
        body: {
          name,
          permissions: ['users.view', 'users.add', 'users.change', 'call-summaries.view'],
        },
        path: '/api/groups',
        schema: createdSchema,
      })
    ).doc
  const email = 'staff@desk.example'
  if (await findUser({ api, email })) return
  await api({
    body: { email, groups: [group.id], isStaff: true, name: 'Sam Rivera', password },
    path: '/api/users',
    schema: anything,
  })
}

/** The ids of a client's calls that are there already. */
const knownCalls = async ({ api, id }: { api: API; id: string }): Promise<Set<string>> => {
  const known = new Set<string>()
  for (let page = 1; ; page += 1) {
    const query = new URLSearchParams({
      limit: '100',
      page: String(page),
      'select[vapiCallId]': 'true',
      'where[client][equals]': id,
    })
    const { docs, hasNextPage } = await api({
      path: `/api/call-summaries?${query}`,
      schema: callsSchema,
    })
    for (const { vapiCallId } of docs) if (vapiCallId) known.add(vapiCallId)
    if (!hasNextPage) return known
  }
}

/** As many posts are under way as Vapi would send of several calls that end together. */
const POSTS_AT_ONCE = 8

const postCalls = async ({
  api,
  client,
  id,
  token,
}: {
  api: API
  client: DemoClient
  id: string
  token: string
}): Promise<number> => {
  const known = await knownCalls({ api, id })
  const path = `/api/v1/vapi/webhook/${token}/`
  const calls = callsOf({ client, now: new Date() }).filter((call) => !known.has(callID(call)))
  const waiting = calls.values()
  const postNext = async () => {
    for (const call of waiting)
      await api({ body: report({ call, client }), path, schema: anything })
  }
  await Promise.all(Array.from({ length: POSTS_AT_ONCE }, postNext))
  if (known.size === 0 && calls.length > 0 && client.setupStatus === 'agent_configured') {
    // One that nobody can attribute, for the list of what needs review.
    await api({
      body: { message: { endedReason: 'customer-ended-call', type: 'end-of-call-report' } },
      path,
      schema: anything,
    })
  }
  return calls.length
}

/**
 * Makes what the demo shows, through the doors that people and Vapi use. What is there already,
 * from an earlier start, stays as it is.
 * @returns the webhook token of each client that has one
 */
export const seed = async ({
  api,
  password,
}: {
  api: API
  password: string
}): Promise<ReadonlyMap<DemoClient, string>> => {
  const ids = new Map<DemoClient, string>()
  for (const client of demoClients) ids.set(client, await makeClient({ api, client, password }))
  await makeStaff({ api, password })
  await setUpClients({ api, ids })
  await backdateStatuses(demoClients)

  const tokens = new Map<DemoClient, string>()
  let posted = 0
  for (const [client, id] of ids) {
    const user = await findUser({ api, email: client.email })
    if (!user?.vapiWebhookToken) continue
    tokens.set(client, user.vapiWebhookToken)
    posted += await postCalls({ api, client, id, token: user.vapiWebhookToken })
  }
  if (posted > 0) say(`Posted ${posted} sample calls to the clients’ webhooks.`)
  return tokens
}
