import { afterAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../helpers/openBrowser'
import { makeDataFolder, type SpawnedDesk, spawnDesk, untilOpen } from '../helpers/spawnDesk'
import { SUPERUSER } from './support/admin'

const cleanUp: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (let each = cleanUp.pop(); each; each = cleanUp.pop()) await each()
})

/** As a terminal does: to the desk and all that it has started. */
const pressCtrlC = ({ child }: SpawnedDesk): void => {
  if (child.pid === undefined) throw new Error('There is no process')
  process.kill(-child.pid, 'SIGINT')
}

describe('a desk on an empty folder, with the database it brings along', () => {
  it('warns of nothing at its start, while pages are open, and at Ctrl-C', async () => {
    const { path, remove } = await makeDataFolder()
    cleanUp.push(remove)
    const desk = await spawnDesk({
      env: { ADMIN_EMAIL: SUPERUSER.email, ADMIN_PASSWORD: SUPERUSER.password, DATA_DIR: path },
      script: 'src/server/cli/start.mjs',
    })
    cleanUp.push(async () => {
      if (desk.child.exitCode === null && desk.child.signalCode === null) await desk.stop()
    })
    await untilOpen({ desk, seconds: 240 })
    const browser = await openBrowser()
    cleanUp.push(() => browser.close())
    const page = await browser.newPage()
    await page.goto(`${desk.url}/admin/login`)
    await page.fill('input[name="email"]', SUPERUSER.email)
    await page.fill('input[name="password"]', SUPERUSER.password)
    await page.click('button[type="submit"]')
    await page.waitForURL(`${desk.url}/admin`)
    await page.getByRole('region', { name: 'Three steps to the first call' }).waitFor()
    await page.goto(`${desk.url}/admin/collections/users`)
    await page.getByRole('link', { name: SUPERUSER.email }).waitFor()

    pressCtrlC(desk)
    expect(await desk.exited).toBe(0)
    const said = desk.output()
    expect(said).toContain('Stopping …')
    expect(said).not.toMatch(
      /warning|deprecat|already executing|connection (lost|terminated)|terminating connection|unexpected|\n\s+at /i,
    )
  })
})
