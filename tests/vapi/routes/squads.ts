import { type OrgState, shownSquad } from '../org'
import { isInRange, LIST_PARAMETERS, limitOf, newestFirst, wrongQuery } from '../query'
import { ok, refuse } from '../replies'
import type { Asked, Reply } from '../types'

/** `GET /squad`. */
export const listSquads = (org: OrgState, { query }: Asked): Reply => {
  const wrong = wrongQuery(query, [...LIST_PARAMETERS, 'idAny'])
  if (wrong) return wrong
  const found = newestFirst(org.squads.values()).filter((each) => isInRange(query, each))
  return ok(found.slice(0, limitOf(query)).map((each) => shownSquad(org, each)))
}

/** `GET /squad/{id}`. */
export const getSquad = (org: OrgState, id: string): Reply => {
  const stored = org.squads.get(id)
  return stored ? ok(shownSquad(org, stored)) : refuse(404, `Couldn't find squad with id ${id}`)
}
