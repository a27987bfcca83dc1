import { z } from 'zod'
import { WEEKDAYS } from '../../lib/time/days'
import type { API } from './api'
import { type DemoClient, demoClients } from './clients'
import { agentNumber, assistantID } from './reports'

const userSchema = z.object({ id: z.string(), vapiWebhookToken: z.string().nullish() })
const idsSchema = z.object({ docs: z.array(z.object({ id: z.string() })) })
const createdSchema = z.object({ doc: z.object({ id: z.string() }) })
const anything = z.unknown()

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

/** The user with this e-mail address, with the webhook token. Undefined if there is none. */
export const findUser = async ({ api, email }: { api: API; email: string }) => {
  const query = new URLSearchParams({ limit: '1', 'where[email][equals]': email })
  const { docs } = await api({ path: `/api/users?${query}`, schema: idsSchema })
  const [found] = docs
  // One by one, because a list never shows tokens.
  return found && (await api({ path: `/api/users/${found.id}`, schema: userSchema }))
}

/** Creates a client unless it exists. Returns its id. */
export const makeClient = async ({
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
      serviceHours: WEEKDAYS.slice(0, 5).map((day) => ({ closes, day, opens })),
      timezone: client.timezone,
    },
    path: '/api/users',
    schema: createdSchema,
  })
  return doc.id
}

/** Generates missing tokens, and gives each client its setup status. */
export const setUpClients = async ({
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

/** Creates a staff user in a group that may set up clients. */
export const makeStaff = async ({
  api,
  password,
}: {
  api: API
  password: string
}): Promise<void> => {
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
