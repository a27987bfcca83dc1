/**
 * The request of a page, which needs the whole configuration.
 * @module
 */

import config from '@payload-config'
import { headers as requestHeaders } from 'next/headers.js'
import { createLocalReq, getPayload, type PayloadRequest } from 'payload'
import { cache } from 'react'
import { isByKey } from '../../access/byKey'
import { isActive, isStaff } from '../../access/roles'
import { requestHosts } from '../../audit/requestSource'
import { brandOf } from '../../brands/brandOf'
import { knownZone } from '../../lib/time/zone'
import { FORM_KEY_HEADER, isFormKey, PATH_HEADER } from '../../origins/formKey'
import { nonceOf, POLICY_HEADER } from '../../origins/scriptPolicy'
import { executeAuthStrategies } from '../../payload/operations'
import { seeAsClient } from '../../seeAs/seeAsClient'
import { textsOfReader } from '../../translations/readerTexts'
import type { Portal } from '../portal'

export type { ClientPortal, Portal } from '../portal'

/** The address of a page. Anybody can ask for one, or name a host, that is none. */
const urlOf = (path: string, host: string): string => {
  const base = `http://${host}`
  return URL.canParse(path, base) ? new URL(path, base).href : 'http://localhost/'
}

const makeReq = async (headers: Headers, path: string): Promise<PayloadRequest> => {
  const payload = await getPayload({ config })
  const { user: found } = await executeAuthStrategies({ headers, payload })
  // Pages are for people, and show what keys may not read, such as the history.
  const user = isByKey({ user: found }) ? null : found
  const url = urlOf(path, headers.get('host') ?? 'localhost')
  // As a request over the network, to which the rules of the API apply, not as one of the system or the admin.
  return createLocalReq(
    { req: { headers, payloadAPI: 'REST', url }, user: user ?? undefined },
    payload,
  )
}

/** What a page knows about its request. Read once for each page, also by its layout. */
export const portalRequest = cache(async (): Promise<Portal> => {
  const headers = new Headers(await requestHeaders())
  const told = headers.get(PATH_HEADER) ?? '/'
  // A proxy may ask for a whole address.
  const path = told.startsWith('/') ? told : '/'
  const req = await makeReq(headers, path)
  const { payload, user } = req
  const seeing = isStaff(user) ? await seeAsClient({ req }) : null
  const client = seeing?.client ?? (isActive(user) && !isStaff(user) ? user : null)
  req.user = client
  const key = headers.get(FORM_KEY_HEADER)
  return {
    brand: await brandOf({
      host: requestHosts()?.at(-1) ?? headers.get('host'),
      payload,
      user: client,
    }),
    client,
    formKey: isFormKey(key) ? key : null,
    nonce: nonceOf(headers.get(POLICY_HEADER)),
    path,
    payload,
    req,
    seeing,
    texts: textsOfReader({ acceptLanguage: headers.get('accept-language'), user: client }),
    user,
    zone: knownZone(client?.timezone),
  }
})
