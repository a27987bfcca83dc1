import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type LoadCell, type LoadSeen, seenSchema } from './messages'

/** A process of its own that posts reports. */
export type Loader = {
  run: (cell: LoadCell) => Promise<LoadSeen>
  stop: () => Promise<void>
}

const message = async (child: ChildProcess): Promise<unknown> => {
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`The loader ended with ${code}`)
  })
  gone.catch(() => undefined)
  const [received] = await Promise.race([once(child, 'message'), gone])
  return received
}

/** Starts the loader. */
export const startLoader = async (): Promise<Loader> => {
  const child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  })
  await message(child)
  return {
    run: async (cell) => {
      const answer = message(child)
      child.send(cell)
      return seenSchema.parse(await answer)
    },
    stop: async () => {
      if (child.exitCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
