import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

const CHEAPENED = Symbol.for('desk.tests.cheap-hashes')
/** What Payload hashes a password with. */
const PAYLOAD = { iterations: 600_000, length: 32 }

/**
 * Hashes the passwords of test users in one round instead of Payload's 600,000, which take a quarter of
 * a second of CPU for each user that a test makes. Set up before the desk limits how many hashes are
 * computed at a time: that limit, and all else about passwords, stays as it is. A test of what the cost
 * of a hash does sets `FULL_HASHES`.
 */
if (!Reflect.has(globalThis, CHEAPENED)) {
  Reflect.set(globalThis, CHEAPENED, true)
  const derive = crypto.pbkdf2
  const cheap: typeof derive = (password, salt, iterations, length, digest, callback) => {
    const isPassword = iterations === PAYLOAD.iterations && length === PAYLOAD.length
    const isCheap = isPassword && !process.env.FULL_HASHES
    derive(password, salt, isCheap ? 1 : iterations, length, digest, callback)
  }
  Reflect.set(crypto, 'pbkdf2', cheap)
  syncBuiltinESMExports()
}
