import type { PayloadRequest } from 'payload'
import { isDatabaseAway } from '../../src/database/connection/away'
import { describeError } from '../../src/lib/describeError'
import { refusalIn } from '../../src/refusals/addCode'
import { answerOf, refuseWith } from '../../src/refusals/refusals'

const NDJSON = 'application/x-ndjson'

/** Whether the caller accepts NDJSON. */
export const wantsLines = (headers: Headers): boolean =>
  headers.get('accept')?.includes(NDJSON) ?? false

/** An NDJSON response that sends each value as it comes. The work continues if the caller leaves. */
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

/** Yields the lines, and UNFINISHED if one fails. */
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
 * An NDJSON response whose lines are made as their reader takes them, so that it does not matter how many there are. A
 * failure half-way is a line UNFINISHED.
 * @param onEnd called once at the end, also if the caller leaves before it
 */
export const answerPulled = (
  req: PayloadRequest,
  lines: AsyncGenerator<object, void, void>,
  onEnd: () => void,
): Response => {
  const encoder = new TextEncoder()
  const pulled = orUnfinished(req, lines)
  const body = new ReadableStream<Uint8Array>(
    {
      cancel: async () => {
        onEnd()
        await pulled.return()
      },
      pull: async (controller) => {
        const { done, value } = await pulled.next()
        if (!done) return controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`))
        onEnd()
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { headers: { 'Cache-Control': 'no-store', 'content-type': NDJSON } })
}

/**
 * Answers with the last line of some work. Callers that accept NDJSON get all lines, to show progress. A failure
 * half-way is answered with UNFINISHED.
 * @throws {Refusal} if the work is refused or the database is away
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
