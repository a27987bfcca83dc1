import { z } from 'zod'

/** The sender or recipient of a mail. The name may be empty. */
export type Mailbox = { address: string; name: string }

const address = z.email()
// Quotes around a name are not part of it. A line break would begin another header.
const MAILBOX = /^(?:"?([^"<>\r\n]*?)"?\s*<([^<>\s]+)>|([^<>\s"]+))$/

/**
 * Reads a mailbox as people write it: `Name <name@host>` or `name@host`.
 * @returns null for an invalid mailbox, and for several
 * @example
 * readMailbox('Client Desk <desk@agency.example>')
 * // { address: 'desk@agency.example', name: 'Client Desk' }
 */
export const readMailbox = (text: string): Mailbox | null => {
  const [, name = '', inBrackets, alone] = MAILBOX.exec(text.trim()) ?? []
  const read = address.safeParse(inBrackets ?? alone)
  return read.success ? { address: read.data, name: name.trim() } : null
}
