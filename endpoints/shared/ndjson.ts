const NDJSON = 'application/x-ndjson'

/** Whether somebody wants to be told line by line. */
export const wantsLines = (headers: Headers): boolean =>
  headers.get('accept')?.includes(NDJSON) ?? false

/** An answer of one JSON value on each line, sent as they come. Whoever reads may leave: it goes on. */
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
