import { createServer, type Server } from 'node:http'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { listen } from '../../src/server/http/listen'
import { risingTone } from '../helpers/audio'
import { asJSON } from '../helpers/requests'
import { makeDataFolder } from '../helpers/spawnDesk'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  SUPERUSER,
  untilFits,
  visitAdmin,
} from './support/admin'
import { audit, KNOWN } from './support/axe'

const TOKEN = 'token-of-the-salon-that-is-recorded'
const CLIENT = { email: 'willow@clients.test', password: SUPERUSER.password }
const AUDIO = risingTone(40, 16_000)

let data: Awaited<ReturnType<typeof makeDataFolder>>
let storage: Server
let origin: string
let desk: AdminDesk
let callID: string

/** A turn every eight seconds. */
const MESSAGES = [
  ['bot', 'Willow and Wave, hello?'],
  ['user', 'A hair cut on Friday, please.'],
  ['bot', 'Mia is free on Friday at ten. Shall I book it?'],
  ['user', 'Yes, please.'],
  ['bot', 'Done. See you on Friday.'],
].map(([role, message], at) => ({ message, role, secondsFromStart: at * 8 }))

const report = (id: string) => {
  const made = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '')
  const link = `${origin}/${id}.wav?X-Amz-Date=${made}&X-Amz-Expires=1800&X-Amz-Signature=abc`
  return asJSON({
    body: {
      message: {
        analysis: { summary: 'Ada booked a hair cut.' },
        artifact: { messages: MESSAGES, presignedMonoUrl: link, recordingUrl: link },
        call: { id },
        customer: { name: 'Ada Example', number: '+12025550146' },
        endedAt: new Date().toISOString(),
        endedReason: 'customer-ended-call',
        startedAt: new Date(Date.now() - 40_000).toISOString(),
        type: 'end-of-call-report',
      },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${TOKEN}`,
  })
}

const idOf = async (vapiCallID: string): Promise<string> => {
  const { docs } = await desk.api<{ docs: { id: string }[] }>(
    `/call-summaries?where[vapiCallId][equals]=${vapiCallID}`,
  )
  return docs[0]?.id ?? ''
}

const isKept = async (id: string): Promise<boolean> => {
  const { rowCount } = await desk.sql.query('select 1 from recordings where call_summary_id = $1', [
    id,
  ])
  return rowCount === 1
}

beforeAll(async () => {
  data = await makeDataFolder()
  storage = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'audio/wav' }).end(AUDIO)
  })
  origin = `http://127.0.0.1:${await listen({ host: '127.0.0.1', port: 0, server: storage })}`
  desk = await openAdminDesk({ env: { DATA_DIR: data.path, RECORDING_HOSTS: origin } })
  await createUser(desk, {
    businessName: 'Willow & Wave',
    email: CLIENT.email,
    keepRecordings: 'on',
    vapiWebhookToken: TOKEN,
  })
  await report('recorded')
  callID = await idOf('recorded')
  await vi.waitFor(async () => expect(await isKept(callID)).toBe(true), { timeout: 60_000 })
})
afterAll(async () => {
  await desk?.stop()
  storage?.closeAllConnections()
  storage?.close()
  await data?.remove()
})

const player = (page: Page) => page.locator('audio')

const timeOf = (page: Page): Promise<number> =>
  player(page).evaluate((audio) => (audio instanceof HTMLAudioElement ? audio.currentTime : -1))

const isPlaying = (page: Page): Promise<boolean> =>
  player(page).evaluate(
    (audio) => audio instanceof HTMLAudioElement && !audio.paused && !audio.ended,
  )

/** Waits until the recording is heard between two times, in seconds. */
const untilHeard = (page: Page, from: number, to: number) =>
  expect
    .poll(async () => {
      const time = await timeOf(page)
      return (await isPlaying(page)) && time > from && time < to
    })
    .toBe(true)

const stop = (page: Page) =>
  player(page).evaluate((audio) => audio instanceof HTMLAudioElement && audio.pause())

/** Plays from turns, forwards and back, and looks at what is marked. */
const playFromTurns = async (page: Page, name: (time: string) => string) => {
  const turn = (time: string) => page.locator('li[data-from]', { hasText: time })
  await page.getByLabel(name('0:16'), { exact: true }).click()
  await untilHeard(page, 16, 24)
  await expect.poll(() => turn('0:16').getAttribute('aria-current')).toBe('true')
  expect(
    await player(page).evaluate((audio) => audio instanceof HTMLAudioElement && audio.duration),
  ).toBeCloseTo(40, 0)
  // What follows is marked by itself.
  await player(page).evaluate((audio) => {
    if (audio instanceof HTMLAudioElement) audio.currentTime = 23.5
  })
  await expect.poll(() => turn('0:24').getAttribute('aria-current')).toBe('true')
  expect(await page.locator('li[aria-current]').count()).toBe(1)
  // A click on the words of a turn plays from there too.
  await page.getByText('A hair cut on Friday, please.').click()
  await untilHeard(page, 8, 16)
  // And so does a key.
  await stop(page)
  await page.getByLabel(name('0:32'), { exact: true }).focus()
  await page.keyboard.press('Enter')
  await untilHeard(page, 32, 40)
  await stop(page)
}

describe('the recording of a call', () => {
  it('plays on the client’s page in step with the conversation', async () => {
    const page = await visitAdmin({
      account: CLIENT,
      desk,
      options: { viewport: { height: 844, width: 390 } },
    })
    await page.goto(`${desk.url}/calls/${callID}`)
    await page.getByRole('heading', { name: 'Recording' }).waitFor()
    expect(await player(page).getAttribute('preload')).toBe('none')
    await playFromTurns(page, (time) => `Play from ${time}`)
    await untilFits(page)
    expect(await audit(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await audit(page)).toEqual([])
    await leaveAdmin(page)
  })

  it('is a plain player without scripts, to which the times of the turns lead', async () => {
    const page = await visitAdmin({
      account: CLIENT,
      desk,
      options: { javaScriptEnabled: false },
    })
    await page.goto(`${desk.url}/calls/${callID}`)
    expect(await player(page).getAttribute('controls')).not.toBe(null)
    expect(await player(page).getAttribute('src')).toBe(`/api/call-summaries/${callID}/recording`)
    await page.getByLabel('Play from 0:16').click()
    expect(new URL(page.url()).hash).toBe('#recording')
    await page.context().close()
  })

  it('plays in the admin, with where it is kept', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const page = await visitAdmin({ desk, theme })
      await goTo(page, `${desk.url}/admin/collections/call-summaries/${callID}`)
      await page.getByText('Kept by the desk, 1.3 MB.').waitFor()
      await playFromTurns(page, (time) => `Play from ${time}`)
      expect(await audit(page, { known: KNOWN })).toEqual([])
      await leaveAdmin(page)
    }
  })

  it('loads nothing of the player where there is no recording', async () => {
    await asJSON({
      body: {
        message: {
          artifact: { messages: MESSAGES },
          call: { id: 'unrecorded' },
          type: 'end-of-call-report',
        },
      },
      url: `${desk.url}/api/v1/vapi/webhook/${TOKEN}`,
    })
    const page = await visitAdmin({ account: CLIENT, desk })
    await page.goto(`${desk.url}/calls/${await idOf('unrecorded')}`)
    await page.getByText('Yes, please.').waitFor()
    expect(await player(page).count()).toBe(0)
    expect(await page.locator('[data-from]').count()).toBe(0)
    await leaveAdmin(page)
  })

  it('says in words why it does not play', async () => {
    await report('lost')
    const lost = await idOf('lost')
    await expect.poll(() => isKept(lost), { timeout: 60_000 }).toBe(true)
    await desk.sql.query(`update recordings set name = $2 where call_summary_id = $1`, [
      lost,
      'ab'.repeat(32),
    ])
    const client = await visitAdmin({ account: CLIENT, desk })
    await client.goto(`${desk.url}/calls/${lost}`)
    await client.getByLabel('Play from 0:08').click()
    await client.getByText('The recording is no longer there.').waitFor()
    await leaveAdmin(client)
    const staff = await visitAdmin({ desk })
    await goTo(staff, `${desk.url}/admin/collections/call-summaries/${lost}`)
    await staff.getByLabel('Play from 0:08').click()
    await staff.getByText('The desk’s copy of this recording is missing').waitFor()
    await leaveAdmin(staff)
  })

  it('is in the history of the call once for each who listened', async () => {
    const { rows } = await desk.sql.query<{ email: string }>(
      `select actor_email as email from audit_log
       where action = 'recording_played' and document = $1 order by 1`,
      [callID],
    )
    expect(new Set(rows.map(({ email }) => email))).toEqual(
      new Set([SUPERUSER.email, CLIENT.email]),
    )
  })
})
