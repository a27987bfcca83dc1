import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type LoadRecord, noticeSchema, type Order } from './messages'

/** A load process. */
export type Load = {
  kill: () => Promise<void>
  /** How many requests were answered 2xx, and sent, so far. */
  progress: () => { accepted: number; sent: number }
  stop: () => Promise<LoadRecord>
}

/** Starts a process that posts reports to `url` until it is stopped. */
export const startLoad = ({
  senders,
  tokens,
  url,
}: {
  senders: number
  tokens: string[]
  url: string
}): Load => {
  const child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  })
  const tell = (order: Order) => child.send(order)
  let progress = { accepted: 0, sent: 0 }
  const record = new Promise<LoadRecord>((resolve, reject) => {
    child.on('message', (message) => {
      const notice = noticeSchema.parse(message)
      if (notice.kind === 'record') resolve(notice)
      else progress = { accepted: notice.accepted, sent: notice.sent }
    })
    child.once('exit', (code) => reject(new Error(`The load process ended with ${code}`)))
  })
  record.catch(() => undefined)
  tell({ kind: 'start', senders, tokens, url })
  return {
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
    progress: () => progress,
    stop: () => {
      tell({ kind: 'stop' })
      return record
    },
  }
}
