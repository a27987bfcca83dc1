import type { PayloadRequest } from 'payload'
import { isDatabaseAway } from '../../src/database/connection/away'
import { describeError } from '../../src/lib/describeError'
import { refusalIn } from '../../src/refusals/addCode'
import { answerOf, refuseWith } from '../../src/refusals/refusals'

const NDJSON = 'application/x-ndjson'

/** Whether the caller wants to be told line by line. */
export const wantsLines = (headers: Headers): boolean =>
  headers.get('accept')?.includes(NDJSON) ?? false

/** An answer of one JSON value on each line, sent as they come. The caller may leave: it goes on. */
export const answerLines = (lines: AsyncIterable<unknown>): Response => {
  const encoder = new TextEncoder()
  let isRead = true
  const body = new ReadableStream<Uint8Array>({
    cancel: () => {
      isRead = false
    },
    start: async (controller) => {
      for await (const line of lines) {
        if (isRead) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      }
      if (isRead) controller.close()
    },
  })
  return new Response(body, { headers: { 'Cache-Control': 'no-store', 'content-type': NDJSON } })
}

const logFailure = ({ payload }: PayloadRequest, error: unknown): void =>
  payload.logger.error(`A bulk action stopped half-way: ${describeError(error)}`)

/** The lines; after what fails half-way, UNFINISHED. */
async function* orUnfinished(
  req: PayloadRequest,
  lines: AsyncIterable<object>,
): AsyncGenerator<object, void, void> {
  try {
    yield* lines
  } catch (error) {
    logFailure(req, error)
    yield answerOf('UNFINISHED').body
  }
}

/**
 * Answers with the last line of a piece of work, and a caller that accepts NDJSON with each of them, so that it
 * can show progress. What fails half-way is answered UNFINISHED.
 * @throws {Refusal} what the work was refused with, and what says that the database is away
 */
export const answerProgress = async (
  req: PayloadRequest,
  lines: AsyncIterable<object>,
): Promise<Response> => {
  if (wantsLines(req.headers)) return answerLines(orUnfinished(req, lines))
  let last: object = {}
  try {
    for await (const line of lines) last = line
  } catch (error) {
    if (refusalIn(error) || isDatabaseAway(error)) throw error
    logFailure(req, error)
    return refuseWith('UNFINISHED')
  }
  return Response.json(last)
}
