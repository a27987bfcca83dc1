import type { Pool } from 'pg'
import { z } from 'zod'
import { keptBytes, noteRoom } from '../keep/rows'

/** So much has to be free below the limit before copying is said to go on: a few calls. */
const SOME_BYTES = 20 * 2 ** 20

const whySchema = z.array(z.object({ why: z.enum(['disk', 'limit']) }))

type Room = {
  /** Whether the disk has space to spare. */
  hasSpare: () => Promise<boolean>
  maxBytes: number
  pool: Pool
}

/** Takes back that there is no room, once there is: recordings were deleted, or the limit was raised. */
export const checkRoom = async ({ hasSpare, maxBytes, pool }: Room): Promise<void> => {
  const [noted] = whySchema.parse((await pool.query('select why from recording_room')).rows)
  if (!noted) return
  const hasRoom =
    noted.why === 'disk'
      ? await hasSpare()
      : (await keptBytes(pool)) + Math.min(SOME_BYTES, maxBytes / 2) <= maxBytes
  if (hasRoom) await noteRoom(pool)
}
