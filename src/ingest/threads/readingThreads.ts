import { Worker } from 'node:worker_threads'
import { DatabaseTooSlow } from '../../database/deadline'
import { type Posted, type Readings, readPosted } from '../reading'
import { inSlices } from '../slices'
import type { Answer, Job } from './messages'

/** Reads a body, here or elsewhere. */
export type Read = (posted: Posted) => Promise<Readings>

type Open = { posted: Posted; resolve: (reading: Promise<Readings> | Readings) => void }

/**
 * So much would keep everybody else waiting. Less is read here: sent to a thread and back, bodies of 25
 * and 100 KB took a third more CPU in all.
 */
const TOO_LONG_HERE = 256 * 1024
/** With more than this in front of each thread, this one reads too. */
const MAX_OPEN = 4

/** Reads in this thread, and lets others have their turn. Fails when its own comes too late. */
export const readHere: Read = (posted) =>
  inSlices(() => {
    if (Date.now() >= posted.deadline) throw new DatabaseTooSlow('Its turn came too late')
    return readPosted(posted)
  })

/** A thread that reads bodies. What it was asked when it dies is read here, and another one starts. */
class ReadingThread {
  readonly #file: URL
  #hasAnswered = false
  #id = 0
  #isStopped = false
  readonly #open = new Map<number, Open>()
  #worker: Worker

  constructor(file: URL) {
    this.#file = file
    this.#worker = this.#start()
  }

  get hasRoom(): boolean {
    return !this.#isStopped && this.#open.size < MAX_OPEN
  }

  get open(): number {
    return this.#open.size
  }

  read(posted: Posted): Promise<Readings> {
    return new Promise((resolve) => {
      this.#id += 1
      this.#open.set(this.#id, { posted, resolve })
      this.#worker.postMessage({ ...posted, id: this.#id } satisfies Job)
    })
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#worker.terminate()
  }

  #start(): Worker {
    const worker = new Worker(this.#file)
    worker.unref()
    worker.on('message', ({ id, readings }: Answer) => {
      this.#hasAnswered = true
      this.#open.get(id)?.resolve(readings)
      this.#open.delete(id)
    })
    // Without a listener its error would be ours; its end is what counts.
    worker.on('error', () => undefined)
    worker.once('exit', () => this.#replace())
    return worker
  }

  #replace(): void {
    const lost = [...this.#open.values()]
    this.#open.clear()
    // One that never answered would only die again.
    if (this.#hasAnswered && !this.#isStopped) this.#worker = this.#start()
    else this.#isStopped = true
    for (const { posted, resolve } of lost) resolve(readHere(posted))
  }
}

/** Threads that read large bodies, so that this one can take in and answer. */
export type ReadingThreads = { read: Read; stop: () => Promise<void> }

/**
 * Starts threads for reading.
 * @param file the compiled `thread.ts`
 * @param count none: everything is read here
 */
export const startReadingThreads = ({
  count,
  file,
}: {
  count: number
  file: URL
}): ReadingThreads => {
  const threads = Array.from({ length: count }, () => new ReadingThread(file))

  const idlest = () =>
    threads
      .filter(({ hasRoom }) => hasRoom)
      .reduce<ReadingThread | undefined>(
        (best, each) => (best && best.open <= each.open ? best : each),
        undefined,
      )

  const read: Read = (posted) => {
    const thread = posted.bytes.byteLength > TOO_LONG_HERE ? idlest() : undefined
    return thread ? thread.read(posted) : readHere(posted)
  }

  return {
    read,
    stop: async () => {
      await Promise.all(threads.map((thread) => thread.stop()))
    },
  }
}
