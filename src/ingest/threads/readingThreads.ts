import { Worker } from 'node:worker_threads'
import { DatabaseTooSlow } from '../../database/connection/deadline'
import { FairLine } from '../fairLine'
import { type BodyToRead, queueKeyOf, type Readings, readPosted } from '../reading'
import { inSlices } from '../slices'
import type { Answer, Job } from './messages'
import { type BodyPreview, type BodyToPreview, previewBody } from './previewBody'

/** `withReports`: return the reports of a large body with the readings, instead of on request. */
type ReadOptions = { withReports?: boolean }

/** Reads a body, in this thread or another. */
export type ReadBody = (posted: BodyToRead, options?: ReadOptions) => Promise<Readings>

/** Tries a mapping on a body, in this thread or another. @param deadline in epoch milliseconds */
export type PreviewBody = (body: BodyToPreview, deadline: number) => Promise<BodyPreview>

/** Something to do for a thread. */
type Work = {
  /** In bytes. */
  cost: number
  /** In epoch milliseconds. */
  deadline: number
  /** Does it in this thread instead. */
  here: () => void
  jobOf: (id: number) => Job
  queueKey: string
  reject: (err: unknown) => void
  resolve: (answer: Answer) => void
}

/**
 * In bytes: a larger body would keep all others waiting. Smaller ones are read in this thread: sent to another
 * and back, bodies of 25 and 100 KB took a third more CPU time in total.
 */
export const TOO_LONG_HERE = 128 * 1024

const tooLate = () => new DatabaseTooSlow('Its turn came too late')

/** Reads in this thread, in slices. @throws {DatabaseTooSlow} if its turn comes too late */
export const readHere: ReadBody = (posted) =>
  inSlices(() => {
    if (Date.now() >= posted.deadline) throw tooLate()
    return readPosted(posted)
  }, queueKeyOf(posted))

/** All previews share one queue, next to those of the clients, so that they never hold up posted bodies. */
const PREVIEWS = 'previews of mappings'

/** Tries a mapping in this thread, in slices. @throws {DatabaseTooSlow} if its turn comes too late */
export const previewHere: PreviewBody = (body, deadline) =>
  inSlices(() => {
    if (Date.now() >= deadline) throw tooLate()
    return previewBody(body)
  }, PREVIEWS)

/** A thread that reads one body at a time. If it dies, its body is read in this thread and a new one is started. */
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

  /** The queue whose body it is reading. */
  get queueKey(): string | undefined {
    return this.#work?.queueKey
  }

  begin(work: Work): void {
    this.#id += 1
    this.#work = work
    this.#worker.postMessage(work.jobOf(this.#id))
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#worker.terminate()
  }

  #start(): Worker {
    const worker = new Worker(this.#file)
    worker.unref()
    worker.on('message', (answer: Answer) => {
      this.#hasAnswered = true
      if (answer.id !== this.#id) return
      const work = this.#work
      this.#work = undefined
      this.#onFree()
      work?.resolve(answer)
    })
    // Without a listener the error would be thrown here; `exit` handles it.
    worker.on('error', () => undefined)
    worker.once('exit', () => this.#replace())
    return worker
  }

  #replace(): void {
    const lost = this.#work
    this.#work = undefined
    // A thread that never answered would only die again.
    if (this.#hasAnswered && !this.#isStopped) this.#worker = this.#start()
    else this.#isStopped = true
    lost?.here()
    this.#onFree()
  }
}

/** Threads that read large bodies, so that the main thread can receive and answer. */
export type ReadingThreads = {
  preview: PreviewBody
  read: ReadBody
  stop: () => Promise<void>
}

/**
 * Starts threads that read bodies.
 * @param file the compiled `thread.ts`
 * @param count 0: everything is read in the main thread
 */
export const startReadingThreads = ({
  count,
  file,
}: {
  count: number
  file: URL
}): ReadingThreads => {
  const line = new FairLine<Work>()
  // One queue may not have all threads, if there are several.
  const most = Math.max(1, count - 1)
  const mayHave = (key: string) => threads.filter(({ queueKey }) => queueKey === key).length < most

  const next = (): void => {
    while (line.size > 0) {
      const thread = threads.find(({ isFree }) => isFree)
      const isAnyAlive = threads.some(({ isAlive }) => isAlive)
      if (!thread && isAnyAlive) return
      const work = line.take(isAnyAlive ? mayHave : undefined)?.item
      if (!work) return
      line.charge(work.queueKey, work.cost)
      if (Date.now() >= work.deadline) work.reject(tooLate())
      else if (thread) thread.begin(work)
      else work.here()
    }
  }

  const threads = Array.from({ length: count }, () => new ReadingThread(file, next))

  const add = (work: Work): void => {
    line.add(work.queueKey, work)
    next()
  }

  const readThere = (posted: BodyToRead, withReports: boolean): Promise<Readings> =>
    new Promise((resolve, reject) => {
      add({
        cost: posted.bytes.byteLength,
        deadline: posted.deadline,
        here: () => resolve(readHere(posted)),
        jobOf: (id) => ({ ...posted, id, kind: 'read', withReports }),
        queueKey: queueKeyOf(posted),
        reject,
        resolve: (answer) => {
          if (answer.kind === 'read') resolve(answer.readings)
        },
      })
    })

  const preview: PreviewBody = (body, deadline) =>
    new Promise((resolve, reject) => {
      add({
        cost: body.text.length,
        deadline,
        here: () => resolve(previewHere(body, deadline)),
        jobOf: (id) => ({ ...body, id, kind: 'preview' }),
        queueKey: PREVIEWS,
        reject,
        resolve: (answer) => {
          if (answer.kind === 'preview') resolve(answer.preview)
        },
      })
    })

  const read: ReadBody = async (posted, { withReports = false } = {}) => {
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
    preview,
    read,
    stop: async () => {
      await Promise.all(threads.map((thread) => thread.stop()))
    },
  }
}
