/**
 * The clients' pages: React server components that work without scripts.
 * @module
 */

import type { Payload, PayloadRequest } from 'payload'
import type { Brand } from '../brands/brandOf'
import type { User } from '../payload-types'
import type { Seeing } from '../seeAs/seeAsClient'
import type { Texts } from '../translations/texts'

/** What a page of the portal knows about its request. */
export type Portal = {
  brand: Brand
  /** The active client for whom the page is: the signed-in one, or the one whom staff see the portal as. */
  client: null | User
  /** A form of the page has to post it where the browser does not say which site posts: see `Form`. */
  formKey: null | string
  /** The nonce of the content security policy. Undefined in development, which has none. */
  nonce: string | undefined
  /** Path and query, such as `/calls?q=ada`. */
  path: string
  payload: Payload
  /** Its user is the client. Pass it on with `overrideAccess: false`. */
  req: PayloadRequest
  /** Not null while a member of staff sees the portal as the client. */
  seeing: null | Seeing
  texts: Texts
  /** Who is signed in: a client, or staff. */
  user: null | User
  /** The IANA time zone of the client. */
  zone: string
}

/** A page that only a client gets. */
export type ClientPortal = Portal & { client: User }
