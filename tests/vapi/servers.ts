import type { OrgState } from './org'
import { isRow, type Row, rowOf, textOf } from './types'

const KEYS = [
  'backoffPlan',
  'credentialId',
  'encryptedPaths',
  'headers',
  'secret',
  'staticIpAddressesEnabled',
  'timeoutSeconds',
  'url',
]

const isNumberIn = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && value >= least && value <= most

const backoffProblems = (plan: unknown): string[] => {
  if (plan === undefined) return []
  if (!isRow(plan)) return ['server.backoffPlan must be an object']
  const problems: string[] = []
  if (plan.type !== 'fixed' && plan.type !== 'exponential') {
    problems.push('server.backoffPlan.type must be one of the following values: fixed, exponential')
  }
  for (const key of ['maxRetries', 'baseDelaySeconds']) {
    if (!isNumberIn(plan[key], 0, 10)) problems.push(`server.backoffPlan.${key} must be 0 to 10`)
  }
  return problems
}

/** What Vapi finds wrong with a server block; nothing about null, which a mode decides. */
export const serverProblems = (org: OrgState, server: unknown): string[] => {
  if (server === null) return []
  if (!isRow(server)) return ['server must be an object']
  const problems = Object.keys(server)
    .filter((key) => !KEYS.includes(key))
    .map((key) => `server.property ${key} should not exist`)
  for (const [key, value] of Object.entries(server)) {
    if (value === null) problems.push(`server.${key} must not be null`)
  }
  const url = textOf(server.url)
  if (url === null || !URL.canParse(url) || !/^(?:https|wss):$/.test(new URL(url).protocol)) {
    problems.push('server.url must be a valid https URL')
  }
  if (server.timeoutSeconds !== undefined && !isNumberIn(server.timeoutSeconds, 1, 300)) {
    problems.push('server.timeoutSeconds must be 1 to 300')
  }
  if (
    server.staticIpAddressesEnabled !== undefined &&
    typeof server.staticIpAddressesEnabled !== 'boolean'
  ) {
    problems.push('server.staticIpAddressesEnabled must be a boolean value')
  }
  const credentialID = textOf(server.credentialId)
  if (credentialID !== null && !org.credentials.has(credentialID)) {
    problems.push(`Couldn't find credential with id ${credentialID}`)
  }
  return [...problems, ...backoffProblems(server.backoffPlan)]
}

/**
 * Takes the secret out of a written server block: Vapi keeps it and never shows it. A server without one drops the
 * secret of the block that it replaces.
 */
export const swallowSecret = (
  change: Row,
  before: null | string,
): { body: Row; secret: null | string } => {
  if (!('server' in change)) return { body: change, secret: before }
  if (change.server === null) return { body: change, secret: null }
  const { secret, ...server } = rowOf(change.server)
  return { body: { ...change, server }, secret: textOf(secret) }
}
