import type { Content } from './templates/content'

/** What a mail says itself, without what each has. */
export type Message = Pick<Content, 'blocks' | 'preheader' | 'title'> & { subject: string }
