import { log } from '../log'

/** What has been opened, to be closed in reverse order. */
export type Closers = {
  add: (close: () => Promise<unknown>) => void
  /** Closes everything, once, also when a part of it fails. */
  closeAll: () => Promise<void>
}

/** Makes an empty list of things to close. */
export const createClosers = (): Closers => {
  const stack: (() => Promise<unknown>)[] = []
  let closing: Promise<void> | undefined
  const closeAll = async () => {
    for (let close = stack.pop(); close !== undefined; close = stack.pop()) {
      await close().catch((err: unknown) => log.error({ err, msg: 'Something did not stop' }))
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
