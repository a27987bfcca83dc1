import { log } from '../log'

/** What has been opened so far. It is closed in reverse order. */
export type Closers = {
  add: (close: () => Promise<unknown>) => void
  /** Closes everything, once. If one part fails, the others are still closed. */
  closeAll: () => Promise<void>
}

/** Makes an empty list of things to close. */
export const createClosers = (): Closers => {
  const stack: (() => Promise<unknown>)[] = []
  let closing: Promise<void> | undefined
  const closeAll = async () => {
    for (let close = stack.pop(); close !== undefined; close = stack.pop()) {
      await close().catch((err: unknown) =>
        log.error({ err, msg: 'A part of the desk did not stop' }),
      )
    }
  }
  return {
    add: (close) => stack.push(close),
    closeAll: () => {
      closing ??= closeAll()
      return closing
    },
  }
}
