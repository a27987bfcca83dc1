import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { type LoadCell, type LoadSeen, seenSchema } from './messages'

/** A separate process that sends requests. */
export type Loader<Cell = LoadCell, Seen = LoadSeen> = {
  run: (cell: Cell) => Promise<Seen>
  stop: () => Promise<void>
}

/**
 * Starts a loader.
 * @param main the module that it runs
 * @param seen the schema of its answer to each cell
 */
export const forkLoader = async <Cell extends object, Seen>({
  main,
  seen,
}: {
  main: URL
  seen: z.ZodType<Seen>
}): Promise<Loader<Cell, Seen>> => {
  const child = fork(fileURLToPath(main), { execArgv: ['--import', 'tsx'] })
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
      return seen.parse(await answer)
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

/** Starts the loader that posts reports. */
export const startLoader = (): Promise<Loader> =>
  forkLoader<LoadCell, LoadSeen>({ main: new URL('./main.ts', import.meta.url), seen: seenSchema })
