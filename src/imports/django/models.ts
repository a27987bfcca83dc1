import { z } from 'zod'
import type { JsonObject, JsonValue } from '../../lib/json'
import type { ImportOptions } from '../types'

/** The name of Django's model of groups. */
export const GROUP_MODEL = 'auth.group'

const recordSchema = z.object({
  fields: z.custom<JsonObject>((value) => typeof value === 'object' && value !== null),
  model: z.string(),
  pk: z.union([z.string(), z.number()]).nullish(),
})

/** An object of the dump: a row of a table. `pk` is null where the dump was made with natural keys. */
export type DjangoRecord = { fields: JsonObject; model: string; pk: null | string }

/** The record in an object of the dump, with its fields under the names that the importer knows; null if it is none. */
export const toRecord = (item: JsonObject, map: ImportOptions['map']): DjangoRecord | null => {
  const found = recordSchema.safeParse(item).data
  if (!found || Array.isArray(found.fields)) return null
  const renamed = Object.entries(map).filter(
    ([old, name]) => Object.hasOwn(found.fields, old) && !Object.hasOwn(found.fields, name),
  )
  const added = renamed.map(([old, name]): [string, JsonValue] => [name, found.fields[old] ?? null])
  const fields =
    renamed.length === 0 ? found.fields : { ...found.fields, ...Object.fromEntries(added) }
  const { pk } = found
  return {
    fields,
    model: found.model.toLowerCase(),
    pk: pk === null || pk === undefined ? null : String(pk),
  }
}

const has = ({ fields }: DjangoRecord, ...names: readonly string[]): boolean =>
  names.every((name) => Object.hasOwn(fields, name))

/** Whether a record can be an account of the original. */
export const looksLikeUser = (record: DjangoRecord): boolean =>
  has(record, 'email', 'vapi_webhook_token')

/** Whether a record can be a call of the original. */
export const looksLikeCall = (record: DjangoRecord): boolean => has(record, 'call_id', 'user')

/** What a dump holds: how many records of each model, and which of them are accounts and calls. */
export type DjangoModels = {
  calls: null | string
  counts: ReadonlyMap<string, number>
  users: null | string
}

/** Finds the models of accounts and calls while the dump is read. */
export class ModelFinder {
  readonly #counts = new Map<string, number>()
  readonly #options: ImportOptions
  readonly #users = new Set<string>()
  readonly #calls = new Set<string>()

  constructor(options: ImportOptions) {
    this.#options = options
  }

  add(record: DjangoRecord): void {
    const { model } = record
    const known = this.#counts.get(model) ?? 0
    this.#counts.set(model, known + 1)
    // The fields of all records of a model are the same.
    if (known > 0) return
    if (looksLikeUser(record)) this.#users.add(model)
    if (looksLikeCall(record)) this.#calls.add(model)
  }

  /** The models, or a sentence why they cannot be told. */
  found(): DjangoModels | string {
    const users = this.#one('users', this.#options.usersModel, this.#users)
    if (typeof users === 'string') return users
    const calls = this.#one('calls', this.#options.callsModel, this.#calls)
    if (typeof calls === 'string') return calls
    if (users.model === null) {
      return `No model in the file has the fields “email” and “vapi_webhook_token”. Name the model of the accounts, and map its fields if they have other names. ${this.#all()}`
    }
    return { calls: calls.model, counts: this.#counts, users: users.model }
  }

  #all(): string {
    const names = [...this.#counts.keys()].slice(0, 20).join(', ')
    return names === '' ? 'The file has no records of Django.' : `The file has: ${names}.`
  }

  #one(
    what: 'calls' | 'users',
    asked: string | undefined,
    like: ReadonlySet<string>,
  ): string | { model: null | string } {
    if (asked !== undefined) {
      const model = asked.trim().toLowerCase()
      return this.#counts.has(model)
        ? { model }
        : `The file has no records of the model “${model}”. ${this.#all()}`
    }
    const [first, ...others] = like
    if (others.length === 0) return { model: first ?? null }
    return `More than one model in the file can be the ${what}: ${[...like].join(', ')}. Say which.`
  }
}
