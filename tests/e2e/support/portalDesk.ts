import type { BrowserContextOptions, Page } from 'playwright-core'
import { vi } from 'vitest'
import { asJSON } from '../../helpers/requests'
import { type AdminDesk, createUser, openAdminDesk, SUPERUSER } from './admin'

const TOKEN = 'token-of-the-salon-with-a-portal'

/** A client of the desk, who signs in with the superuser's password. */
export type PortalClient = { email: string; id: string }

/** A desk with clients to look at: one with calls of all kinds, one without any, one whose language is German. */
export type PortalDesk = AdminDesk & {
  /** A call with everything: summary, extracted fields, conversation, price. */
  callID: string
  empty: PortalClient
  full: PortalClient
  german: PortalClient
  post: (message: object) => Promise<void>
}

const ARABIC = 'محمد عبد الرحمن الكيلاني'
const LONG = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh von und zu Hohenlohe'

const MANY = `
  insert into call_summaries
    (id, client_id, vapi_call_id, reported_at, started_at, ended_at, duration_seconds, ended_group, outcome,
     service_name, price, currency, customer_name, customer_phone, customer_phone_source, summary, has_recording)
  select uuidv7(), $1, 'made ' || n, now() - n * interval '5 hours', now() - n * interval '5 hours',
    now() - n * interval '5 hours' + interval '2 minutes', 40 + n,
    (array['completed', 'voicemail', 'no_answer', 'transfer_failed'])[1 + n % 4]::enum_call_summaries_ended_group,
    (array['Booked', 'Asked for the opening hours', null, 'Callback requested'])[1 + n % 4],
    (array['Hair cut', null, 'Colouring and a blow-dry for a wedding party of six'])[1 + n % 3],
    case when n % 4 = 0 then 45 + n end, 'USD',
    (array['Bo', $2, null, $3, 'Ada Example'])[1 + n % 5], '+1202555' || 1000 + n % 7,
    (array['caller', 'told'])[1 + n % 2]::enum_call_summaries_customer_phone_source,
    case when n % 6 = 5 then null else 'The caller asked for an appointment on Friday. There is nothing free, so the '
      || 'agent offered Saturday at ten, which the caller took. A reminder by text message is wanted.' end,
    n % 2 = 0
  from generate_series(1, 90) n`

/** A built desk with clients and their calls. */
export const openPortalDesk = async (env: Record<string, string> = {}): Promise<PortalDesk> => {
  const desk = await openAdminDesk({ env })
  const of = async (user: Record<string, unknown> & { email: string }): Promise<PortalClient> => ({
    email: user.email,
    id: (await createUser(desk, user)).id,
  })
  const full = await of({
    businessName: 'Willow & Wave Hair',
    email: 'willow@clients.test',
    name: 'Anna Berg',
    phone: '+12025550100',
    timezone: 'America/New_York',
    vapiWebhookToken: TOKEN,
  })
  const empty = await of({ businessName: 'Quiet Garage', email: 'quiet@clients.test' })
  const german = await of({
    businessName: 'Zahnarztpraxis Dr. Sommer',
    email: 'sommer@clients.test',
    language: 'de',
    phone: '+4930901820',
    timezone: 'Europe/Berlin',
  })
  const post = async (message: object) => {
    await asJSON({
      body: { message: { type: 'end-of-call-report', ...message } },
      url: `${desk.url}/api/v1/vapi/webhook/${TOKEN}`,
    })
  }
  await post({
    analysis: {
      structuredData: {
        outcome: 'Booked',
        preferredTime: 'Friday at ten',
        price: '$45',
        service: 'Hair cut',
      },
      summary:
        'Ada booked a hair cut for Friday at ten. She prefers Mia, and has an allergy to ammonia.',
    },
    artifact: {
      messages: [
        { message: 'Willow and Wave, hello?', role: 'bot', secondsFromStart: 0 },
        {
          message: 'A hair cut on Friday, please. With Mia, if she is in.',
          role: 'user',
          secondsFromStart: 3,
        },
        {
          message: 'Mia is free on Friday at ten. Shall I book it?',
          role: 'bot',
          secondsFromStart: 9,
        },
        { message: 'Yes, please.', role: 'user', secondsFromStart: 14 },
      ],
      recordingUrl: 'https://storage.vapi.test/recording.wav',
    },
    call: { id: 'whole' },
    customer: { name: 'Ada Example', number: '+12025550146' },
    endedAt: new Date().toISOString(),
    endedReason: 'customer-ended-call',
    startedAt: new Date(Date.now() - 95_000).toISOString(),
  })
  // Before there are many others: while the desk is busy, it makes calls searchable slowly, and in their order.
  const search = '/call-summaries?search=allergy'
  await vi.waitFor(
    async () => {
      const { totalDocs } = await desk.api<{ totalDocs: number }>(search)
      if (totalDocs !== 1) throw new Error('The call cannot be found yet')
    },
    { interval: 200, timeout: 60_000 },
  )
  await desk.sql.query(MANY, [full.id, LONG, ARABIC])
  const { docs } = await desk.api<{ docs: { id: string }[] }>(
    '/call-summaries?where[vapiCallId][equals]=whole',
  )
  return { ...desk, callID: docs[0]?.id ?? '', empty, full, german, post }
}

type Visit = {
  client?: PortalClient
  desk: PortalDesk
  options?: BrowserContextOptions
}

/** What went wrong on a page: errors, what the policy blocked, requests to other hosts. */
export const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) {
      complaints.push(text)
    }
  })
  return complaints
}

/** A new browser context, signed in as a client over the API if one is given. */
export const visitPortal = async ({ client, desk, options = {} }: Visit): Promise<Page> => {
  const context = await desk.browser.newContext({
    locale: 'en-US',
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Berlin',
    viewport: { height: 844, width: 390 },
    ...options,
  })
  if (client) {
    const answer = await context.request.post(`${desk.url}/api/users/login`, {
      data: { email: client.email, password: SUPERUSER.password },
    })
    if (answer.status() !== 200) throw new Error(`The client was not signed in: ${answer.status()}`)
  }
  return await context.newPage()
}
