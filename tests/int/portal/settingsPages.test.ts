import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { FiguresPage } from '../../../src/portal/figures/FiguresPage'
import { flashCookie } from '../../../src/portal/forms/flash'
import type { ClientPortal } from '../../../src/portal/portal'
import { HistoryPage } from '../../../src/portal/settings/HistoryPage'
import { KeysPage } from '../../../src/portal/settings/KeysPage'
import { newKeyCookie } from '../../../src/portal/settings/newKey'
import { PasswordPage } from '../../../src/portal/settings/PasswordPage'
import { RegionPage } from '../../../src/portal/settings/RegionPage'
import { SettingsPage } from '../../../src/portal/settings/SettingsPage'
import type { MessageKey } from '../../../src/translations/texts'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { portalOf } from '../../helpers/portalOf'

let desk: TestDesk
let client: User

/** The portal of a client whose browser has these cookies. */
const portalWith = async (...cookies: string[]): Promise<ClientPortal> => {
  const portal = await portalOf(desk.payload, client)
  portal.req.headers.set('cookie', cookies.map((each) => each.split(';')[0]).join('; '))
  return portal
}

const markup = async (page: Promise<ReactNode> | ReactNode) => renderToStaticMarkup(await page)

/** The tag of an input by its name. */
const inputOf = (text: string, name: string): string =>
  text.match(/<input[^>]*>/g)?.find((tag) => tag.includes(`name="${name}"`)) ?? ''

const refused = (
  form: string,
  problems: Record<string, MessageKey>,
  values: Record<string, string>,
) =>
  flashCookie(
    {
      form,
      problems: Object.fromEntries(
        Object.entries(problems).map(([field, key]) => [field, { key }]),
      ),
      values: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, [value]])),
    },
    { secret: desk.payload.secret, user: client.id },
  )

beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  client = await makeClient(desk.payload, {
    businessName: 'Ada <b>Salon</b>',
    currency: 'EUR',
    language: 'en',
    phone: '+12025550146',
    serviceHours: [
      { closes: '12:00', day: 'monday', opens: '09:00' },
      { closes: '24:00', day: 'monday', opens: '13:00' },
    ],
    timezone: 'Europe/Kyiv',
  })
}, 120_000)

afterAll(() => desk.stop())

describe('the page of the settings', () => {
  it('shows what is stored, as text, without inline styles and scripts', async () => {
    const text = await markup(SettingsPage({ done: undefined, portal: await portalWith() }))
    expect(text).toContain('value="Ada &lt;b&gt;Salon&lt;/b&gt;"')
    expect(inputOf(text, 'mondayFrom2')).toMatch(/type="time".*value="13:00"/)
    expect(inputOf(text, 'mondayTo2')).toMatch(/type="time".*value="00:00"/)
    expect(text).not.toMatch(/\sstyle=|<script|<b>Salon/)
    const ids = Array.from(text.matchAll(/\sid="([^"]+)"/g), ([, id]) => id)
    expect(ids).toEqual([...new Set(ids)])
    for (const [, id] of text.matchAll(/aria-describedby="([^"]+)"/g)) {
      for (const each of (id ?? '').split(' ')) expect(ids).toContain(each)
    }
  })

  it('has language, zone and currency on a page of their own', async () => {
    const text = await markup(RegionPage({ done: 'region', portal: await portalWith() }))
    // Node may list the zone under its older name.
    expect(text).toMatch(/<option value="Europe\/(?:Kiev|Kyiv)" selected=""/)
    expect(text).toMatch(/<option value="EUR" selected=""/)
    expect(text).toContain('Language, time zone and currency are saved.')
    const top = await markup(SettingsPage({ done: undefined, portal: await portalWith() }))
    expect(top).not.toContain('<option')
  })

  it('shows a refused form with what was typed, the problem beside the field, and the focus there', async () => {
    const cookie = refused(
      'settings.hours',
      { mondayTo1: 'settings.hours.same' },
      { mondayFrom1: '10:00', mondayOpen: 'on', mondayTo1: '10:00' },
    )
    const text = await markup(SettingsPage({ done: undefined, portal: await portalWith(cookie) }))
    const wrong = inputOf(text, 'mondayTo1')
    expect(wrong).toMatch(/autofocus=""/i)
    expect(wrong).toContain('aria-describedby="mondayTo1-problem" aria-invalid="true"')
    expect(text).toContain('id="mondayTo1-problem">The range ends when it begins.')
    expect(inputOf(text, 'mondayFrom2')).toContain('value=""')
    // The other forms are as they are stored.
    expect(text).toContain('value="Ada &lt;b&gt;Salon&lt;/b&gt;"')
  })

  it('says what was saved, in the section of its form', async () => {
    const text = await markup(SettingsPage({ done: 'hours', portal: await portalWith() }))
    expect(text.match(/Your opening hours are saved/g)).toHaveLength(1)
    expect(text.indexOf('Your opening hours are saved')).toBeGreaterThan(text.indexOf('id="hours"'))
  })
})

describe('the page of API keys', () => {
  it('shows a new key to its user only, and never a key in the list', async () => {
    const made = await desk.payload.create({
      collection: 'api-keys',
      data: { name: 'CRM <i>', user: client.id },
      overrideAccess: true,
    })
    const key = String(made.key)
    const owner = { secret: desk.payload.secret, user: client.id }
    const cookie = newKeyCookie({ key, name: 'CRM <i>' }, owner)
    expect(await markup(KeysPage({ done: 'key', portal: await portalWith(cookie) }))).toContain(key)
    const later = await markup(KeysPage({ done: undefined, portal: await portalWith() }))
    expect(later).toContain('CRM &lt;i&gt;')
    expect(later).not.toContain(key)
    const foreign = newKeyCookie({ key, name: 'CRM' }, { ...owner, user: crypto.randomUUID() })
    const text = await markup(KeysPage({ done: undefined, portal: await portalWith(foreign) }))
    expect(text).not.toContain(key)
  })

  it('lists the own keys only', async () => {
    const other = await makeClient(desk.payload)
    await desk.payload.create({
      collection: 'api-keys',
      data: { name: 'Of somebody else', user: other.id },
      overrideAccess: true,
    })
    const text = await markup(KeysPage({ done: undefined, portal: await portalWith() }))
    expect(text).not.toContain('Of somebody else')
  })
})

describe('the other pages', () => {
  it('ask for the present password, and never show one', async () => {
    const cookie = refused(
      'settings.password',
      { presentPassword: 'settings.password.wrong' },
      { newPassword: 'must not come back' },
    )
    const text = await markup(PasswordPage({ done: undefined, portal: await portalWith(cookie) }))
    expect(text).toContain('This is not your present password.')
    expect(text).toContain('autoComplete="current-password"')
    expect(text).not.toContain('must not come back')
  })

  it('show the history, and an empty page for what is no cursor', async () => {
    const portal = await portalWith()
    expect(await markup(HistoryPage({ before: undefined, portal }))).toContain('Account created')
    expect(await markup(HistoryPage({ before: "' or 1=1", portal }))).toContain('Account created')
    const past = await markup(HistoryPage({ before: crypto.randomUUID(), portal }))
    expect(past).toContain('Nothing has been changed yet.')
  })

  it('show figures in words, or what comes there', async () => {
    expect(await markup(FiguresPage({ portal: await portalWith() }))).toContain(
      'There are no calls in this month or the last one.',
    )
    const busy = await makeClient(desk.payload, { timezone: 'America/New_York' })
    await desk.sql.query(
      `insert into call_summaries (id, client_id, vapi_call_id, reported_at, ended_group, cost)
       values (uuidv7(), $1, 'one', now(), 'completed', 1.2345)`,
      [busy.id],
    )
    const text = await markup(FiguresPage({ portal: await portalOf(desk.payload, busy) }))
    expect(text).toMatch(/In \w+ there was 1 call\./)
    expect(text).toContain('enter them in the settings')
    expect(text).not.toMatch(/1\.23|\$|\sstyle=/)
  })
})
