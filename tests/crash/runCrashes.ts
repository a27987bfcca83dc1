import { setTimeout as sleep } from 'node:timers/promises'
import { randomFrom } from '../../bench/load/random'
import { type CrashDesk, makeClients, startCrashDesk } from './crashDesk'
import { KILLS, type Kill, kill } from './kills'
import type { LoadRecord } from './load/messages'
import { type Load, startLoad } from './load/startLoad'
import { type Verdict, verify } from './verify'

/** What a run of crashes came to. */
export type CrashResult = {
  kills: { milliseconds: number; what: Kill }[]
  record: LoadRecord
  verdict: Verdict
}

const CLIENTS = 4
const SENDERS = 24
/** How long a desk may take to serve again before the run gives up on it. */
const PATIENCE_MILLISECONDS = 90_000
/** So many answers after a kill, and it counts as serving again. */
const SERVES_AGAIN = 25

/** Waits until the load has had so many answers of 2xx. */
export const untilAccepted = async ({
  load,
  signal,
  total,
}: {
  load: Load
  signal?: AbortSignal | undefined
  total: number
}): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MILLISECONDS
  while (load.progress().accepted < total) {
    signal?.throwIfAborted()
    if (Date.now() > deadline) throw new Error('The desk does not serve again')
    await sleep(20)
  }
}

/** One round: some load, a kill, and until the desk serves again. */
const playRound = async ({
  desk,
  load,
  quiet,
  signal,
  what,
}: {
  desk: CrashDesk
  load: Load
  /** How many reports are taken before the kill. */
  quiet: number
  signal: AbortSignal | undefined
  what: Kill
}): Promise<number> => {
  await untilAccepted({ load, signal, total: load.progress().accepted + quiet })
  const start = Date.now()
  await kill({ desk, what })
  await untilAccepted({ load, signal, total: load.progress().accepted + SERVES_AGAIN })
  if (!desk.isRunning()) throw new Error(`The app ended after the end of: ${what}`)
  return Date.now() - start
}

/**
 * Posts reports to a real desk from a process of its own, kills the desk and its database without
 * warning, and then counts what is there.
 * @param kills how often something dies, in turns: the app, one of PostgreSQL's processes, all of
 * PostgreSQL, everything
 * @param reports at least so many are acknowledged in the end
 */
export const runCrashes = async ({
  kills,
  onEvent = () => undefined,
  reports,
  signal,
}: {
  kills: number
  onEvent?: (line: string) => void
  reports: number
  /** Ends the run and cleans up. */
  signal?: AbortSignal
}): Promise<CrashResult> => {
  const random = randomFrom(7)
  const desk = await startCrashDesk()
  let load: Load | undefined
  try {
    const clients = await makeClients({ count: CLIENTS, url: desk.url })
    load = startLoad({ senders: SENDERS, tokens: clients.map(({ token }) => token), url: desk.url })
    await untilAccepted({ load, total: 100 })
    const done: CrashResult['kills'] = []
    for (let round = 0; round < kills; round += 1) {
      const what = KILLS[round % KILLS.length] ?? 'app'
      // Spread over the whole run, at no regular moment.
      const share = (reports / kills) * (0.5 + random())
      const quiet = Math.max(50, Math.min(Math.round(share), reports - load.progress().accepted))
      const milliseconds = await playRound({ desk, load, quiet, signal, what })
      done.push({ milliseconds, what })
      const { accepted, sent } = load.progress()
      onEvent(
        `kill ${round + 1} of ${kills}: ${what}; serves again after ${(milliseconds / 1000).toFixed(1)} s; ${accepted} of ${sent} acknowledged`,
      )
    }
    while (load.progress().accepted < reports) {
      const total = Math.min(reports, load.progress().accepted + 1_000)
      await untilAccepted({ load, signal, total })
    }
    const record = await load.stop()
    const verdict = await verify({ clients, databaseURL: await desk.databaseURL(), record })
    return { kills: done, record, verdict }
  } finally {
    await load?.kill()
    await desk.remove()
  }
}
