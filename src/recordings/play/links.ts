import { sharedMap } from '../../lib/inProcess'
import { MINUTE_MS } from '../../lib/time/units'

/** Shorter than Vapi's links live. */
const KEPT_MS = 20 * MINUTE_MS
const MAX_LINKS = 1_000

type Link = { until: number; url: string }

// Never stored: who holds a link needs nothing else to get the recording.
const links = sharedMap<string, Link>('recordingLinks')

/** Links of recordings, for one person and call each, so that seeking does not ask Vapi each time. */
export const linkFor = (key: string, now = Date.now()): string | undefined => {
  const known = links.get(key)
  if (!known) return undefined
  if (known.until > now) return known.url
  links.delete(key)
  return undefined
}

/** Remembers a link for 20 minutes. */
export const rememberLink = (key: string, url: string, now = Date.now()): void => {
  links.delete(key)
  links.set(key, { until: now + KEPT_MS, url })
  const [oldest] = links.keys()
  if (links.size > MAX_LINKS && oldest !== undefined) links.delete(oldest)
}

/** Forgets a link that does not work. */
export const forgetLink = (key: string): void => void links.delete(key)
