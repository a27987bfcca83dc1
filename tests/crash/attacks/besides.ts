import { setTimeout as sleep } from 'node:timers/promises'
import { postReport } from '../postReport'

/** What happened to steady reports of one client while somebody else attacked. */
export type Besides = {
  /** How often the attack was answered with each status; `gone`: the connection broke. */
  attack: Record<string, number>
  /** Reports that were not stored, or not in time. */
  badReports: string[]
  reports: number
}

/** How long a report may take, in milliseconds. */
const REPORT_MS = 5_000
const EVERY_MS = 150

type Attack = {
  /** How much of it goes on at a time. */
  atOnce: number
  /** One of it, by number; resolves with the status. */
  one: (n: number) => Promise<number>
  seconds: number
}

let run = 1_000

/** Posts reports of one client, steadily, while the attack goes on. */
export const besides = async (
  { token, url }: { token: string; url: string },
  { atOnce, one, seconds }: Attack,
): Promise<Besides> => {
  run += 1
  const counts: Record<string, number> = {}
  const badReports: string[] = []
  let isOver = false
  let number = 0
  const posted: Promise<void>[] = []
  const post = async (): Promise<void> => {
    number += 1
    const { milliseconds, status } = await postReport({ number, run, token, url })
    if (status !== 200 || milliseconds > REPORT_MS) {
      badReports.push(`${status} after ${Math.round(milliseconds)} ms`)
    }
  }
  const steadily = async (): Promise<void> => {
    while (!isOver) {
      posted.push(post())
      await sleep(EVERY_MS)
    }
    await Promise.all(posted)
  }
  const reports = steadily()
  const end = performance.now() + seconds * 1_000
  let n = 0
  const attack = async (): Promise<void> => {
    while (performance.now() < end) {
      n += 1
      const status = await one(n).catch(() => 'gone')
      counts[status] = (counts[status] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, attack))
  isOver = true
  await reports
  return { attack: counts, badReports, reports: posted.length }
}
