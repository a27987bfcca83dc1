/** How long nothing may be read before the stream is given up: a browser asks again when it goes on. */
const READER_MS = 60_000
/** How long the next piece may take. */
const SOURCE_MS = 30_000

type Paced = {
  /** Called once, when the stream has ended, for whatever reason. */
  onEnd: () => void
  readerMs?: number
  sourceMs?: number
}

/**
 * The body of a response, which reads its source no faster than it is read itself. It ends with an error when either
 * side stands still for too long.
 */
export const pacedBody = (
  source: AsyncIterable<Uint8Array>,
  { onEnd, readerMs = READER_MS, sourceMs = SOURCE_MS }: Paced,
): ReadableStream<Uint8Array> => {
  const pieces = source[Symbol.asyncIterator]()
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  const end = () => {
    if (isOver) return
    isOver = true
    clearTimeout(timer)
    onEnd()
    // Waits for a piece that is on its way, for which nobody waits any more.
    void Promise.resolve(pieces.return?.()).catch(() => undefined)
  }
  const within = (milliseconds: number, fail: () => void) => {
    clearTimeout(timer)
    if (!isOver) timer = setTimeout(fail, milliseconds).unref()
  }
  return new ReadableStream<Uint8Array>(
    {
      cancel: end,
      pull: async (controller) => {
        const fail = () => {
          if (isOver) return
          controller.error(new Error('A recording stood still'))
          end()
        }
        within(sourceMs, fail)
        try {
          const { done, value } = await pieces.next()
          if (isOver) return
          if (done) {
            end()
            controller.close()
            return
          }
          controller.enqueue(value)
          within(readerMs, fail)
        } catch (error) {
          if (isOver) return
          controller.error(error)
          end()
        }
      },
      start: (controller) =>
        within(readerMs, () => {
          if (isOver) return
          controller.error(new Error('A recording was not read'))
          end()
        }),
    },
    { highWaterMark: 0 },
  )
}
