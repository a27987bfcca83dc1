import type { ClientPortal } from '../portal'
import type { Reader } from './callLine'
import { homeCodeOf } from './shownNumber'

/** How this client reads its calls. */
export const readerOf = ({
  client,
  texts,
  zone,
}: Pick<ClientPortal, 'client' | 'texts' | 'zone'>): Reader => ({
  homeCode: homeCodeOf({ locale: texts.locale, phone: client.phone }),
  texts,
  zone,
})
