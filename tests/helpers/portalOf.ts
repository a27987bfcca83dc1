import { createLocalReq, type Payload } from 'payload'
import type { User } from '../../src/payload-types'
import type { ClientPortal } from '../../src/portal/portal'
import { textsOfReader } from '../../src/translations/readerTexts'

/** What a page of the portal knows about its request, for a signed-in client, without a browser. */
export const portalOf = async (payload: Payload, { id }: { id: string }): Promise<ClientPortal> => {
  const client: User = await payload.findByID({
    collection: 'users',
    depth: 0,
    id,
    overrideAccess: true,
  })
  const user = { ...client, collection: 'users' as const }
  const req = await createLocalReq({ req: { payloadAPI: 'REST' }, user }, payload)
  return {
    brand: {
      accent: null,
      host: null,
      icon: '/api/v1/brand/desk/icon/1',
      id: null,
      imprintURL: null,
      logo: { dark: null, light: null },
      name: 'Test Agency',
      pngIcons: [],
      privacyURL: null,
      senderName: null,
      supportEmail: null,
      supportPhone: null,
    },
    client,
    formKey: null,
    nonce: undefined,
    path: '/',
    payload,
    req,
    seeing: null,
    texts: textsOfReader({ user: client }),
    user: client,
    zone: client.timezone ?? 'UTC',
  }
}
