import { isJsonObject, type JsonObject } from '../../lib/json'
import type { Answer } from './answer'
import { ask, OTHER_ORG } from './ask'
import type { Connection } from './connection'
import { rowsOf, textOf, timeOf } from './fields'
import type { Keep } from './parsing/keep'

/** The most that Vapi gives at a time. */
const PAGE = 1_000

/** At most so many pages are asked for: 20,000 rows. */
const MAX_PAGES = 20

type ListAll<Row> = {
  connection: Connection
  isOptional?: boolean
  keep: Keep
  path: string
  /** null: the row is none. */
  read: (row: JsonObject) => null | Row
}

const NO_LIST: { ok: false; problem: { kind: 'invalid'; message: string } } = {
  ok: false,
  problem: { kind: 'invalid', message: 'Vapi’s answer is not the list that was asked for.' },
}

/** Whether all rows that name an organisation name the account's. */
export const areOurs = async (
  connection: Connection,
  rows: readonly JsonObject[],
): Promise<boolean> => {
  const named = new Set(rows.map(({ orgId }) => textOf(orgId)).filter((id) => id !== null))
  for (const orgId of named) {
    if (!(await connection.takesOrg(orgId))) return false
  }
  return true
}

/** An answer of another organisation, which is noted with the account. */
export const refuseOtherOrg = async (connection: Connection): Promise<typeof OTHER_ORG> => {
  await connection.note(OTHER_ORG.problem)
  return OTHER_ORG
}

/**
 * All rows of a list that Vapi gives by creation. Rows that are none are left out. A second page begins at the
 * oldest row of the first, inclusive: others may be of the same millisecond.
 */
export const listAll = async <Row>({
  connection,
  isOptional = false,
  keep,
  path,
  read,
}: ListAll<Row>): Promise<Answer<Row[]>> => {
  const found = new Map<string, Row>()
  let before: Date | undefined
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = {
      limit: String(PAGE),
      ...(before && { createdAtLe: before.toISOString() }),
    }
    const answer = await ask(connection, { method: 'GET', path, query }, { isOptional, keep })
    if (!answer.ok) return answer
    const rows = rowsOf(answer.value.value)
    if (!rows) return NO_LIST
    const objects = rows.filter(isJsonObject)
    if (!(await areOurs(connection, objects))) return await refuseOtherOrg(connection)
    const known = found.size
    let oldest: Date | undefined
    for (const object of objects) {
      const id = textOf(object.id)
      const row = id === null || found.has(id) ? null : read(object)
      if (id !== null && row !== null) found.set(id, row)
      const created = timeOf(object.createdAt)
      if (created && (!oldest || created < oldest)) oldest = created
    }
    if (rows.length < PAGE || !oldest || found.size === known) break
    before = oldest
  }
  return { ok: true, value: [...found.values()] }
}
