import type { AssistantPatch } from '../api/assistants'
import type { Connection } from '../api/connection'
import { isWritten } from './desired'
import { fingerprint, type Place, readPlace, type Stand, writePlace } from './place'
import { mayBeWritten, problemOf, type SetupProblem, setupProblem } from './problems'

type Write = {
  connection: Connection
  patch: AssistantPatch
  place: Place
  /** For fingerprints. */
  secret: string
  /** What stood there before. */
  stand: Stand
}

/** `stand`: what stands there now; null: nobody knows, or it was not read again because nothing was written. */
export type Written =
  | { isUnsure: boolean; ok: false; problem: SetupProblem; stand: null | Stand }
  | { ok: true; stand: Stand }

const isThere = (found: Stand, patch: AssistantPatch): boolean =>
  isWritten(
    // A number has no messages: those of its assistant count.
    found.number === null ? found : { ...found, serverMessages: patch.serverMessages },
    patch,
  )

const once = async (write: Write): Promise<'again' | Written> => {
  const { connection, patch, place, secret, stand } = write
  const written = await writePlace(connection, { patch, place, stand })
  if (!written.ok && !mayBeWritten(written.problem)) {
    return { isUnsure: false, ok: false, problem: problemOf(written.problem), stand: null }
  }
  const read = await readPlace(connection, place)
  if (!read.ok) {
    return { isUnsure: true, ok: false, problem: setupProblem('not_read'), stand: null }
  }
  if (isThere(read.value, patch)) return { ok: true, stand: read.value }
  const isUntouched = fingerprint(read.value, secret) === fingerprint(stand, secret)
  if (!written.ok && isUntouched) return 'again'
  // Vapi said yes and shows what was there before: it took the write for nothing, as with an empty server.
  return {
    isUnsure: false,
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
  return second === 'again'
    ? { isUnsure: false, ok: false, problem: setupProblem('vapi_unreachable'), stand: null }
    : second
}
