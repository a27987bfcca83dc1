import lighthouse, { desktopConfig } from 'lighthouse'
import { chromium } from 'playwright-core'
import { freePort } from '../../src/server/postgres/freePort'
import { findBrowser } from '../../tests/helpers/globalBrowser'

/** Lighthouse's scores for performance, from 0 to 100. */
export type Scores = { desktop: number; mobile: number }

/** Lets Lighthouse load a page as on a phone with a slow network, and as on a desktop. */
export const performanceScores = async (
  url: string,
  extraHeaders: Record<string, string>,
): Promise<Scores> => {
  const port = await freePort()
  const { env, executablePath } = await findBrowser()
  const browser = await chromium.launch({
    args: [
      `--remote-debugging-port=${port}`,
      '--disable-background-networking',
      '--disable-dev-shm-usage',
      '--no-sandbox',
    ],
    env: { ...process.env, ...env },
    executablePath,
  })
  const score = async (isDesktop: boolean): Promise<number> => {
    const flags = {
      extraHeaders,
      logLevel: 'error' as const,
      onlyCategories: ['performance'],
      port,
    }
    const result = await lighthouse(url, flags, isDesktop ? desktopConfig : undefined)
    return Math.round((result?.lhr.categories.performance?.score ?? 0) * 100)
  }
  try {
    return { desktop: await score(true), mobile: await score(false) }
  } finally {
    await browser.close()
  }
}
