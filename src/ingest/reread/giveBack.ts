import type { Payload } from 'payload'
import type { BulkEntry } from '../../audit/log'
import { type CallState, EDITABLE_FIELDS, type EditableField, unitOf } from '../../vapi/merge'
import { listBodies } from './keptBodies'
import { readCall } from './readCall'
import { readRow } from './readRows'
import { writeReread } from './write'

// A round is lost if the call is reported or edited while it runs.
const MAX_ROUNDS = 100

type GiveBack = {
  /** For the history: who gave the fields back. */
  entry: BulkEntry
  /** null: every field that people set. */
  fields: readonly EditableField[] | null
  id: string
  payload: Payload
}

/**
 * The fields that were given back, and whether the call was read again from its bodies. Without any bodies,
 * the values stay as they are.
 */
export type GivenBack = { givenBack: EditableField[]; reread: boolean }

/** A call as if nobody had set these fields. */
const without = (state: CallState, given: readonly EditableField[]): CallState => {
  const names: readonly string[] = given
  const edits = Object.entries(state.edits ?? {}).filter(([name]) => !names.includes(name))
  // A currency that a person chose must not decide what a price means.
  const currency = given.includes('currency') ? null : state.values.currency
  return { ...state, edits: Object.fromEntries(edits), values: { ...state.values, currency } }
}

/**
 * Gives fields that a person set back to the reports, together with the fields that belong to them: from now
 * on they say what the call's kept bodies say. Fields that nobody set are ignored.
 * @returns null if there is no such call
 * @throws if the call changes during every attempt
 */
export const giveBack = async ({
  entry,
  fields,
  id,
  payload,
}: GiveBack): Promise<GivenBack | null> => {
  const requested = new Set<EditableField>((fields ?? EDITABLE_FIELDS).flatMap(unitOf))
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const row = await readRow(payload, id)
    if (!row) return null
    const { edits } = row.state
    const givenBack = EDITABLE_FIELDS.filter((field) => requested.has(field) && edits?.[field])
    if (givenBack.length === 0) return { givenBack, reread: false }
    const listed = (await listBodies(payload.db.pool, [id])).get(id) ?? []
    const kept = without(row.state, givenBack.flatMap(unitOf))
    const read = await readCall({ kept, listed, pool: payload.db.pool, row })
    const next = read.state ?? { ...kept, values: row.state.values }
    const { version } = read
    const written = await writeReread({ entry, listed, next, payload, row, version })
    if (written !== 'moved') return { givenBack, reread: read.state !== null }
  }
  throw new Error('A call changed on every attempt to give an edit back')
}
