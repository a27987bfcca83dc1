import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FEEDBACK_FORM, FOLLOW_UP_FORM } from '../../../src/portal/call/forms'
import { readWholeCall } from '../../../src/portal/call/readWholeCall'
import { FLASH_COOKIE, openFlash } from '../../../src/portal/forms/flash'
import { formState } from '../../../src/portal/forms/formState'
import { readToDo, type ToDoPlace } from '../../../src/portal/todo/readToDo'
import { ToDoView } from '../../../src/portal/todo/ToDoView'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { portalOf } from '../../helpers/portalOf'
import { asJSON } from '../../helpers/requests'

type Headers = Record<string, string>

const LIMIT = 60

let desk: TestDesk
let client: { email: string; id: string }
let byClient: Headers
let other: { email: string; id: string }
let byOther: Headers

const addCall = async (clientID: string, more: Record<string, boolean | null | string> = {}) => {
  const id = crypto.randomUUID()
  const values = { client_id: clientID, id, reported_at: new Date().toISOString(), ...more }
  const names = ['vapi_call_id', ...Object.keys(values)]
  await desk.sql.query(
    `insert into call_summaries (${names.join(', ')})
     values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    [id, ...Object.values(values)],
  )
  return id
}

const stored = async (id: string) => {
  const { rows } = await desk.sql.query<{
    answer: null | string
    due: Date | null
    note: null | string
    reason: null | string
    state: null | string
    text: null | string
    todo: null | string
    who: null | string
  }>(
    `select follow_up as todo, follow_up_due_at as due, follow_up_note as note, follow_up_by as who,
       feedback_reason as reason, feedback_text as text, feedback_state as state
     from call_summaries where id = $1`,
    [id],
  )
  return rows[0]
}

const post = async (form: string, values: Headers, headers: Headers = byClient) => {
  const response = await fetch(`${desk.url}/api/v1/portal/${form}`, {
    body: new URLSearchParams(values),
    headers,
    method: 'POST',
    redirect: 'manual',
  })
  return { location: response.headers.get('location'), response }
}

/** The problems with which a form went back to its page. */
const problemsOf = (response: Response, form: string, user: null | string) => {
  const cookie = response.headers
    .getSetCookie()
    .find((each) => each.startsWith(`${FLASH_COOKIE}=`))
    ?.split(';')[0]
    ?.slice(FLASH_COOKIE.length + 1)
  const flash = openFlash(cookie, { form, secret: desk.payload.secret, user })
  return (
    flash && Object.fromEntries(Object.entries(flash.problems).map(([at, { key }]) => [at, key]))
  )
}

beforeAll(async () => {
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: String(LIMIT) } })
  await makeSuperuser(desk.payload)
  client = await makeClient(desk.payload, { timezone: 'Europe/Berlin' })
  other = await makeClient(desk.payload)
  byClient = await desk.login(client)
  byOther = await desk.login(other)
})
afterAll(() => desk.stop())

describe('the form with what is to do', () => {
  it('opens with a note and a time on the client’s clock, closes, and clears', async () => {
    const id = await addCall(client.id)
    const opened = await post('follow-up', {
      change: 'open',
      due: '2026-12-01T09:30',
      id,
      list: 'show=missed',
      note: ' Call Ada\r\nback ',
    })
    expect(opened.response.status).toBe(303)
    expect(opened.location).toBe(`/calls/${id}?show=missed&done=call.saved`)
    expect(await stored(id)).toMatchObject({
      due: new Date('2026-12-01T08:30:00Z'),
      note: 'Call Ada\nback',
      todo: 'open',
      who: 'client',
    })
    await post('follow-up', { change: 'save', due: '', id, note: 'Later' })
    expect(await stored(id)).toMatchObject({ due: null, note: 'Later', todo: 'open' })
    const done = await post('follow-up', { change: 'done', from: 'to-do', id })
    expect(done.location).toBe('/to-do?done=todo.saved')
    expect(await stored(id)).toMatchObject({ note: 'Later', todo: 'done' })
    await post('follow-up', { change: 'clear', due: '2026-12-01T09:30', id, note: 'x' })
    expect(await stored(id)).toMatchObject({ due: null, note: null, todo: null })
  })

  it('goes back with what is wrong', async () => {
    const id = await addCall(client.id)
    const wrong = async (values: Headers) => {
      const { location, response } = await post('follow-up', { change: 'save', id, ...values })
      expect(location).toBe(`/calls/${id}`)
      return problemsOf(response, FOLLOW_UP_FORM, client.id)
    }
    expect(await wrong({ due: 'tomorrow' })).toEqual({ due: 'call.problem.due' })
    expect(await wrong({ note: 'x'.repeat(1_001) })).toEqual({ note: 'call.problem.tooLong' })
    expect(await stored(id)).toMatchObject({ todo: null })
  })

  it('does nothing for others, strangers, staff, keys and other sites', async () => {
    const id = await addCall(client.id)
    const staff = await desk.login(await makeStaff(desk.payload, ['call-summaries.view']))
    const values = { change: 'open', id }
    const foreign = await post('follow-up', values, byOther)
    expect(problemsOf(foreign.response, FOLLOW_UP_FORM, other.id)).toEqual({
      '': 'shell.form.gone',
    })
    expect((await post('follow-up', values, {})).location).toMatch(/^\/sign-in/)
    expect((await post('follow-up', values, staff)).location).toBe('/admin')
    const site = { ...byClient, origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }
    await post('follow-up', values, site)
    const { body } = await asJSON<{ doc: { key: string } }>({
      body: { name: 'CRM' },
      headers: byClient,
      url: `${desk.url}/api/api-keys`,
    })
    await post('follow-up', values, { authorization: `Bearer ${body.doc.key}` })
    await post('follow-up', { ...values, change: 'delete' })
    expect(await stored(id)).toMatchObject({ todo: null, who: null })
  })

  it('does nothing about a test call, and nothing about what is no call', async () => {
    const test = await addCall(client.id, { is_test: true })
    for (const id of [test, crypto.randomUUID()]) {
      const { location, response } = await post('follow-up', { change: 'open', id })
      expect(location).toBe(`/calls/${id}`)
      expect(problemsOf(response, FOLLOW_UP_FORM, client.id)).toEqual({ '': 'shell.form.gone' })
    }
    expect(await stored(test)).toMatchObject({ todo: null })
    const { location } = await post('follow-up', { change: 'open', id: '//evil.test' })
    expect(location).toBe('/to-do')
  })

  it('takes twenty presses at once', async () => {
    const id = await addCall(client.id, { follow_up: 'open' })
    const presses = await Promise.all(
      Array.from({ length: 20 }, () => post('follow-up', { change: 'done', from: 'to-do', id })),
    )
    expect(new Set(presses.map(({ location }) => location))).toEqual(
      new Set(['/to-do?done=todo.saved']),
    )
    expect(await stored(id)).toMatchObject({ todo: 'done' })
    const { rows } = await desk.sql.query(
      `select 1 from audit_log where action = 'follow_up_changed' and document = $1`,
      [id],
    )
    expect(rows).toHaveLength(1)
  })
})

describe('“This was wrong”', () => {
  it('is sent to the agency with a reason and a sentence', async () => {
    const id = await addCall(client.id)
    const { location } = await post('feedback', { id, reason: 'price', text: 'It was 30 euros.' })
    expect(location).toBe(`/calls/${id}?done=call.feedback.sent`)
    expect(await stored(id)).toMatchObject({
      reason: 'price',
      state: 'new',
      text: 'It was 30 euros.',
    })
    const { req } = await portalOf(desk.payload, client)
    expect((await readWholeCall(req, id))?.feedback).toMatchObject({
      reason: 'price',
      state: 'new',
      text: 'It was 30 euros.',
    })
  })

  it('needs a reason, and words for something else', async () => {
    const id = await addCall(client.id)
    const wrong = async (values: Headers) => {
      const { response } = await post('feedback', { id, ...values })
      return problemsOf(response, FEEDBACK_FORM, client.id)
    }
    expect(await wrong({ text: 'x' })).toEqual({ reason: 'call.problem.reason' })
    expect(await wrong({ reason: 'other', text: ' ' })).toEqual({ text: 'call.problem.text' })
    expect(await wrong({ reason: 'price', text: 'x'.repeat(1_001) })).toEqual({
      text: 'call.problem.tooLong',
    })
    expect(await stored(id)).toMatchObject({ state: null })
  })

  it('is not about the calls of others', async () => {
    const id = await addCall(client.id)
    await post('feedback', { id, reason: 'price', text: 'x' }, byOther)
    expect(await stored(id)).toMatchObject({ state: null })
  })
})

describe('what is to do', () => {
  const day = (days: number) => new Date(Date.UTC(2026, 11, 1 + days)).toISOString()

  it('is by when it is due, then the newest first, page by page, of this client alone', async () => {
    const busy = await makeClient(desk.payload)
    const made: { due: null | string; id: string; reported: string }[] = []
    for (let index = 0; index < 60; index += 1) {
      const due = index % 3 === 0 ? day(index % 4) : null
      const reported = day(-(index % 10))
      const id = await addCall(busy.id, {
        follow_up: 'open',
        follow_up_due_at: due,
        reported_at: reported,
      })
      made.push({ due, id, reported })
    }
    await addCall(busy.id, { follow_up: 'done' })
    await addCall(busy.id, { follow_up: 'open', is_test: true })
    await addCall(other.id, { follow_up: 'open' })
    const { req } = await portalOf(desk.payload, busy)
    const pages: string[][] = []
    let after: null | ToDoPlace = null
    do {
      const page: Awaited<ReturnType<typeof readToDo>> = await readToDo({ after, req })
      pages.push(page.calls.map(({ id }) => id))
      after = page.next
    } while (after && pages.length < 10)
    const { rows } = await desk.sql.query<{ id: string }>(
      `select id from call_summaries where client_id = $1 and follow_up = 'open' and is_test is not true
       order by follow_up_due_at, reported_at desc, id desc`,
      [busy.id],
    )
    expect(pages.map(({ length }) => length)).toEqual([25, 25, 10])
    expect(pages.flat()).toEqual(rows.map(({ id }) => id))
  })

  it('is a page with a button for each call, or says that there is nothing', async () => {
    const busy = await makeClient(desk.payload)
    const page = async () => {
      const portal = await portalOf(desk.payload, busy)
      const { calls, next } = await readToDo({ after: null, req: portal.req })
      return renderToStaticMarkup(
        createElement(ToDoView, {
          calls,
          count: calls.length,
          done: undefined,
          isLater: false,
          labels: { fields: [], outcomes: [] },
          next,
          now: new Date(),
          portal,
          state: formState(null, portal.texts),
        }),
      )
    }
    expect(await page()).toContain('Nothing to do')
    const id = await addCall(busy.id, {
      customer_name: 'Ada',
      follow_up: 'open',
      follow_up_due_at: '2020-01-01T00:00:00Z',
      follow_up_note: 'Bring the form',
    })
    const shown = await page()
    expect(shown).toContain(`name="id" value="${id}"`)
    expect(shown).toContain('aria-label="Done: Ada"')
    expect(shown).toContain('Overdue since')
    expect(shown).toContain('Bring the form')
  })
})

describe('the question for new calls', () => {
  const ask = (headers: Headers, since: string) =>
    asJSON<{ calls: number; text: string }>({
      headers,
      url: `${desk.url}/api/v1/portal/new-calls?${new URLSearchParams({ since })}`,
    })

  it('counts this client’s calls that were created since, and not those that were reported again', async () => {
    const asking = await makeClient(desk.payload, { language: 'de' })
    const headers = await desk.login(asking)
    await addCall(asking.id)
    const { rows } = await desk.sql.query<{ now: Date }>('select clock_timestamp() as now')
    const since = rows[0]?.now.toISOString() ?? ''
    await desk.sql.query(
      `update call_summaries set reported_at = now(), updated_at = now() where client_id = $1`,
      [asking.id],
    )
    await addCall(other.id)
    await addCall(asking.id, { is_test: true })
    expect((await ask(headers, since)).body).toEqual({ calls: 0, text: '' })
    await addCall(asking.id)
    await addCall(asking.id)
    const two = await ask(headers, since)
    expect(two.body.calls).toBe(2)
    expect(two.body.text).not.toBe('')
    expect(two.headers.get('cache-control')).toContain('no-store')
  })

  it('is refused to strangers, staff and keys, and without a time of these days', async () => {
    const now = new Date().toISOString()
    const staff = await desk.login(await makeStaff(desk.payload, ['call-summaries.view']))
    const { body } = await asJSON<{ doc: { key: string } }>({
      body: { name: 'poll' },
      headers: byOther,
      url: `${desk.url}/api/api-keys`,
    })
    expect((await ask({}, now)).status).toBe(401)
    expect((await ask(staff, now)).status).toBe(403)
    expect((await ask({ authorization: `Bearer ${body.doc.key}` }, now)).status).toBe(403)
    for (const since of ['', 'yesterday', '2020-01-01T00:00:00.000Z']) {
      expect((await ask(byOther, since)).status).toBe(400)
    }
  })

  it('takes nothing of the client’s limit, and has a small one of its own', async () => {
    const asking = await makeClient(desk.payload)
    const headers = await desk.login(asking)
    const left = async () => {
      const { headers: answered } = await asJSON({
        headers,
        url: `${desk.url}/api/call-summaries?limit=1`,
      })
      return Number(answered.get('ratelimit-remaining'))
    }
    const before = await left()
    const now = new Date().toISOString()
    const statuses: number[] = []
    for (let count = 0; count < 25; count += 1) {
      const { headers: answered, status } = await ask(headers, now)
      expect(answered.get('ratelimit')).toBeNull()
      statuses.push(status)
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(20)
    expect(statuses.at(-1)).toBe(429)
    expect(await left()).toBe(before - 1)
  })

  it('is answered when the client’s limit is used up', async () => {
    const asking = await makeClient(desk.payload)
    const headers = await desk.login(asking)
    const statuses: number[] = []
    for (let count = 0; count < LIMIT + 10; count += 1) {
      const url = `${desk.url}/api/call-summaries?limit=1`
      statuses.push((await asJSON({ headers, url })).status)
    }
    expect(statuses.at(-1)).toBe(429)
    expect((await ask(headers, new Date().toISOString())).status).toBe(200)
  })
})
