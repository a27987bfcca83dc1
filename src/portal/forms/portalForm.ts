/**
 * Forms of the portal: posted to an endpoint, which answers 303 to where it goes on, or back to the form.
 * @module
 */

import type { Endpoint, PayloadRequest } from 'payload'
import type { z } from 'zod'
import { isByKey } from '../../access/byKey'
import { isActive, isStaff } from '../../access/roles'
import { ownPath } from '../../lib/ownPath'
import { parseCookies } from '../../payload/shared'
import type { User } from '../../payload-types'
import { seeAsClient } from '../../seeAs/seeAsClient'
import { signInPage } from '../signIn/paths'
import { endFlash, FLASH_COOKIE, flashCookie } from './flash'
import { FormProblem, type Problem, WHOLE_FORM } from './formProblem'
import { ownForm } from './ownForm'
import { type Posted, readPosted } from './postedForm'
import { problemsOfError, problemsOfIssues } from './problemsOf'
import { refusedForm } from './refusedForm'
import { seeOther } from './seeOther'

export { formProblem, WHOLE_FORM } from './formProblem'

/** Who may post a form: signed-in clients, or anybody. */
type Who = 'anyone' | 'client'

/** The first value of each field that was posted, and of each part of the path. */
export type Typed = Readonly<Record<string, string>>

type Work<Values, As extends Who> = {
  client: As extends 'client' ? User : null | User
  req: PayloadRequest
  values: Values
}

/** Where a form that was accepted goes on, and the `Set-Cookie` headers of the answer. */
export type Done = { cookies?: readonly string[]; to: string }

type Form<Schema extends z.ZodType, As extends Who> = {
  as: As
  /** The page of the form, to which it goes back when it is not accepted. */
  back: (typed: Typed) => string
  /** What was posted, with the parts of the path. A field is a text; of several values, a list of texts. */
  fields: Schema
  handle: (work: Work<z.output<Schema>, As>) => Done | Promise<Done>
  /** As in `readFlash`. */
  name: string
  /** Below `/api`, such as `/v1/portal/calls/:id/note`. */
  path: string
  /** Fields that are not shown again. Those that are never: {@link NEVER_SHOWN}. */
  secret?: readonly string[]
}

/** Fields that never come back to the page, whatever the form says. */
const NEVER_SHOWN = /password|token|digits|code|secret|key$/i

const typedOf = ({ routeParams }: PayloadRequest, posted: Posted): Typed => ({
  ...Object.fromEntries(Object.entries(posted).map(([name, [value]]) => [name, value ?? ''])),
  ...Object.fromEntries(
    Object.entries(routeParams ?? {}).map(([name, value]) => [name, String(value)]),
  ),
})

/** What the schema reads: one text, or a list if a field was sent several times. */
const rawOf = (req: PayloadRequest, posted: Posted): Record<string, unknown> => {
  const { routeParams } = req
  const several = Object.entries(posted).map(([name, values]) => [
    name,
    values.length > 1 ? values : values[0],
  ])
  return { ...Object.fromEntries(several), ...routeParams }
}

type Poster = { client: User } | { client: null; why: 'nobody' | 'staff' | 'viewer' }

const posterOf = async (req: PayloadRequest): Promise<Poster> => {
  const { user } = req
  // Forms are for people: a program with a key has the API, with the rules for keys.
  if (isByKey(req)) return { client: null, why: 'nobody' }
  if (isActive(user) && !isStaff(user)) return { client: user }
  if (!isStaff(user)) return { client: null, why: 'nobody' }
  return { client: null, why: (await seeAsClient({ req })) ? 'viewer' : 'staff' }
}

/** Whose form it is. While staff see the portal as a client, the client's, as on the page. */
const ownerOf = async (req: PayloadRequest): Promise<null | string> => {
  const { user } = req
  if (!user) return null
  if (isActive(user) && !isStaff(user)) return user.id
  return (await seeAsClient({ req }))?.client.id ?? null
}

/**
 * An endpoint for a form of the portal. It answers forms of other sites with 403. Staff who see the portal as a
 * client, and what the schema refuses, it sends back to the page, which shows what was typed and the problem.
 * @example
 * portalForm({
 *   as: 'client',
 *   back: ({ id }) => `/calls/${id}`,
 *   fields: z.object({ id: z.uuid(), note: z.string().max(1_000, 'call.note.long') }),
 *   handle: async ({ req, values }) => { … return { to: `/calls/${values.id}?done=note` } },
 *   name: 'call.note',
 *   path: '/v1/portal/calls/:id/note',
 * })
 */
export const portalForm = <Schema extends z.ZodType, As extends Who>({
  as,
  back,
  fields,
  handle,
  name,
  path,
  secret = [],
}: Form<Schema, As>): Endpoint => {
  const isShown = (field: string) => !NEVER_SHOWN.test(field) && !secret.includes(field)

  const goBack = async (
    req: PayloadRequest,
    posted: Posted,
    problems: Readonly<Record<string, Problem>>,
  ): Promise<Response> => {
    const values = Object.fromEntries(Object.entries(posted).filter(([field]) => isShown(field)))
    const owner = { secret: req.payload.secret, user: await ownerOf(req) }
    const page = ownPath(back(typedOf(req, posted))) ?? '/'
    return seeOther(page, [flashCookie({ form: name, problems, values }, owner)])
  }

  const wholeForm = (key: Problem['key']) => ({ [WHOLE_FORM]: { key } })

  const work = async (
    req: PayloadRequest,
    posted: Posted,
    client: Work<unknown, As>['client'],
  ): Promise<Response> => {
    const read = fields.safeParse(rawOf(req, posted))
    if (!read.success) return goBack(req, posted, problemsOfIssues(read.error.issues))
    try {
      const { cookies = [], to } = await handle({ client, req, values: read.data })
      const hasFlash = parseCookies(req.headers).has(FLASH_COOKIE)
      return seeOther(to, hasFlash ? [...cookies, endFlash()] : cookies)
    } catch (error) {
      if (error instanceof FormProblem) return goBack(req, posted, error.problems)
      const problems = problemsOfError(error)
      if (problems) return goBack(req, posted, problems)
      req.payload.logger.error({ err: error, msg: `The form ${name} failed` })
      return goBack(req, posted, wholeForm('shell.form.failed'))
    }
  }

  return {
    handler: async (asked) => {
      const posted = await readPosted(asked)
      const own = ownForm(asked, posted ?? {})
      if ('refused' in own) return refusedForm(asked, own.refused)
      if (posted === null) return goBack(own.req, {}, wholeForm('shell.form.large'))
      const { req } = own
      const poster = await posterOf(req)
      if (poster.client === null && poster.why === 'viewer') {
        return goBack(req, {}, wholeForm('seeAs.readOnly'))
      }
      if (as === 'client' && poster.client === null) {
        const { admin } = req.payload.config.routes
        const page = ownPath(back(typedOf(req, posted))) ?? '/'
        return seeOther(poster.why === 'staff' ? admin : signInPage(page))
      }
      // Only null where anybody may post, which TypeScript cannot see.
      return work(req, posted, poster.client as Work<unknown, As>['client'])
    },
    method: 'post',
    path,
  }
}
