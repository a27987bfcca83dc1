import { redirect } from 'next/navigation.js'
import { isStaff } from '../../../access/roles'
import { ownPath } from '../../../lib/ownPath'
import type { Portal } from '../../../portal/portal'
import { portalRequest } from '../../../portal/request/portalRequest'
import { afterSignIn } from '../../../portal/signIn/paths'

/** What Next passes to a page. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/**
 * The request of a page on which somebody signs in. Who is signed in already goes on.
 * @returns also where to go afterwards, and what was just done
 */
export const signInRequest = async (
  searchParams: SearchParams,
): Promise<{ done: unknown; next: null | string; portal: Portal }> => {
  const portal = await portalRequest()
  const { done, next: asked } = await searchParams
  const next = ownPath(asked)
  const { client, payload, user } = portal
  const { admin } = payload.config.routes
  if (client) redirect(afterSignIn({ admin, isStaff: false, next }))
  if (isStaff(user)) redirect(afterSignIn({ admin, isStaff: true, next }))
  return { done, next, portal }
}
