import { sharedMap } from '../../lib/inProcess'

/** How many requests of a process may wait for one account. */
const MAX_WAITING = 50

type Waiter = { isForPerson: boolean; wake: () => void }
type Line = { isTaken: boolean; waiting: Waiter[] }

const lines = sharedMap<string, Line>('vapi lines')

const lineOf = (accountID: string): Line => {
  const known = lines.get(accountID)
  if (known) return known
  const made = { isTaken: false, waiting: [] }
  lines.set(accountID, made)
  return made
}

const leave = (accountID: string, line: Line): void => {
  const next = line.waiting.shift()
  if (next) next.wake()
  else lines.delete(accountID)
}

type Enter = { accountID: string; isForPerson: boolean; signal: AbortSignal }

/**
 * Waits until no other request of this process is before this one, so that only one of them asks the database
 * whether it is the account's turn. Requests for a person who waits come before those of loops.
 * @returns what ends the turn; null if the signal aborts, or too many wait
 */
export const enterLine = async ({
  accountID,
  isForPerson,
  signal,
}: Enter): Promise<(() => void) | null> => {
  const line = lineOf(accountID)
  if (line.isTaken) {
    if (signal.aborted || line.waiting.length >= MAX_WAITING) return null
    const isMine = await new Promise<boolean>((resolve) => {
      const stop = () => {
        line.waiting = line.waiting.filter((each) => each !== waiter)
        resolve(false)
      }
      const wake = () => {
        signal.removeEventListener('abort', stop)
        resolve(true)
      }
      const waiter = { isForPerson, wake }
      const firstOfLoops = isForPerson ? line.waiting.findIndex((each) => !each.isForPerson) : -1
      line.waiting.splice(firstOfLoops < 0 ? line.waiting.length : firstOfLoops, 0, waiter)
      signal.addEventListener('abort', stop, { once: true })
    })
    if (!isMine) return null
  }
  line.isTaken = true
  let hasLeft = false
  return () => {
    if (hasLeft) return
    hasLeft = true
    leave(accountID, line)
  }
}
