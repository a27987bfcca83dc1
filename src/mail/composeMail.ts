import type { Mailbox } from '../settings/mailbox'
import type { Message } from './message'
import type { Content } from './templates/content'
import { renderHTML } from './templates/html'
import { renderText } from './templates/text'

/** A complete mail with its sender, with sender line and footer, as HTML and as plain text. */
export const composeMail = ({
  footer,
  from,
  message,
}: {
  footer: Content['footer']
  from: Mailbox
  message: Message
}): { from: Mailbox; html: string; subject: string; text: string } => {
  const content = { ...message, footer, from: from.name || from.address }
  return { from, html: renderHTML(content), subject: message.subject, text: renderText(content) }
}
