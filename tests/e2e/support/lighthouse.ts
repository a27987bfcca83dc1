import lighthouse from 'lighthouse'
import { freePort } from '../../../src/server/postgres/freePort'
import { openBrowser } from '../../helpers/openBrowser'
import { login } from '../../helpers/requests'
import { SUPERUSER } from './admin'
import type { PortalClient, PortalDesk } from './portalDesk'

const CATEGORIES = ['accessibility', 'best-practices'] as const

type Scores = Record<(typeof CATEGORIES)[number], number> & {
  /** The audits that are not perfect. */
  failed: string[]
}

/** Lighthouse's scores of a page, from 0 to 100, as on a phone. */
export const lighthouseScores = async ({
  client,
  desk,
  path,
}: {
  client: PortalClient | undefined
  desk: PortalDesk
  path: string
}): Promise<Scores> => {
  const port = await freePort()
  const browser = await openBrowser([`--remote-debugging-port=${port}`])
  try {
    const headers = client
      ? await login({ email: client.email, password: SUPERUSER.password, url: desk.url })
      : {}
    const cookie = `payload-token=${(headers.authorization ?? '').replace(/^JWT /, '')}`
    const result = await lighthouse(`${desk.url}${path}`, {
      ...(client && { extraHeaders: { cookie } }),
      logLevel: 'error',
      onlyCategories: [...CATEGORIES],
      port,
    })
    if (!result) throw new Error('Lighthouse found nothing to say')
    const { audits, categories, runtimeError } = result.lhr
    if (runtimeError) throw new Error(runtimeError.message)
    const scoreOf = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
    const asked = new Set(
      CATEGORIES.flatMap((name) =>
        (categories[name]?.auditRefs ?? []).filter(({ weight }) => weight > 0).map(({ id }) => id),
      ),
    )
    return {
      accessibility: scoreOf('accessibility'),
      'best-practices': scoreOf('best-practices'),
      failed: Object.values(audits)
        .filter(({ id, score }) => asked.has(id) && score !== null && score < 1)
        .map(
          ({ details, id, title }) => `${id}: ${title} ${JSON.stringify(details).slice(0, 500)}`,
        ),
    }
  } finally {
    await browser.close()
  }
}
