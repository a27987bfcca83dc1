import type { ImportArgs } from '../types'
import { textIn } from './fields'
import type { DjangoGroup } from './groups'
import { readJsonItems } from './jsonItems'
import { type DjangoRecord, GROUP_MODEL, looksLikeCall, looksLikeUser, toRecord } from './models'
import { type ReadAccount, readAccount } from './readAccount'
import { type ReadCall, readCall } from './readCall'

type File = Pick<ImportArgs, 'options' | 'path' | 'signal'>

async function* recordsOf({
  options,
  path,
  signal,
}: File): AsyncGenerator<{ line: number; record: DjangoRecord }> {
  for await (const { item, number } of readJsonItems({ path, signal })) {
    const record = toRecord(item, options.map)
    if (record) yield { line: number, record }
  }
}

/** Whether a record is one of the model that was asked for; without one, by its fields. */
const isOf = (
  record: DjangoRecord,
  asked: string | undefined,
  looksLike: (record: DjangoRecord) => boolean,
): boolean =>
  asked === undefined ? looksLike(record) : record.model === asked.trim().toLowerCase()

/** Reads the accounts and groups of a dump. Django may have written them after the calls. */
export const readAccounts = async (
  file: File,
): Promise<{ accounts: ReadAccount[]; groups: DjangoGroup[] }> => {
  const accounts: ReadAccount[] = []
  const groups: DjangoGroup[] = []
  for await (const { line, record } of recordsOf(file)) {
    if (record.model === GROUP_MODEL) {
      const name = textIn(record.fields, 'name')
      if (name !== null) groups.push({ line, name, pk: record.pk })
    } else if (isOf(record, file.options.usersModel, looksLikeUser)) {
      accounts.push(readAccount(record, line))
    }
  }
  return { accounts, groups }
}

/** Reads the calls of a dump, one after another. */
export async function* readCalls(file: File): AsyncGenerator<ReadCall> {
  for await (const { line, record } of recordsOf(file)) {
    if (isOf(record, file.options.callsModel, looksLikeCall)) yield readCall(record, line)
  }
}
