import type { Accent } from '../../brands/accent'
import type { Texts } from '../../translations/texts'

/** A key figure, with a note such as a comparison. */
export type Figure = { label: string; note?: string; value: string }

/** A line of a list of facts. With a `url`, the value links to it in HTML. */
export type Fact = { label: string; url?: string; value: string }

/** One part of a mail. All texts are plain; the renderers escape them. */
export type Block =
  | { facts: Fact[]; kind: 'facts' }
  | { figures: Figure[]; kind: 'figures' }
  | { kind: 'heading'; text: string }
  | { kind: 'link'; label: string; note?: string; rank?: 'second'; url: string }
  | { kind: 'quiet'; text: string }
  | { kind: 'shares'; rows: { count: number; label: string; value?: string }[] }
  | { kind: 'table'; head: string[]; rows: string[][] }
  | { kind: 'text'; text: string }

/** A link of the small print. `label` is left out where the value says enough. */
export type SmallLink = { label?: string; url: string; value: string }

/** The content of a mail, from which both its HTML and its plain text are rendered. */
export type Content = {
  /** The colour of buttons. Null: the usual one. */
  accent: Accent | null
  blocks: Block[]
  /** Small print: why the mail was sent, how to stop such mails, and who helps. */
  footer: { link?: { label: string; url: string }; links: readonly SmallLink[]; text: string }
  /** The sender, shown at the top. */
  from: string
  /** How the texts are written, for programs that read them aloud. */
  language: Pick<Texts, 'dir' | 'language' | 't'>
  /** The preview text that mail programs show next to the subject. */
  preheader: string
  title: string
}
