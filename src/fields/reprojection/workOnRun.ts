/**
 * Reads a client's kept calls again with its mapping of now: dry run, progress, resuming.
 * @module
 */

import type { Payload } from 'payload'
import { MAX } from 'uuid'
import { newHead } from '../../audit/log'
import { callsFrom } from '../../ingest/reread/callsFrom'
import { type RereadTurn, takeRereadTurn } from '../../ingest/reread/rereadTurn'
import { MINUTE_MS } from '../../lib/time/units'
import { addBatch, addChanged } from './counts'
import { finishRun } from './finishRun'
import { readBatches } from './readBatches'
import {
  isActive,
  REPROJECTION_SCOPE,
  type ReprojectionRun,
  readRun,
  saveRun,
  takeRun,
} from './runs'

/** So many attempts in a row may fail, or end with their process, before the next call is read. */
const MAX_ATTEMPTS = 5
/** A report that was on its way when the run began may have been stored as the mapping before had it. */
const BEFORE_START_MS = MINUTE_MS

/** What came of it: `busy`: another process is at it, or a reread. */
export type Worked = 'busy' | 'nothing' | 'worked'

type Work = { payload: Payload; signal: AbortSignal }

type PhaseOfRun = Work & { run: ReprojectionRun; turn: RereadTurn }

/** The run as far as it got, and whether it may go on. */
type Part = { goesOn: boolean; run: ReprojectionRun }

const entryOf = ({ actor }: ReprojectionRun) => ({
  changes: null,
  // One entry for each attempt and phase: an entry has a call once, and each of them may change it.
  head: newHead(actor, { action: 'reprojected', collection: 'call-summaries' }),
  isSingle: false,
})

const nextOf = ({ payload, run }: PhaseOfRun) =>
  callsFrom({
    begin: run.place,
    client: run.clientID,
    pool: payload.db.pool,
    ...(run.phase === 'recent'
      ? { receivedSince: new Date(run.startedAt.getTime() - BEFORE_START_MS) }
      : {}),
  })

/** Reads the calls of the run's phase, from its place on. */
const readPhase = async (phase: PhaseOfRun): Promise<Part> => {
  const { payload, signal, turn } = phase
  const { pool } = payload.db
  let { run } = phase
  const read = { entry: entryOf(run), next: nextOf(phase), payload, signal }
  for await (const { changed, counts: batch, place } of readBatches(read)) {
    // Calls that are read once more were counted the first time.
    const counted = run.phase === 'calls' ? addBatch(run.counts, batch) : run.counts
    const counts = addChanged(counted, changed)
    if (!(await turn.renew({ counts: {}, place }))) return { goesOn: false, run }
    const saved = await saveRun(pool, { ...run, counts, place })
    if (saved?.state !== 'running') return { goesOn: false, run: saved ?? run }
    run = saved
  }
  return { goesOn: !signal.aborted, run }
}

const readAll = async (phase: PhaseOfRun): Promise<Part> => {
  const first = await readPhase(phase)
  if (!first.goesOn || first.run.phase === 'recent') return first
  const { pool } = phase.payload.db
  const saved = await saveRun(pool, { ...first.run, phase: 'recent', place: MAX })
  if (saved?.state !== 'running') return { goesOn: false, run: saved ?? first.run }
  return readPhase({ ...phase, run: saved })
}

const continueRun = async (phase: PhaseOfRun): Promise<boolean> => {
  const { payload, run } = phase
  if (run.attempts > MAX_ATTEMPTS) {
    await finishRun(payload, run, 'failed')
    return true
  }
  const last = run.state === 'stopping' ? { goesOn: false, run } : await readAll(phase)
  if (last.goesOn) await finishRun(payload, last.run, 'done')
  else if (last.run.state === 'stopping') await finishRun(payload, last.run, 'stopped')
  return last.goesOn || last.run.state === 'stopping'
}

/**
 * Does what is left of the run that is not over, if no other process does: from the first call that an earlier attempt
 * did not get to. Only changed calls are written, what people set stays, and nobody is notified.
 * @param work `signal` ends it between a few calls and the next; another attempt continues there
 * @throws whatever keeps a call from being read; after five attempts in a row the run ends as failed
 */
export const workOnRun = async ({ payload, signal }: Work): Promise<Worked> => {
  const { pool } = payload.db
  const known = await readRun(pool)
  if (!known || !isActive(known)) return 'nothing'
  const turn = await takeRereadTurn({ pool, resume: false, scope: REPROJECTION_SCOPE })
  if (!turn) return 'busy'
  let isDone = false
  try {
    const run = await takeRun(pool)
    isDone = run === null || (await continueRun({ payload, run, signal, turn }))
  } finally {
    await turn.end(isDone)
  }
  return 'worked'
}
