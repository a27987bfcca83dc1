import type { Endpoint } from 'payload'
import { z } from 'zod'
import { formProblem, WHOLE_FORM } from '../../src/portal/forms/formProblem'
import { portalForm } from '../../src/portal/forms/portalForm'
import { SETTINGS } from '../../src/portal/settings/addresses'
import { endOf, LIFETIMES } from '../../src/portal/settings/lifetimes'
import { endNewKey, newKeyCookie } from '../../src/portal/settings/newKey'
import { refusalIn } from '../../src/refusals/addCode'
import type { MessageKey } from '../../src/translations/texts'
import { revokeKey } from '../shared/revokeKey'

const back = () => SETTINGS.keys
const missing: MessageKey = 'settings.keys.nameMissing'
const long: MessageKey = 'settings.keys.long'

/** Creates a key by the rules of the collection. Only the next page shows it. */
const create = portalForm({
  as: 'client',
  back,
  fields: z.object({
    lifetime: z.enum(LIFETIMES).optional().default('never'),
    name: z.string(missing).trim().min(1, missing).max(100, long),
  }),
  handle: async ({ client, req, values: { lifetime, name } }) => {
    const { payload } = req
    try {
      const { key } = await payload.create({
        collection: 'api-keys',
        data: { expiresAt: endOf(lifetime), name, user: client.id },
        depth: 0,
        overrideAccess: false,
        req,
      })
      const owner = { secret: payload.secret, user: client.id }
      const cookie = newKeyCookie({ key: String(key), name }, owner)
      return { cookies: [cookie], to: `${SETTINGS.keys}?done=key` }
    } catch (error) {
      if (refusalIn(error)?.code === 'TOO_MANY_KEYS') {
        return formProblem(WHOLE_FORM, 'settings.keys.tooMany')
      }
      throw error
    }
  },
  name: 'settings.key',
  path: '/v1/portal/settings/keys',
})

/** Ends a key for good. */
const revoke = portalForm({
  as: 'client',
  back,
  fields: z.object({ id: z.uuid('settings.keys.unknown' satisfies MessageKey) }),
  handle: async ({ req, values: { id } }) => {
    await revokeKey(req, id)
    return { to: `${SETTINGS.keys}?done=revoked` }
  },
  name: 'settings.keyEnd',
  path: '/v1/portal/settings/keys/revoke',
})

/** Shows a new key no longer. */
const hide = portalForm({
  as: 'client',
  back,
  fields: z.object({}),
  handle: () => ({ cookies: [endNewKey()], to: `${SETTINGS.keys}?done=keySeen` }),
  name: 'settings.keyHide',
  path: '/v1/portal/settings/keys/hide',
})

/** The forms of the page with a client’s API keys. */
export const keyForms: Endpoint[] = [create, revoke, hide]
