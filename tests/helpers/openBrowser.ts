import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { inject } from 'vitest'

/**
 * A headless Chromium that talks to nobody but the pages it is sent to.
 * @param flags of Chromium's, beside ours
 */
export const openBrowser = async (flags: readonly string[] = []): Promise<Browser> => {
  const { env, executablePath } = inject('browser')
  const home = await mkdtemp(join(tmpdir(), 'desk-browser-'))
  const launch = () =>
    chromium.launch({
      args: [
        ...flags,
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-domain-reliability',
        '--no-pings',
        // Chromium refuses its sandbox to root; the pages are our own.
        '--no-sandbox',
        '--font-render-hinting=none',
      ],
      env: { ...process.env, HOME: home, ...env },
      executablePath,
    })
  // It now and then dies as it starts, on a busy machine: once more tells whether it can start at all.
  const browser = await launch().catch(launch)
  browser.once(
    'disconnected',
    () => void rm(home, { force: true, recursive: true }).catch(() => undefined),
  )
  return browser
}
