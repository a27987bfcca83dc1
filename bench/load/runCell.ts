import { Connection } from './connection'
import type { LoadCell, LoadSeen } from './messages'
import { callId, makeReports, type ReportTemplate } from './reports'

const VARIANTS = 8
/**
 * Two of 41 requests are repeats: one sent along with its original, one of the call that was answered last.
 */
const PERIOD = 40

const templates = new Map<number, ReportTemplate[]>()

const templatesOf = (bytes: number): ReportTemplate[] => {
  const known = templates.get(bytes)
  if (known) return known
  const made = makeReports({ bytes, count: VARIANTS })
  templates.set(bytes, made)
  return made
}

/** What to send: the number of a call, and that of a body. */
type Turn = { body: number; number: number }

/** Every other report is of a call that was already acknowledged, with another body. */
const createMergingSchedule = () => {
  let made = 0
  let turn = 0
  return (answered: number | undefined): Turn => {
    turn += 1
    if (turn % 2 === 0 && answered !== undefined) return { body: answered + turn, number: answered }
    made += 1
    return { body: made, number: made }
  }
}

/**
 * Decides which call to send next: mostly a new one, sometimes the one that was just sent, sometimes one that
 * was already acknowledged. With one sender, two requests are never in flight together.
 */
const createSchedule = () => {
  let made = 0
  let turn = 0
  let twin: number | undefined
  const next = (answered: number | undefined): number => {
    if (twin !== undefined) {
      const repeated = twin
      twin = undefined
      return repeated
    }
    turn += 1
    if (turn % PERIOD === PERIOD / 2 && answered !== undefined) return answered
    made += 1
    if (turn % PERIOD === 0) twin = made
    return made
  }
  return (answered: number | undefined): Turn => {
    const number = next(answered)
    return { body: number, number }
  }
}

const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

const sendersOf = (cell: LoadCell) =>
  Array.from({ length: cell.concurrency }, () => new Connection({ url: cell.url }))

/** Posts reports for the cell's seconds, as many at a time as it says, and waits for the last answer. */
export const runCell = async (cell: LoadCell): Promise<LoadSeen> => {
  const bodies = templatesOf(cell.bytes)
  const schedule = cell.repeats === 'half' ? createMergingSchedule() : createSchedule()
  const acknowledged = new Map<number, string>()
  const latencies: number[] = []
  const statuses: Record<string, number> = {}
  let accepted = 0
  let last: number | undefined

  const postOne = async (connection: Connection): Promise<void> => {
    const { body, number } = schedule(last)
    const template = bodies[body % bodies.length]
    const token = cell.tokens[number % cell.tokens.length]
    if (template === undefined || token === undefined) throw new Error('Nothing to send')
    const id = callId({ number, run: cell.run })
    const parts = template.parts.flatMap((part, index) => (index === 0 ? [part] : [id, part]))
    const sent = performance.now()
    const { status } = await connection.post({
      length: template.byteLength,
      parts,
      path: `/api/v1/vapi/webhook/${token}`,
    })
    latencies.push(performance.now() - sent)
    const name = String(status ?? 'none')
    statuses[name] = (statuses[name] ?? 0) + 1
    if (status === null || status < 200 || status > 299) return
    accepted += 1
    last = number
    acknowledged.set(number, id)
  }

  const connections = sendersOf(cell)
  const cpu = process.cpuUsage()
  const start = performance.now()
  const deadline = start + cell.seconds * 1000
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < deadline) await postOne(connection)
    }),
  )
  const milliseconds = performance.now() - start
  const spent = process.cpuUsage(cpu)
  for (const connection of connections) connection.close()
  const sorted = Float64Array.from(latencies).sort()
  return {
    accepted,
    acknowledged: [...acknowledged.values()],
    cpu: (spent.user + spent.system) / 1000,
    milliseconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    statuses,
  }
}
