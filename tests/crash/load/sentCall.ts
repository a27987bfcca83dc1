import { callId, makeReports, type ReportTemplate } from '../../../bench/load/reports'

/** Bodies as long as a hurried call's and as a talkative one's. */
const SIZES = [3, 8, 25, 60] as const
const VARIANTS = 3
/** Every so many calls, one has the id of the call before, which is another client's. */
const SHARED_ID_PERIOD = 50

/** Makes the bodies, in the order in which calls use them. */
export const makeBodies = (): ReportTemplate[] =>
  SIZES.flatMap((size) => makeReports({ bytes: size * 1024, count: VARIANTS }))

/** What belongs to the call with that number, from 1 on. */
export const sentCall = ({
  bodies,
  clients,
  number,
}: {
  bodies: readonly ReportTemplate[]
  /** How many there are: at least two. */
  clients: number
  number: number
}): { body: ReportTemplate; client: number; id: string } => {
  const body = bodies[number % bodies.length]
  if (body === undefined) throw new Error('There are no bodies')
  const named = number % SHARED_ID_PERIOD === 0 ? number - 1 : number
  return { body, client: number % clients, id: callId({ number: named, run: 1 }) }
}
