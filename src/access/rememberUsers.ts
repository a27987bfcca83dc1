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

/** Without tokens and secrets: signing in does not need them, and much code gets the signed-in user. */
const asSignedIn = (read: unknown): unknown =>
  isObject(read) && Array.isArray(read.docs)
    ? { ...read, docs: read.docs.map(withoutSecrets) }
    : withoutSecrets(read)

type Remembered = { document: unknown; version: string }
type Recall = { how: 'find' | 'findByID'; key: UserKey; load: () => Promise<unknown> }

/** Deep copy of JSON values. About ten times faster than `structuredClone`. */
const copyOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copyOf)
  if (typeof value !== 'object' || value === null) return value
  if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value)
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copyOf(each)]))
}

/**
 * A cache of user documents that is never stale: each time, one statement asks the database whether anything
 * that the document is made of has been written since.
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
    // Read before the document: a write in between only makes the copy look older than it is.
    const current = await readUserVersion(payload.db.pool, key)
    if (current === null) return asSignedIn(await load())
    const name = `${how} ${current.id}`
    const known = remembered.get(name)
    const fresh =
      known?.version === current.version
        ? known
        : { document: asSignedIn(await load()), version: current.version }
    keep(name, fresh)
    // Payload changes the objects that it gets, and hooks may do so too.
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

/** Records that the database was away. Payload's strategies swallow the error and find nobody. */
const recordingAway = async <Result>(work: Promise<Result>): Promise<Result> => {
  try {
    return await work
  } catch (error) {
    noteAway()
    throw error
  }
}

/** Includes the groups, so that permissions need no further query. */
const depth = 1

/**
 * Lets authentication by a token or an API key use cached user documents. Payload builds the document for
 * every request from six tables and seventy fields, which costs more than most lists. Payload still checks
 * the token, its session and the key.
 *
 * The strategies get a `payload` whose `find` and `findByID` cache users.
 */
export const rememberUsers = (payload: Payload): void => {
  const recall = createMemory(payload)
  const remembering: Payload = Object.create(payload, {
    find: {
      value: (args: Parameters<Payload['find']>[0]) => {
        const asked = byKeySchema.safeParse(args).data
        noteWay('user', asked !== undefined)
        const load = () => payload.find({ ...args, depth })
        if (!asked) return recordingAway(payload.find(args))
        const values = asked.where.or.map((each) => each.apiKeyIndex.equals)
        return recordingAway(recall({ how: 'find', key: { by: 'apiKeyIndex', values }, load }))
      },
    },
    findByID: {
      value: (args: Parameters<Payload['findByID']>[0]) => {
        const asked = byIDSchema.safeParse(args).data
        noteWay('user', asked !== undefined)
        const load = () => payload.findByID({ ...args, depth })
        if (!asked) return recordingAway(payload.findByID(args))
        return recordingAway(
          recall({ how: 'findByID', key: { by: 'id', values: [asked.id] }, load }),
        )
      },
    },
  })
  wrapStrategies(
    payload,
    (authenticate) => (args) => authenticate({ ...args, payload: remembering }),
  )
}
