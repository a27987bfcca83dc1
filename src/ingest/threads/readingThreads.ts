import { Worker } from 'node:worker_threads'
import { DatabaseTooSlow } from '../../database/connection/deadline'
import { FairLine } from '../fairLine'
import { type Posted, type Readings, readPosted, turnOf } from '../reading'
import { inSlices } from '../slices'
import type { Answer, Job } from './messages'

/** `withReports`: the reports of a large body come along, instead of when they are asked for. */
type How = { withReports?: boolean }

/** Reads a body, here or elsewhere. */
export type Read = (posted: Posted, how?: How) => Promise<Readings>

type Work = {
  posted: Posted
  reject: (err: unknown) => void
  resolve: (readings: Promise<Readings> | Readings) => void
  withReports: boolean
}

/**
 * So much would keep everybody else waiting. Less is read here: sent to a thread and back, bodies of 25
 * and 100 KB took a third more CPU in all.
 */
export const TOO_LONG_HERE = 128 * 1024

const tooLate = () => new DatabaseTooSlow('Its turn came too late')

/** Reads in this thread, and lets others have their turn. Fails when its own comes too late. */
export const readHere: Read = (posted) =>
  inSlices(() => {
    if (Date.now() >= posted.deadline) throw tooLate()
    return readPosted(posted)
  }, turnOf(posted))

/** A thread that reads one body at a time. What it reads when it dies is read here, and another one starts. */
class ReadingThread {
  readonly #file: URL
  #hasAnswered = false
  #id = 0
  #isStopped = false
  readonly #onFree: () => void
  #work: undefined | Work
  #worker: Worker

  constructor(file: URL, onFree: () => void) {
    this.#file = file
    this.#onFree = onFree
    this.#worker = this.#start()
  }

  get isAlive(): boolean {
    return !this.#isStopped
  }

  get isFree(): boolean {
    return !this.#isStopped && this.#work === undefined
  }

  /** Whose body it reads. */
  get reads(): string | undefined {
    return this.#work && turnOf(this.#work.posted)
  }

  begin(work: Work): void {
    this.#id += 1
    this.#work = work
    const { posted, withReports } = work
    this.#worker.postMessage({ ...posted, id: this.#id, withReports } satisfies Job)
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
      if (id !== this.#id) return
      const work = this.#work
      this.#work = undefined
      this.#onFree()
      work?.resolve(readings)
    })
    // Without a listener its error would be ours; its end is what counts.
    worker.on('error', () => undefined)
    worker.once('exit', () => this.#replace())
    return worker
  }

  #replace(): void {
    const lost = this.#work
    this.#work = undefined
    // One that never answered would only die again.
    if (this.#hasAnswered && !this.#isStopped) this.#worker = this.#start()
    else this.#isStopped = true
    if (lost) lost.resolve(readHere(lost.posted))
    this.#onFree()
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
  const line = new FairLine<Work>()
  // One thread is left to the others, if there are several.
  const most = Math.max(1, count - 1)
  const mayHave = (whose: string) => threads.filter(({ reads }) => reads === whose).length < most

  const next = (): void => {
    while (line.size > 0) {
      const thread = threads.find(({ isFree }) => isFree)
      const isAnyAlive = threads.some(({ isAlive }) => isAlive)
      if (!thread && isAnyAlive) return
      const work = line.take(isAnyAlive ? mayHave : undefined)?.item
      if (!work) return
      line.charge(turnOf(work.posted), work.posted.bytes.byteLength)
      if (Date.now() >= work.posted.deadline) work.reject(tooLate())
      else if (thread) thread.begin(work)
      else work.resolve(readHere(work.posted))
    }
  }

  const threads = Array.from({ length: count }, () => new ReadingThread(file, next))

  const readThere = (posted: Posted, withReports: boolean): Promise<Readings> =>
    new Promise((resolve, reject) => {
      line.add(turnOf(posted), { posted, reject, resolve, withReports })
      next()
    })

  const read: Read = async (posted, { withReports = false } = {}) => {
    if (posted.bytes.byteLength <= TOO_LONG_HERE) return readHere(posted)
    const readings = await readThere(posted, withReports)
    for (const [index, reading] of readings.entries()) {
      if (reading.kind !== 'report' || reading.report) continue
      reading.readReport = async () => {
        const again = (await readThere(posted, true))[index]
        if (again?.kind !== 'report' || !again.report) {
          throw new Error('A body that was a report is none')
        }
        return again.report
      }
    }
    return readings
  }

  return {
    read,
    stop: async () => {
      await Promise.all(threads.map((thread) => thread.stop()))
    },
  }
}
