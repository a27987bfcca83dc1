import { randomBytes } from 'node:crypto'
import type { Clock } from './clock'
import type { Leaks } from './leaks'
import { iso } from './types'

export const LINK_LIVES_MS = 30 * 60_000

/** What a presigned link leads to. */
export type Link = { callID: string; expiresAt: number; kind: string; orgID: string }

/** Presigned links: every one has another signature, good for 30 minutes of the clock. */
export type Links = {
  make: (target: Omit<Link, 'expiresAt'>) => string
  /** The target of a signature; undefined if nobody made it. */
  read: (signature: string) => Link | undefined
}

export const createLinks = ({
  clock,
  leaks,
  origin,
}: {
  clock: Clock
  leaks: Leaks
  origin: string
}): Links => {
  const made = new Map<string, Link>()
  return {
    make: (target) => {
      const signature = leaks.keep(`leaksignature${randomBytes(16).toString('hex')}`)
      made.set(signature, { ...target, expiresAt: clock.now() + LINK_LIVES_MS })
      const url = new URL(`${origin}/recordings/${target.callID}-${target.kind}.wav`)
      url.searchParams.set('X-Amz-Date', iso(clock.now()).replace(/[-:]|\.\d{3}/g, ''))
      url.searchParams.set('X-Amz-Expires', String(LINK_LIVES_MS / 1_000))
      url.searchParams.set('X-Amz-Signature', signature)
      return url.href
    },
    read: (signature) => made.get(signature),
  }
}
