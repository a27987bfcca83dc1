import type { PayloadRequest } from 'payload'

const BATCH = 500
const NDJSON = 'application/x-ndjson'

type InBatches<Result> = {
  ids: readonly string[]
  req: PayloadRequest
  result: () => Result
  work: (ids: readonly string[]) => Promise<void>
}

const failure = { errors: [{ message: 'Something went wrong. What was done so far is kept.' }] }

/**
 * Works through ids in batches and answers with the result. A caller that accepts NDJSON also gets a
 * line `{"done","total"}` after each batch, so that it can show progress.
 */
export const inBatches = async <Result>({
  ids,
  req,
  result,
  work,
}: InBatches<Result>): Promise<Response> => {
  const total = ids.length
  const run = async (onProgress: (done: number) => void) => {
    for (let start = 0; start < total; start += BATCH) {
      await work(ids.slice(start, start + BATCH))
      onProgress(Math.min(start + BATCH, total))
    }
  }
  if (!req.headers.get('accept')?.includes(NDJSON)) {
    await run(() => {})
    return Response.json(result())
  }
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      const say = (line: unknown) => controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      try {
        await run((done) => say({ done, total }))
        say(result())
      } catch (err) {
        req.payload.logger.error({ err, msg: 'A bulk action stopped half-way' })
        say(failure)
      }
      controller.close()
    },
  })
  return new Response(stream, { headers: { 'content-type': NDJSON } })
}
