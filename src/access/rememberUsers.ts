import type { Payload } from 'payload'
import { z } from 'zod'
import { noteAway } from '../database/connection/away'
import { isObject } from '../lib/values'
import { wrapStrategies } from '../payload/strategies'
import { noteWay } from '../quickWays'
import { readUserVersion, type UserKey } from './userVersion'

const MAX_REMEMBERED = 1_000

const withoutSecrets = (user: unknown): unknown => {
  if (!isObject(user)) return user
  const { vapiSender, vapiWebhookToken: _, ...rest } = user
  if (!isObject(vapiSender)) return rest
  const { secret: __, ...sender } = vapiSender
  return { ...rest, vapiSender: sender }
}

/** Nobody needs a token or a secret to be known, and whoever is signed in is handed to much code. */
const asSignedIn = (read: unknown): unknown =>
  isObject(read) && Array.isArray(read.docs)
    ? { ...read, docs: read.docs.map(withoutSecrets) }
    : withoutSecrets(read)

type Remembered = { document: unknown; version: string }
type Recall = { how: 'find' | 'findByID'; key: UserKey; load: () => Promise<unknown> }

/** `structuredClone`, for what JSON is made of at a tenth of its time. */
const copyOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copyOf)
  if (typeof value !== 'object' || value === null) return value
  if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value)
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copyOf(each)]))
}

/**
 * A memory of users' documents that never answers with an old one: each time, one statement asks the
 * database whether anything that the document is made of was written since.
 */
const createMemory = (payload: Payload) => {
  const remembered = new Map<string, Remembered>()

  const keep = (name: string, found: Remembered): void => {
    remembered.delete(name)
    remembered.set(name, found)
    const oldest = remembered.keys().next().value
    if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest)
  }

  return async ({ how, key, load }: Recall): Promise<unknown> => {
    // Read before the document: what is written in between only makes the copy seem older.
    const current = await readUserVersion(payload.db.pool, key)
    if (current === null) return asSignedIn(await load())
    const name = `${how} ${current.id}`
    const known = remembered.get(name)
    const fresh =
      known?.version === current.version
        ? known
        : { document: asSignedIn(await load()), version: current.version }
    keep(name, fresh)
    // Payload writes into what it is given, and so may hooks.
    return copyOf(fresh.document)
  }
}

const byIDSchema = z.object({
  collection: z.literal('users'),
  id: z.uuid(),
  overrideAccess: z.literal(true),
})

const equals = z.object({ apiKeyIndex: z.object({ equals: z.string() }) })
const byKeySchema = z.object({
  collection: z.literal('users'),
  overrideAccess: z.literal(true),
  where: z.strictObject({ or: z.array(equals) }),
})

/** Payload's strategies keep to themselves why they found nobody. */
const noting = async <Found>(asked: Promise<Found>): Promise<Found> => {
  try {
    return await asked
  } catch (error) {
    noteAway()
    throw error
  }
}

/** With the groups, so that nobody has to fetch a person's permissions afterwards. */
const depth = 1

/**
 * Lets signing in by a token or an API key recall the user's document. Payload makes it anew for every
 * request, from six tables and seventy fields, which costs more than most of the lists that it is made
 * for. What is checked stays as it is and is Payload's: the token, its session, the key.
 *
 * The strategies get a `payload` whose `find` and `findByID` remember what they read of users.
 */
export const rememberUsers = (payload: Payload): void => {
  const recall = createMemory(payload)
  const remembering: Payload = Object.create(payload, {
    find: {
      value: (args: Parameters<Payload['find']>[0]) => {
        const asked = byKeySchema.safeParse(args).data
        noteWay('user', asked !== undefined)
        const load = () => payload.find({ ...args, depth })
        if (!asked) return noting(payload.find(args))
        const values = asked.where.or.map((each) => each.apiKeyIndex.equals)
        return noting(recall({ how: 'find', key: { by: 'apiKeyIndex', values }, load }))
      },
    },
    findByID: {
      value: (args: Parameters<Payload['findByID']>[0]) => {
        const asked = byIDSchema.safeParse(args).data
        noteWay('user', asked !== undefined)
        const load = () => payload.findByID({ ...args, depth })
        if (!asked) return noting(payload.findByID(args))
        return noting(recall({ how: 'findByID', key: { by: 'id', values: [asked.id] }, load }))
      },
    },
  })
  wrapStrategies(
    payload,
    (authenticate) => (args) => authenticate({ ...args, payload: remembering }),
  )
}
