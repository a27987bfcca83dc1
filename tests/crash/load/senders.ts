import { setTimeout as sleep } from 'node:timers/promises'
import { Connection } from '../../../bench/load/connection'
import { randomFrom } from '../../../bench/load/random'
import type { LoadRecord } from './messages'
import { makeBodies, sentCall } from './sentCall'

/** One call in so many is sent three times at once, one is sent again later: 7 % of all are repeats. */
const AT_ONCE_PERIOD = 40
const AGAIN_PERIOD = 50
/** How far back a later repeat may reach. */
const MEMORY = 2_000
/** How long a sender waits who was not answered, as a real one would. */
const PAUSE_MILLISECONDS = 250

/** Posts until it is stopped. */
export type Senders = {
  progress: () => { accepted: number; sent: number }
  /** Waits for what is in flight, then says what was answered. */
  stop: () => Promise<LoadRecord>
}

const bump = (list: number[], number: number): void => {
  while (list.length < number) list.push(0)
  list[number - 1] = (list[number - 1] ?? 0) + 1
}

/** Starts to post calls, each again and again now and then, whatever becomes of the server. */
export const startSenders = ({
  senders,
  tokens,
  url,
}: {
  senders: number
  tokens: readonly string[]
  url: string
}): Senders => {
  const bodies = makeBodies()
  const random = randomFrom(1)
  const accepted: number[] = []
  const refused: number[] = []
  const statuses: Record<string, number> = {}
  const waiting: number[] = []
  let made = 0
  let sent = 0
  let totalAccepted = 0
  let slowestMilliseconds = 0
  let isWanted = true

  const nextNumber = (): number => {
    const repeated = waiting.pop()
    if (repeated !== undefined) return repeated
    made += 1
    if (made % AT_ONCE_PERIOD === 0) waiting.push(made, made)
    if (made % AGAIN_PERIOD === 0) waiting.push(Math.max(1, made - Math.ceil(random() * MEMORY)))
    return made
  }

  const postOne = async (connection: Connection): Promise<void> => {
    const number = nextNumber()
    const { body, client, id } = sentCall({ bodies, clients: tokens.length, number })
    const start = performance.now()
    sent += 1
    const { status } = await connection.post({
      length: body.byteLength,
      parts: body.parts.flatMap((part, index) => (index === 0 ? [part] : [id, part])),
      path: `/api/v1/vapi/webhook/${tokens[client]}`,
    })
    slowestMilliseconds = Math.max(slowestMilliseconds, performance.now() - start)
    const name = String(status ?? 'none')
    statuses[name] = (statuses[name] ?? 0) + 1
    const isAccepted = status !== null && status >= 200 && status < 300
    bump(isAccepted ? accepted : refused, number)
    if (isAccepted) {
      totalAccepted += 1
      return
    }
    // A client with a backoff plan sends it again; some never do.
    if (number % 2 === 0) waiting.unshift(number)
    await sleep(PAUSE_MILLISECONDS)
  }

  const connections = Array.from({ length: senders }, () => new Connection({ url }))
  const running = connections.map(async (connection) => {
    while (isWanted) await postOne(connection)
    connection.close()
  })
  return {
    progress: () => ({ accepted: totalAccepted, sent }),
    stop: async () => {
      isWanted = false
      await Promise.all(running)
      return { accepted, kind: 'record', refused, slowestMilliseconds, statuses }
    },
  }
}
