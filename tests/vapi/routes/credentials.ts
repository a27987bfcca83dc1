import { randomUUID } from 'node:crypto'
import type { Leaks } from '../leaks'
import type { OrgState, StoredCredential } from '../org'
import { isInRange, LIST_PARAMETERS, limitOf, newestFirst, wrongQuery } from '../query'
import { ok, refuse } from '../replies'
import { type Asked, iso, isRow, type Reply, type Row, rowOf, textOf } from '../types'

const SECRETS = ['clientSecret', 'secretKey', 'token']

/** A credential as it is shown: without what it proves with. */
const shown = (org: OrgState, { body, createdAt, id, updatedAt }: StoredCredential): Row => {
  const plan = Object.entries(rowOf(body.authenticationPlan))
  return {
    ...body,
    authenticationPlan: Object.fromEntries(plan.filter(([key]) => !SECRETS.includes(key))),
    createdAt: iso(createdAt),
    id,
    orgId: org.id,
    updatedAt: iso(updatedAt),
  }
}

const REQUIRED: Record<string, readonly string[]> = {
  bearer: ['token'],
  hmac: ['algorithm', 'secretKey'],
  oauth2: ['clientId', 'clientSecret', 'url'],
}

const planProblems = (plan: unknown): string[] => {
  const { type, ...rest } = rowOf(plan)
  const required = typeof type === 'string' ? REQUIRED[type] : undefined
  if (!required) return ['authenticationPlan.type must be one of: bearer, hmac, oauth2']
  return required
    .filter((key) => typeof rest[key] !== 'string' || rest[key] === '')
    .map((key) => `authenticationPlan.${key} should not be empty`)
}

const problemsOf = (body: Row): string[] => {
  const problems = Object.keys(body)
    .filter((key) => !['authenticationPlan', 'encryptionPlan', 'name', 'provider'].includes(key))
    .map((key) => `property ${key} should not exist`)
  const name = textOf(body.name)
  if (body.name !== undefined && (name === null || name.length < 1 || name.length > 40)) {
    problems.push('name must be 1 to 40 characters')
  }
  return problems
}

const keepSecrets = (body: Row, leaks: Leaks): void => {
  const plan = rowOf(body.authenticationPlan)
  for (const key of SECRETS) {
    const secret = textOf(plan[key])
    if (secret !== null) leaks.keep(secret)
  }
}

const create = (org: OrgState, { body }: Asked, leaks: Leaks): Reply => {
  if (!isRow(body)) return refuse(400, ['body must be an object'])
  const problems = [...problemsOf(body), ...planProblems(body.authenticationPlan)]
  if (body.provider !== 'custom-credential' && body.provider !== 'webhook') {
    problems.push('provider must be custom-credential')
  }
  if (problems.length > 0) return refuse(400, problems)
  keepSecrets(body, leaks)
  const now = org.clock.now()
  const stored = { body, createdAt: now, id: randomUUID(), updatedAt: now }
  org.credentials.set(stored.id, stored)
  return ok(shown(org, stored), 201)
}

const list = (org: OrgState, { query }: Asked): Reply => {
  const wrong = wrongQuery(query, LIST_PARAMETERS)
  if (wrong) return wrong
  const found = newestFirst(org.credentials.values()).filter((each) => isInRange(query, each))
  return ok(found.slice(0, limitOf(query)).map((each) => shown(org, each)))
}

const change = (org: OrgState, stored: StoredCredential, asked: Asked, leaks: Leaks): Reply => {
  if (!isRow(asked.body)) return refuse(400, ['body must be an object'])
  const problems = problemsOf(asked.body)
  if (problems.length > 0) return refuse(400, problems)
  keepSecrets(asked.body, leaks)
  stored.body = { ...stored.body, ...asked.body }
  stored.updatedAt = Math.max(org.clock.now(), stored.updatedAt + 1)
  return ok(shown(org, stored))
}

/** `/credential` and `/credential/{id}`; null for a method that they do not have. */
export const credentials = (
  org: OrgState,
  id: string | undefined,
  asked: Asked,
  leaks: Leaks,
): null | Reply => {
  if (org.modes.credentials === 'missing') {
    return refuse(404, `Cannot ${asked.method} ${asked.path}`)
  }
  if (id === undefined) {
    if (asked.method === 'POST') return create(org, asked, leaks)
    return asked.method === 'GET' ? list(org, asked) : null
  }
  const stored = org.credentials.get(id)
  if (!stored) return refuse(404, `Couldn't find credential with id ${id}`)
  if (asked.method === 'GET') return ok(shown(org, stored))
  if (asked.method === 'PATCH') return change(org, stored, asked, leaks)
  if (asked.method !== 'DELETE') return null
  org.credentials.delete(id)
  return ok(shown(org, stored))
}
