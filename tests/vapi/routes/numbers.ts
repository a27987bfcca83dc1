import { UPDATE_NUMBER_KEYS } from '../keys'
import { type OrgState, shownNumber } from '../org'
import { isInRange, LIST_PARAMETERS, limitOf, newestFirst, wrongQuery } from '../query'
import { ok, refuse } from '../replies'
import { serverProblems, swallowSecret } from '../servers'
import { type Asked, isRow, type Reply, textOf } from '../types'

/** `GET /phone-number`. */
export const listNumbers = (org: OrgState, { query }: Asked): Reply => {
  const wrong = wrongQuery(query, LIST_PARAMETERS)
  if (wrong) return wrong
  const found = newestFirst(org.numbers.values()).filter((each) => isInRange(query, each))
  return ok(found.slice(0, limitOf(query)).map((each) => shownNumber(org, each)))
}

/** `GET /v2/phone-number`: the same in pages. */
export const listNumberPages = (org: OrgState, { query }: Asked): Reply => {
  const wrong = wrongQuery(query, [...LIST_PARAMETERS, 'page', 'search', 'sortBy', 'sortOrder'])
  if (wrong) return wrong
  const search = (query.get('search') ?? '').toLowerCase()
  const all = newestFirst(org.numbers.values()).filter((each) =>
    JSON.stringify([each.body.name, each.body.number]).toLowerCase().includes(search),
  )
  const [page, size] = [Number(query.get('page') ?? 1), limitOf(query)]
  return ok({
    metadata: {
      currentPage: page,
      hasNextPage: page * size < all.length,
      itemsPerPage: size,
      totalItems: all.length,
    },
    results: all.slice((page - 1) * size, page * size).map((each) => shownNumber(org, each)),
  })
}

const notFound = (id: string): Reply => refuse(404, `Couldn't find phone number with id ${id}`)

/** `GET /phone-number/{id}`. */
export const getNumber = (org: OrgState, id: string): Reply => {
  const stored = org.numbers.get(id)
  return stored ? ok(shownNumber(org, stored)) : notFound(id)
}

/** `PATCH /phone-number/{id}`: needs the provider that the number has, stricter than Vapi is known to be. */
export const patchNumber = (org: OrgState, id: string, { body }: Asked): Reply => {
  const stored = org.numbers.get(id)
  if (!stored) return notFound(id)
  if (!isRow(body)) return refuse(400, ['body must be an object'])
  const provider = textOf(stored.body.provider) ?? 'vapi'
  if (body.provider !== provider) return refuse(400, [`provider must be ${provider}`])
  const allowed = UPDATE_NUMBER_KEYS[provider] ?? []
  const problems = Object.keys(body)
    .filter((key) => !allowed.includes(key))
    .map((key) => `property ${key} should not exist`)
  if ('server' in body) problems.push(...serverProblems(org, body.server))
  if (problems.length > 0) return refuse(400, problems)
  const { body: change, secret } = swallowSecret(body, stored.secret)
  stored.body = { ...stored.body, ...change }
  stored.secret = secret
  stored.updatedAt = Math.max(org.clock.now(), stored.updatedAt + 1)
  return ok(shownNumber(org, stored))
}
