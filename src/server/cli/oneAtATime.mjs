import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './root.mjs'
import { takeLock } from './socketLock.mjs'

/**
 * Runs `work` on the project's folder while no other process does. Others wait for their turn.
 * @param {{ work: () => Promise<void> }} args
 */
export const oneAtATime = async ({ work }) => {
  const { dev, ino } = statSync(root, { bigint: true })
  const key = createHash('sha256').update(`prepare:${dev}:${ino}`).digest('hex').slice(0, 24)
  const name = `vapi-desk-${key}`
  let unlock = await takeLock({ name })
  if (!unlock) console.log('Another start is installing or building here. Waiting for it …')
  while (!unlock) {
    await sleep(200)
    unlock = await takeLock({ name })
  }
  try {
    await work()
  } finally {
    await unlock()
  }
}
