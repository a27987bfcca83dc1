import { setTimeout as sleep } from 'node:timers/promises'

const EVERY_MS = 20

/** How long other requests wait for an answer, in milliseconds. */
export type AnswerTimes = { p50: number; p99: number }

/**
 * Sends a cheap request to a desk again and again until the work is done. Returns its result and the times.
 */
export const answerTimesDuring = async <Result>(
  url: string,
  work: () => Promise<Result>,
): Promise<{ result: Result; times: AnswerTimes }> => {
  const times: number[] = []
  let isOver = false
  const asking = (async () => {
    while (!isOver) {
      const start = performance.now()
      await (await fetch(`${url}/api/health`)).arrayBuffer()
      times.push(performance.now() - start)
      await sleep(EVERY_MS)
    }
  })()
  const result = await work().finally(() => {
    isOver = true
  })
  await asking
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN
  return { result, times: { p50: at(0.5), p99: at(0.99) } }
}
