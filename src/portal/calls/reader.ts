import type { Labels } from '../../fields/labels'
import type { ClientPortal } from '../portal'
import type { Reader } from './callLine'
import { homeCodeOf } from './shownNumber'

/** How this client reads its calls. */
export const readerOf = (
  { client, texts, zone }: Pick<ClientPortal, 'client' | 'texts' | 'zone'>,
  labels: Labels,
): Reader => ({
  currency: client.currency ?? null,
  homeCode: homeCodeOf({ locale: texts.locale, phone: client.phone }),
  labels,
  texts,
  zone,
})
