import { MINUTE_MS } from '../lib/time/units'
import type { ExportTurn } from './exportTurn'

const KEEP_MS = 20_000

/** How long a reader may take for one batch before the export is given up. */
const READER_TIMEOUT_MS = 5 * MINUTE_MS

type TurnStream = {
  /** Ends what is being read. */
  leave?: () => void
  onError: (error: unknown) => void
  patienceMs?: number
  pieces: AsyncGenerator<string, void, void>
  turn: ExportTurn
}

/**
 * The body of an answer made piece by piece, each when the reader has room for it. Whether it ends, fails,
 * or is given up on either side: the turn ends, once what is being read of the database is read.
 */
export const turnStream = ({
  leave = () => {},
  onError,
  patienceMs = READER_TIMEOUT_MS,
  pieces,
  turn,
}: TurnStream): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  let isOver = false
  const keep = async () => {
    // A database that does not answer right now may well do so before the turn runs out.
    if (!(await turn.keep().catch(() => true))) await finish()
  }
  const keeping = setInterval(() => void keep(), KEEP_MS).unref()
  const patience = setTimeout(() => void finish(), patienceMs).unref()
  const finish = async () => {
    if (isOver) return
    isOver = true
    clearInterval(keeping)
    clearTimeout(patience)
    leave()
    await pieces.return().catch(() => undefined)
    await turn.end().catch(onError)
  }
  return new ReadableStream<Uint8Array>(
    {
      cancel: finish,
      pull: async (controller) => {
        try {
          // Cut off, so that nobody takes it for the whole.
          if (isOver) throw new Error('An export was given up: its reader took too long.')
          patience.refresh()
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
