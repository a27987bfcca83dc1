import { isDeepStrictEqual } from 'node:util'
import { UPDATE_ASSISTANT_KEYS } from '../keys'
import { type OrgState, type StoredAssistant, shownAssistant } from '../org'
import { isInRange, LIST_PARAMETERS, limitOf, newestFirst, wrongQuery } from '../query'
import { ok, refuse } from '../replies'
import { serverProblems, swallowSecret } from '../servers'
import type { Asked, Reply, Row } from '../types'
import { isRow } from '../types'

/** `GET /assistant`. */
export const listAssistants = (org: OrgState, { query }: Asked): Reply => {
  const wrong = wrongQuery(query, LIST_PARAMETERS)
  if (wrong) return wrong
  const found = newestFirst(org.assistants.values()).filter(
    (each) => !each.isDeleted && isInRange(query, each),
  )
  return ok(found.slice(0, limitOf(query)).map((each) => shownAssistant(org, each)))
}

const find = (org: OrgState, id: string): StoredAssistant | undefined => {
  const stored = org.assistants.get(id)
  return stored?.isDeleted ? undefined : stored
}

const notFound = (id: string): Reply => refuse(404, `Couldn't find assistant with id ${id}`)

/** `GET /assistant/{id}`. */
export const getAssistant = (org: OrgState, id: string): Reply => {
  const stored = find(org, id)
  return stored ? ok(shownAssistant(org, stored)) : notFound(id)
}

/**
 * Writes top-level keys of an assistant, each replaced whole, as a PATCH does: a change makes a version, the same
 * value does not. `server: null` and other nulls clear.
 */
export const writeAssistant = (org: OrgState, stored: StoredAssistant, change: Row): void => {
  const { body, secret } = swallowSecret(change, stored.secret)
  const written = { ...stored.body, ...body }
  const kept = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== null))
  if (secret === stored.secret && isDeepStrictEqual(kept, stored.body)) return
  stored.versions.push({ body: stored.body, secret: stored.secret })
  stored.body = kept
  stored.secret = secret
  stored.version += 1
  stored.updatedAt = Math.max(org.clock.now(), stored.updatedAt + 1)
}

const problemsOf = (org: OrgState, change: Row): string[] => [
  ...Object.keys(change)
    .filter((key) => !UPDATE_ASSISTANT_KEYS.includes(key))
    .map((key) => `property ${key} should not exist`),
  ...('server' in change ? serverProblems(org, change.server) : []),
  ...(change.serverMessages !== undefined &&
  change.serverMessages !== null &&
  !Array.isArray(change.serverMessages)
    ? ['serverMessages must be an array']
    : []),
]

/** `PATCH /assistant/{id}`. */
export const patchAssistant = (org: OrgState, id: string, { body }: Asked): Reply => {
  const { modes } = org
  const stored = find(org, id)
  if (!stored) return notFound(id)
  if (!isRow(body)) return refuse(400, ['body must be an object'])
  const problems = problemsOf(org, body)
  if (problems.length > 0) return refuse(400, problems)
  if (modes.storedProblem !== null) return refuse(400, modes.storedProblem)
  if (modes.patchHangs === 'before') return { instead: 'hang', status: 200 }
  modes.beforePatch?.(id)
  const { server, ...rest } = body
  const isIgnored = server === null && modes.serverNull === 'ignored'
  if (server === null && modes.serverNull === 'refused') {
    return refuse(400, ['server must be an object'])
  }
  writeAssistant(org, stored, isIgnored ? rest : body)
  if (modes.patchHangs === 'after') return { instead: 'hang', status: 200 }
  return ok(shownAssistant(org, stored))
}
