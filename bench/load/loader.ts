import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type LoadCell, type LoadSeen, seenSchema } from './messages'

/** A process of its own that posts reports. */
export type Loader = {
  run: (cell: LoadCell) => Promise<LoadSeen>
  stop: () => Promise<void>
}

/** Starts the loader. */
export const startLoader = async (): Promise<Loader> => {
  const child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  })
  let settle: { reject: (error: Error) => void; resolve: (message: unknown) => void } | undefined
  child.on('message', (message) => settle?.resolve(message))
  child.once('exit', (code) => settle?.reject(new Error(`The loader ended with ${code}`)))
  const nextMessage = () =>
    new Promise<unknown>((resolve, reject) => {
      settle = { reject, resolve }
    })
  await nextMessage()
  return {
    run: async (cell) => {
      const answer = nextMessage()
      child.send(cell)
      return seenSchema.parse(await answer)
    },
    stop: async () => {
      if (child.exitCode !== null) return
      settle = undefined
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
