const NDJSON = 'application/x-ndjson'
/** How much may wait for the reader. */
const WAITING_BYTES = 256 * 1024

/**
 * An NDJSON response that makes its lines no faster than they are read. When the reader is gone, the rest is made
 * without being sent.
 * @param onLeave called when the reader is gone
 */
export const answerPacedLines = (
  lines: AsyncIterable<unknown>,
  onLeave: () => void = () => undefined,
): Response => {
  const encoder = new TextEncoder()
  let isRead = true
  let goOn: () => void = () => undefined
  const room = (
    controller: ReadableStreamDefaultController<Uint8Array>,
  ): Promise<void> | undefined => {
    if (!isRead || (controller.desiredSize ?? 0) > 0) return undefined
    return new Promise<void>((resolve) => {
      goOn = resolve
    })
  }
  const send = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    try {
      for await (const line of lines) {
        if (isRead) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
        await room(controller)
      }
      if (isRead) controller.close()
    } catch (error) {
      if (isRead) controller.error(error)
    }
  }
  const body = new ReadableStream<Uint8Array>(
    {
      cancel: () => {
        isRead = false
        onLeave()
        goOn()
      },
      pull: () => goOn(),
      start: (controller) => void send(controller),
    },
    { highWaterMark: WAITING_BYTES, size: (piece) => piece.byteLength },
  )
  return new Response(body, { headers: { 'Cache-Control': 'no-store', 'content-type': NDJSON } })
}
