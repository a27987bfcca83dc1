/** How many dry runs a process does at the same time, of different people. */
const MOST = 2

const running = new Set<string>()

/**
 * Lets a person make one dry run at a time in this process.
 * @returns ends it; null if that person has one running, or too many others have
 */
export const takeDryRun = (userID: string): (() => void) | null => {
  if (running.has(userID) || running.size >= MOST) return null
  running.add(userID)
  return () => void running.delete(userID)
}
