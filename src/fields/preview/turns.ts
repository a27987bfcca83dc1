import { sharedMap } from '../../lib/inProcess'
import { refusal } from '../../refusals/refusals'

/** How many previews this process makes at a time. */
const MAX_AT_A_TIME = 4

const running = sharedMap<string, AbortController>('mapping-previews')

/**
 * Runs a person's preview. It takes the place of an older one of the same person, whose signal is aborted.
 * @throws {Refusal} BUSY if others have all places
 */
export const inPreviewTurn = async <Result>(
  userID: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const older = running.get(userID)
  if (!older && running.size >= MAX_AT_A_TIME) {
    throw refusal('BUSY', { message: 'Too many previews at a time. Try again shortly.' })
  }
  older?.abort()
  const mine = new AbortController()
  running.set(userID, mine)
  try {
    return await work(mine.signal)
  } finally {
    if (running.get(userID) === mine) running.delete(userID)
  }
}
