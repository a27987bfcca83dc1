import type { AssistantPatch } from '../api/assistants'
import type { Connection } from '../api/connection'
import { isWritten } from './desired'
import { fingerprint, type Place, readPlace, type Stand, writePlace } from './place'
import { mayBeWritten, problemOf, type SetupProblem, setupProblem } from './problems'

type Write = {
  connection: Connection
  /** Asked before each write: why it must not be made any more; null: it may. */
  mayWrite?: (() => Promise<null | SetupProblem>) | undefined
  patch: AssistantPatch
  place: Place
  /** For fingerprints. */
  secret: string
  /** What stood there before. */
  stand: Stand
}

/**
 * `stand`: what stands there now; null: nobody knows, or it was not read again because nothing was written. `mayStand`:
 * Vapi may have taken the write, whatever it shows now: in another form, or a moment later.
 */
export type Written =
  | {
      isUnsure: boolean
      mayStand: boolean
      ok: false
      problem: SetupProblem
      stand: null | Stand
    }
  | { ok: true; stand: Stand }

const isThere = (found: Stand, patch: AssistantPatch): boolean =>
  isWritten(
    // A number has no messages: those of its assistant count.
    found.number === null ? found : { ...found, serverMessages: patch.serverMessages },
    patch,
  )

const once = async (write: Write): Promise<'again' | Written> => {
  const { connection, mayWrite, patch, place, secret, stand } = write
  const refusals: SetupProblem[] = []
  const before = async (): Promise<boolean> => {
    const problem = (await mayWrite?.()) ?? null
    if (problem) refusals.push(problem)
    return problem === null
  }
  const written = await writePlace(connection, { before, patch, place, stand })
  const [problem] = refusals
  if (problem) return { isUnsure: false, mayStand: false, ok: false, problem, stand: null }
  if (!written.ok && !mayBeWritten(written.problem)) {
    const problem = problemOf(written.problem)
    return { isUnsure: false, mayStand: false, ok: false, problem, stand: null }
  }
  const read = await readPlace(connection, place)
  if (!read.ok) {
    const problem = setupProblem('not_read')
    return { isUnsure: true, mayStand: true, ok: false, problem, stand: null }
  }
  if (isThere(read.value, patch)) return { ok: true, stand: read.value }
  const isUntouched = fingerprint(read.value, secret) === fingerprint(stand, secret)
  if (!written.ok && isUntouched) return 'again'
  // Vapi said yes and shows what was there before: it took the write for nothing, as with an empty server.
  return {
    isUnsure: false,
    mayStand: true,
    ok: false,
    problem: setupProblem(isUntouched ? 'vapi_refused' : 'lost_race'),
    stand: read.value,
  }
}

/**
 * Writes a place and reads it again: only that proves the write. A write that timed out is read first, and sent once
 * more only if it did nothing.
 */
export const writeAndRead = async (write: Write): Promise<Written> => {
  const first = await once(write)
  if (first !== 'again') return first
  const second = await once(write)
  if (second !== 'again') return second
  const problem = setupProblem('vapi_unreachable')
  return { isUnsure: false, mayStand: true, ok: false, problem, stand: null }
}
