import type { Page } from 'playwright-core'
import { asJSON } from '../../helpers/requests'
import { type AdminDesk, createClients, createUser, goTo } from './admin'

const TOKEN = 'token-of-the-salon-of-the-whole-desk'
const CLIENT_EMAIL = 'willow@clients.test'

/** A desk with something of everything, and the addresses of its pages, by what is on them. */
export type WholeDesk = { clientEmail: string; callID: string; pages: Record<PageName, string> }

export type PageName =
  | 'account'
  | 'call'
  | 'call form'
  | 'calls'
  | 'client'
  | 'client fields'
  | 'create a Vapi account'
  | 'create a client'
  | 'create a group'
  | 'dashboard'
  | 'deliveries'
  | 'delivery'
  | 'desk settings'
  | 'field mapping'
  | 'import'
  | 'history'
  | 'notifications'
  | 'users'
  | 'Vapi account'

const post = (url: string, message: object) =>
  asJSON({
    body: { message: { type: 'end-of-call-report', ...message } },
    url: `${url}/api/v1/vapi/webhook/${TOKEN}`,
  })

/** Fills a desk: clients, some of them live and one quiet, calls, a delivery to review, a failed notification, an account at Vapi. */
export const fillDesk = async (desk: AdminDesk): Promise<WholeDesk> => {
  const client = await createUser(desk, {
    businessName: 'Willow & Wave Hair',
    email: CLIENT_EMAIL,
    name: 'Anna Berg',
    timezone: 'America/New_York',
    vapiWebhookToken: TOKEN,
  })
  await createClients(desk, 30, 'Florist')
  await desk.api('/users/mark-setup-live', { ids: [client.id] })
  await post(desk.url, {
    analysis: {
      structuredData: { outcome: 'Booked', preferredTime: 'Friday', price: '$45', service: 'Cut' },
      summary: 'Ada booked a hair cut for Friday at ten.',
    },
    artifact: {
      messages: [
        { message: 'Willow and Wave, hello?', role: 'bot', secondsFromStart: 0 },
        { message: 'A hair cut on Friday, please.', role: 'user', secondsFromStart: 3 },
      ],
    },
    call: { id: 'whole' },
    customer: { name: 'Ada Example', number: '+12025550146' },
    endedReason: 'customer-ended-call',
  })
  // Nobody can tell whose it is.
  await post(desk.url, { summary: 'A report without a call.' })
  await desk.sql.query(
    `insert into call_summaries
       (id, client_id, vapi_call_id, reported_at, started_at, ended_group, outcome, customer_name, customer_phone)
     select uuidv7(), $1, 'made ' || n, now() - n * interval '5 hours', now() - n * interval '5 hours',
       (array['completed', 'voicemail', 'error'])[1 + n % 3]::"enum_call_summaries_ended_group",
       (array['Booked', 'Asked for the opening hours', null])[1 + n % 3],
       (array['Bo', 'Maximiliana Featherstonehaugh', null])[1 + n % 3], '+1202555' || 1000 + n
     from generate_series(1, 60) n`,
    [client.id],
  )
  await desk.sql.query(
    `insert into notifications (id, client_id, channel, kind, state, vapi_call_id, due_at)
     select uuidv7(), $1, 'email', 'call', 'dead', 'made ' || n, now() from generate_series(1, 30) n`,
    [client.id],
  )
  // Without a key: nothing is asked at Vapi.
  await desk.api('/vapi-accounts', { label: 'Agency', region: 'us' })
  const idOf = async (path: string): Promise<string> => {
    const { docs } = await desk.api<{ docs: { id: string }[] }>(path)
    return docs[0]?.id ?? ''
  }
  const callID = await idOf('/call-summaries?where[vapiCallId][equals]=whole')
  const delivery = await idOf('/webhook-deliveries?where[state][equals]=needs_review')
  const account = await idOf('/vapi-accounts')
  const admin = `${desk.url}/admin`
  const list = `${admin}/collections`
  return {
    callID,
    clientEmail: CLIENT_EMAIL,
    pages: {
      account: `${admin}/account`,
      call: `${list}/call-summaries/${callID}`,
      'call form': `${list}/call-summaries/${callID}/edit`,
      calls: `${list}/call-summaries`,
      client: `${list}/users/${client.id}`,
      'client fields': `${list}/users/${client.id}/fields`,
      'create a Vapi account': `${list}/vapi-accounts/create`,
      'create a client': `${list}/users/create`,
      'create a group': `${list}/groups/create`,
      dashboard: admin,
      deliveries: `${list}/webhook-deliveries`,
      delivery: `${list}/webhook-deliveries/${delivery}`,
      'desk settings': `${admin}/globals/desk`,
      'field mapping': `${admin}/globals/field-mapping`,
      import: `${admin}/import`,
      history: `${list}/audit-log`,
      notifications: `${list}/notifications`,
      users: `${list}/users`,
      'Vapi account': `${list}/vapi-accounts/${account}`,
    },
  }
}

/** Waits until nothing of a page is on its way any more: requests, fonts, figures, what React still streams in. */
export const untilSettled = async (page: Page): Promise<void> => {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(
    () => document.querySelector('[aria-busy="true"], [hidden] .desk-panel') === null,
  )
  await page.evaluate(async () => {
    await document.fonts.ready
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
  })
}

/** Opens a page of the admin and waits until it has come to rest. */
export const openSettled = async (page: Page, url: string): Promise<void> => {
  await goTo(page, url)
  await untilSettled(page)
}
