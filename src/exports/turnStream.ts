import { MINUTE_MS } from '../lib/time/units'
import type { ExportTurn } from './exportTurn'

/** How often the lease of an export is renewed. */
const KEEP_MS = 20_000

/** How long a reader may take for one batch before the export is aborted. */
const READER_TIMEOUT_MS = 5 * MINUTE_MS

type TurnStream = {
  /** Ends the current read of the database. */
  leave?: () => void
  onError: (error: unknown) => void
  /** How long the reader may take for one piece, in milliseconds. Default: five minutes. */
  readerTimeoutMs?: number
  pieces: AsyncGenerator<string, void, void>
  turn: ExportTurn
}

/**
 * A response body made of pieces, each produced when the reader is ready for it. When it ends, fails, or is
 * aborted by either side, the export turn ends too, after the current read of the database.
 */
export const turnStream = ({
  leave = () => {},
  onError,
  readerTimeoutMs = READER_TIMEOUT_MS,
  pieces,
  turn,
}: TurnStream): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  let isOver = false
  const keep = async () => {
    // If the database does not respond now, it may do so before the lease ends.
    if (!(await turn.keep().catch(() => true))) await finish()
  }
  const keeping = setInterval(() => void keep(), KEEP_MS).unref()
  const readerTimeout = setTimeout(() => void finish(), readerTimeoutMs).unref()
  const finish = async () => {
    if (isOver) return
    isOver = true
    clearInterval(keeping)
    clearTimeout(readerTimeout)
    leave()
    await pieces.return().catch(() => undefined)
    await turn.end().catch(onError)
  }
  return new ReadableStream<Uint8Array>(
    {
      cancel: finish,
      pull: async (controller) => {
        try {
          // An error cuts the response off, so that nobody mistakes it for a complete file.
          if (isOver) throw new Error('An export was aborted: its reader took too long.')
          readerTimeout.refresh()
          const piece = await pieces.next()
          if (!piece.done) return controller.enqueue(encoder.encode(piece.value))
          await finish()
          controller.close()
        } catch (error) {
          await finish()
          controller.error(error)
        }
      },
    },
    { highWaterMark: 0 },
  )
}
