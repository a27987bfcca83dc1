import { oneLine } from '../../mail/templates/clean'
import type { User } from '../../payload-types'
import { phoneOf } from '../shared/caller'
import { relationID } from '../shared/relationID'

/** What is shown of a client. null: not known. */
export type ShownClient = {
  email: string
  id: string
  isActive: boolean
  /** Whether the client is connected to an account at Vapi, as far as this person may know. */
  isConnected: boolean
  name: null | string
  phone: null | { dial: null | string; text: string }
  setupStatus: string
  timeZone: null | string
  /** The account at Vapi, as far as this person may know. */
  vapiAccountID: null | string
}

/** A client as its page shows it. */
export const shownOf = (client: User): ShownClient => {
  const name = oneLine(client.name ?? '', 80)
  return {
    email: client.email,
    id: client.id,
    isActive: client.isActive === true,
    isConnected: client.vapiAccount != null,
    // Without a business, the name is the title.
    name: client.businessName && name ? name : null,
    phone: phoneOf(client.phone),
    setupStatus: client.setupStatus ?? 'not_started',
    timeZone: client.timezone || null,
    vapiAccountID: relationID(client.vapiAccount),
  }
}
