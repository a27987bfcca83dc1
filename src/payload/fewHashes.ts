import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/** Each hash occupies one of the four threads that also read files and resolve host names. */
const AT_A_TIME = 2

type Derive = typeof crypto.pbkdf2
type Gate = { running: number; waiting: (() => void)[] }

// Next's pages may load another copy of this module: both copies count the same hashes.
const GATE = Symbol.for('desk.password-hashes')

const isGate = (value: unknown): value is Gate =>
  typeof value === 'object' && value !== null && 'waiting' in value && 'running' in value

const gateOf = (): Gate | undefined => {
  const gate: unknown = Reflect.get(globalThis, GATE)
  return isGate(gate) ? gate : undefined
}

const gated =
  (derive: Derive, gate: Gate): Derive =>
  (password, salt, iterations, length, digest, callback) => {
    const next = () => {
      gate.running -= 1
      gate.waiting.shift()?.()
    }
    const run = () => {
      gate.running += 1
      try {
        derive(password, salt, iterations, length, digest, (error, key) => {
          next()
          callback(error, key)
        })
      } catch (error) {
        next()
        throw error
      }
    }
    const runLater = () => {
      try {
        run()
      } catch (error) {
        // Thrown here, it would reach the caller whose hash has just finished.
        callback(error instanceof Error ? error : new Error(String(error)), Buffer.alloc(0))
      }
    }
    if (gate.running < AT_A_TIME) run()
    else gate.waiting.push(runLater)
  }

/**
 * Limits the process to two password hashes at a time; further ones wait in a queue. Payload hashes within
 * its own operations, with `crypto.pbkdf2` of Node's module object, and has no setting or hook for it. So
 * that function is replaced, once per process.
 */
export const limitHashes = (): void => {
  if (gateOf()) return
  const gate: Gate = { running: 0, waiting: [] }
  Reflect.set(globalThis, GATE, gate)
  Reflect.set(crypto, 'pbkdf2', gated(crypto.pbkdf2, gate))
  syncBuiltinESMExports()
}

/** Computes another kind of hash when it is its turn among those of passwords. */
export const inHashTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  const gate = gateOf()
  if (!gate) return work()
  if (gate.running < AT_A_TIME) gate.running += 1
  else {
    await new Promise<void>((resolve) => {
      gate.waiting.push(() => {
        gate.running += 1
        resolve()
      })
    })
  }
  try {
    return await work()
  } finally {
    gate.running -= 1
    gate.waiting.shift()?.()
  }
}

/** How many hashes wait for their turn. */
export const hashesWaiting = (): number => gateOf()?.waiting.length ?? 0
