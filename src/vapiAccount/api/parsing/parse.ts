import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { sharedMap } from '../../../lib/inProcess'
import type { JsonValue } from '../../../lib/json'
import { rowsOf } from '../fields'
import type { Keep } from './keep'
import { THREAD_SOURCE } from './threadSource'

/** In bytes: a larger answer is parsed in another thread, so that reports do not wait for it. */
export const TOO_LONG_HERE = 256 * 1024

/** In megabytes: an answer of 64 MB takes several times that while it is parsed. */
const MAX_HEAP_MB = 768

/** A thread without work ends after this long, in milliseconds. */
const IDLE_MS = 60_000

/** In milliseconds. 64 MB take a few seconds on a slow machine. */
const MAX_PARSE_MS = 60_000

/** An answer, and the JSON texts of its rows if they were asked for. */
export type Parsed = { texts: string[]; value: JsonValue }

type Parse = {
  bytes: Uint8Array
  /** What is read of a large answer. A small one is given back whole. */
  keep: Keep
  withTexts?: boolean
}

const answerSchema = z.object({
  id: z.number(),
  read: z.object({ texts: z.array(z.string()), value: z.custom<JsonValue>() }).nullable(),
})

const parseHere = ({ bytes, withTexts }: Parse): null | Parsed => {
  try {
    const value: JsonValue = JSON.parse(Buffer.from(bytes).toString('utf8'))
    const texts = withTexts ? (rowsOf(value) ?? [value]).map((row) => JSON.stringify(row)) : []
    return { texts, value }
  } catch {
    return null
  }
}

type Thread = { idle: NodeJS.Timeout | undefined; lastID: number; worker: Worker }

/** One thread for the process: Next's bundle has its own copy of this module. */
const threads = sharedMap<'thread', Thread>('vapi parsing thread')
const turns = sharedMap<'last', Promise<unknown>>('vapi parsing turns')

const startThread = (): Thread => {
  const options = { eval: true, resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } }
  // Where Next's bundler sees `new Worker('…')`, it looks for a file of that name.
  const worker: Worker = Reflect.construct(Worker, [THREAD_SOURCE, options])
  worker.unref()
  // Without a listener the error would be thrown here; `exit` handles it.
  worker.on('error', () => undefined)
  const thread = { idle: undefined, lastID: 0, worker }
  worker.once('exit', () => {
    if (threads.get('thread') === thread) threads.delete('thread')
  })
  threads.set('thread', thread)
  return thread
}

const parseThere = async ({ bytes, keep, withTexts }: Parse): Promise<null | Parsed> => {
  const thread = threads.get('thread') ?? startThread()
  const { worker } = thread
  clearTimeout(thread.idle)
  thread.lastID += 1
  const id = thread.lastID
  // Its memory goes to the thread. Only a copy can: the bytes may be part of a larger buffer.
  const copy = Uint8Array.from(bytes)
  try {
    return await new Promise<null | Parsed>((resolve) => {
      const end = (parsed: null | Parsed) => {
        clearTimeout(late)
        worker.off('message', read).off('exit', lost)
        resolve(parsed)
      }
      const read = (message: unknown) => {
        const answer = answerSchema.safeParse(message).data
        if (answer?.id === id) end(answer.read)
      }
      const lost = () => end(null)
      const late = setTimeout(() => void worker.terminate(), MAX_PARSE_MS).unref()
      worker.on('message', read).once('exit', lost)
      worker.postMessage({ bytes: copy, id, keep, withTexts: withTexts === true }, [copy.buffer])
    })
  } finally {
    thread.idle = setTimeout(() => void worker.terminate(), IDLE_MS).unref()
  }
}

/**
 * Parses an answer of Vapi: a large one in a thread of its own, one at a time in the process.
 * @returns null if it is no JSON, or too large for the thread
 */
export const parse = async (job: Parse): Promise<null | Parsed> => {
  if (job.bytes.byteLength <= TOO_LONG_HERE) return parseHere(job)
  const before = turns.get('last') ?? Promise.resolve()
  const mine = before.then(() => parseThere(job))
  turns.set(
    'last',
    mine.catch(() => undefined),
  )
  return await mine
}
