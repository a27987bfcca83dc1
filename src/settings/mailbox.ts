import { z } from 'zod'

/** Who a mail is from or to. */
export type Mailbox = { address: string; name: string }

const address = z.email()
// Quotes around a name are not part of it. A line break would begin another header.
const MAILBOX = /^(?:"?([^"<>\r\n]*?)"?\s*<([^<>\s]+)>|([^<>\s"]+))$/

/**
 * Reads a mailbox as people write it: `Name <name@host>` or `name@host`.
 * @returns null for what is none, and for several
 */
export const readMailbox = (text: string): Mailbox | null => {
  const [, name = '', inBrackets, alone] = MAILBOX.exec(text.trim()) ?? []
  const read = address.safeParse(inBrackets ?? alone)
  return read.success ? { address: read.data, name: name.trim() } : null
}
