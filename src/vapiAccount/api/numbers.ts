import type { JsonObject } from '../../lib/json'
import { naturalOrder } from '../../lib/naturalOrder'
import type { Answer } from './answer'
import type { Connection } from './connection'
import { serverURLOf, textOf } from './fields'
import { listAll } from './listAll'
import { KEEP_NUMBER } from './parsing/keep'

/** What the desk reads of a phone number. The carrier's secrets, which Vapi also gives, are dropped. */
export type PhoneNumber = {
  assistantID: null | string
  id: string
  name: null | string
  /** The number, or its SIP address. */
  number: null | string
  orgId: null | string
  provider: null | string
  serverURL: null | string
  squadID: null | string
  status: null | string
  workflowID: null | string
}

/** Reads a phone number as Vapi gives it. null: it is none. Pure. */
export const readNumber = (row: JsonObject): null | PhoneNumber => {
  const id = textOf(row.id)
  if (id === null) return null
  return {
    assistantID: textOf(row.assistantId),
    id,
    name: textOf(row.name),
    number: textOf(row.number) ?? textOf(row.sipUri),
    orgId: textOf(row.orgId),
    provider: textOf(row.provider),
    serverURL: serverURLOf(row),
    squadID: textOf(row.squadId),
    status: textOf(row.status),
    workflowID: textOf(row.workflowId),
  }
}

const byNumber = (a: PhoneNumber, b: PhoneNumber): number =>
  naturalOrder(a.number ?? a.name ?? a.id, b.number ?? b.name ?? b.id) || (a.id < b.id ? -1 : 1)

/** All phone numbers of the account, by number. @throws any database error */
export const listNumbers = async (connection: Connection): Promise<Answer<PhoneNumber[]>> => {
  const path = '/phone-number'
  const answer = await listAll({ connection, keep: KEEP_NUMBER, path, read: readNumber })
  return answer.ok ? { ok: true, value: answer.value.sort(byNumber) } : answer
}
