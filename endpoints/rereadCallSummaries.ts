import { createHash } from 'node:crypto'
import type { Endpoint, PayloadRequest, Where } from 'payload'
import { MAX } from 'uuid'
import { z } from 'zod'
import { holds } from '../src/access/holds'
import { bulkEntry } from '../src/audit/bulkEntry'
import { nextIDs } from '../src/exports/nextIDs'
import { permitExport } from '../src/exports/permit'
import { takeRereadTurn } from '../src/ingest/reread/rereadTurn'
import { type RereadProgress, runReread } from '../src/ingest/reread/run'
import { countCalls } from '../src/reading/countCalls'
import { refusal } from '../src/refusals/refusals'
import { answerProgress } from './shared/lines'
import { permittedSelection, type Selection, whereOf } from './shared/selection'

const optionsSchema = z.strictObject({
  /** Only counts what would change. */
  dryRun: z.boolean().default(false),
  /** Continues an interrupted run over the same selection. */
  resume: z.boolean().default(false),
})

/** The name of a selection. A run can only be continued with the same selection. */
const scopeOf = (selection: Selection): string =>
  'all' in selection ? 'all' : createHash('sha256').update(JSON.stringify(selection)).digest('hex')

type Calls = { begin: string; req: PayloadRequest; selection: Selection }

/** The calls of a selection that the user may read, by descending id, below `begin`. */
const callsOf = async ({ begin, req, selection }: Calls) => {
  const rest: Where[] = begin === MAX ? [] : [{ id: { less_than: begin } }]
  const where = { and: [whereOf(selection), ...rest] }
  const permit = await permitExport(req, { where })
  const next = nextIDs(permit)
  return () => next(permit)
}

async function* linesOf(
  run: AsyncIterable<RereadProgress>,
  total: number,
): AsyncGenerator<object, void, void> {
  let last: RereadProgress | undefined
  for await (const progress of run) {
    last = progress
    yield { done: progress.done, total: Math.max(total, progress.done) }
  }
  yield last?.counts ?? { changed: 0, reread: 0, unreadable: 0, withoutBodies: 0 }
}

/**
 * `POST /api/call-summaries/reread`: reads the selected calls again from all their kept bodies. Returns
 * `{changed, reread, unreadable, withoutBodies}`, and the progress to callers that accept NDJSON. It continues
 * after the caller has gone.
 */
export const rereadCallSummaries: Endpoint = {
  handler: async (req) => {
    const { options, selection } = await permittedSelection(req, {
      options: optionsSchema,
      permit: () => holds(req, 'call-summaries.change'),
    })
    const { payload } = req
    const { totalDocs: total } = await countCalls({ args: { where: whereOf(selection) }, req })
    const first = await callsOf({ begin: MAX, req, selection })
    const scope = scopeOf(selection)
    const turn = options.dryRun
      ? null
      : await takeRereadTurn({ pool: payload.db.pool, resume: options.resume, scope })
    if (!options.dryRun && !turn) throw refusal('REREAD_RUNNING')
    const begin = turn?.begin.place ?? MAX
    const run = runReread({
      entry: bulkEntry({
        action: 'reread',
        collection: 'call-summaries',
        count: 'ids' in selection ? selection.ids.length : Number.POSITIVE_INFINITY,
        req,
      }),
      isDryRun: options.dryRun,
      next: begin === MAX ? first : await callsOf({ begin, req, selection }),
      payload,
      turn,
    })
    return answerProgress(req, linesOf(run, total))
  },
  method: 'post',
  path: '/reread',
}
