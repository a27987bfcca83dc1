import type { Content } from './templates/content'

/** The content of one mail, without the sender line and the footer that every mail has. */
export type Message = Pick<Content, 'blocks' | 'preheader' | 'title'> & { subject: string }
