import { createPacer } from '../lib/createPacer'

/** How long an import waits between its statements: longer while the process has other work, which comes first. */
const PACE = { busy: { factor: 4, longestMs: 2_000 }, idle: { factor: 0.1, longestMs: 200 } }

/** Makes the pauses of one import. @returns waits after a piece of work that began at a time of `performance.now()` */
export const importPace = (signal: AbortSignal): ((began: number) => Promise<void>) => {
  const pace = createPacer(PACE)
  return (began) => pace(performance.now() - began, signal)
}
