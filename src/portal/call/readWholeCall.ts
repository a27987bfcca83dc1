import type { PayloadRequest, SelectType } from 'payload'
import { z } from 'zod'
import { readPool } from '../../database/connection/replica'
import { FEEDBACK_REASONS } from '../../followUps/shapes'
import { readCall } from '../../reading/readCall'
import { listedSchema } from '../calls/listedCall'

const text = z.string().nullish()

const feedbackSchema = z.object({
  answer: text,
  at: text,
  reason: z.enum(FEEDBACK_REASONS).nullish().catch(null),
  state: z.enum(['answered', 'closed', 'new']).nullish().catch(null),
  text,
})

const callSchema = listedSchema.extend({
  feedback: feedbackSchema.nullish(),
  followUpAt: text,
  followUpBy: z.enum(['client', 'rule', 'staff']).nullish().catch(null),
  followUpNote: text,
  messages: z.unknown(),
  structuredData: z.unknown(),
})

/** Everything that the page of a call shows of it, but for the transcript. */
export type WholeCall = z.infer<typeof callSchema> & {
  /** Its report did not come; it was fetched later. */
  isLate?: boolean
}

const SELECTED: SelectType = Object.fromEntries(
  Object.keys(callSchema.shape).map((name) => [name, true]),
)

const idSchema = z.uuid()

// By its status: another copy of the class is as good.
const isNotFound = (error: unknown): boolean => Reflect.get(Object(error), 'status') === 404

const LATE = {
  name: 'desk_call_is_late',
  text: `select source = 'recovered' as late from call_summaries where id = $1::uuid`,
}

// Clients do not see the source itself.
const readIsLate = async ({ payload }: PayloadRequest, id: string): Promise<boolean> => {
  const pool = await readPool(payload.db.pool)
  const { rows } = await pool.query<{ late: boolean | null }>({ ...LATE, values: [id] })
  return rows[0]?.late === true
}

/**
 * Reads a call of the client.
 * @returns null if there is no such call, if it is another client's, and for what is no ID
 */
export const readWholeCall = async (req: PayloadRequest, id: string): Promise<null | WholeCall> => {
  if (!idSchema.safeParse(id).success) return null
  try {
    const args = { depth: 0, select: { ...SELECTED } }
    const call = callSchema.parse(await readCall({ args, id, req }))
    return { ...call, isLate: await readIsLate(req, call.id) }
  } catch (error) {
    if (isNotFound(error)) return null
    throw error
  }
}

const transcriptSchema = z.object({ transcript: text })

/** Reads what was said in a call as one text. Only calls without turns need it, and it can be long. */
export const readTranscript = async (req: PayloadRequest, id: string): Promise<string> => {
  const call = await readCall({ args: { depth: 0, select: { transcript: true } }, id, req })
  return transcriptSchema.parse(call).transcript ?? ''
}
