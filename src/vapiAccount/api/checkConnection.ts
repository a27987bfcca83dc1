import { isJsonObject } from '../../lib/json'
import type { Answer } from './answer'
import { ask } from './ask'
import type { Connection } from './connection'
import { rowsOf, textOf } from './fields'
import { areOurs, refuseOtherOrg } from './listAll'
import { KEEP_NUMBER } from './parsing/keep'
import { learnRetention } from './retention'

const LISTS = ['/assistant', '/phone-number'] as const

/**
 * Asks for one assistant, or one number where there is none: whether the key works, and of which organisation it
 * is. Then for how long calls are kept, unless that was asked this week.
 * @throws any database error
 */
export const checkConnection = async (connection: Connection): Promise<Answer<null>> => {
  for (const path of LISTS) {
    const request = { method: 'GET', path, query: { limit: '1' } } as const
    const answer = await ask(connection, request, { keep: KEEP_NUMBER })
    if (!answer.ok) return answer
    const rows = (rowsOf(answer.value.value) ?? []).filter(isJsonObject)
    if (!(await areOurs(connection, rows))) return await refuseOtherOrg(connection)
    if (connection.orgId !== null || rows.some(({ orgId }) => textOf(orgId) !== null)) break
  }
  const learned = await learnRetention(connection)
  return learned.ok ? { ok: true, value: null } : learned
}
