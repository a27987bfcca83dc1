import type { Payload } from 'payload'
import { z } from 'zod'
import type { DeskMapping } from '../vapi/mapping/mapping'
import { readDeskMapping } from './stored'

const rowsSchema = z.array(z.object({ mapping: z.unknown() })).max(1)

/** The desk's mapping as it is stored now; an empty one if there is none. */
export const deskMappingOf = async ({ db }: Pick<Payload, 'db'>): Promise<DeskMapping> => {
  const { rows } = await db.pool.query({
    name: 'desk_mapping',
    text: 'select mapping from field_mapping limit 1',
  })
  return readDeskMapping(rowsSchema.parse(rows)[0]?.mapping)
}
