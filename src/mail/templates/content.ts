/** A number that stands out, with what it is compared to. */
export type Figure = { label: string; note?: string; value: string }

/** One part of a mail. All texts are plain: whoever shows them escapes them. */
export type Block =
  | { facts: { label: string; value: string }[]; kind: 'facts' }
  | { figures: Figure[]; kind: 'figures' }
  | { kind: 'heading'; text: string }
  | { kind: 'link'; label: string; note?: string; url: string }
  | { kind: 'quiet'; text: string }
  | { kind: 'shares'; rows: { count: number; label: string; value?: string }[] }
  | { kind: 'table'; head: string[]; rows: string[][] }
  | { kind: 'text'; text: string }

/** What a mail says, from which both its HTML and its plain text are made. */
export type Content = {
  blocks: Block[]
  /** Small print, such as why it came and how to make it stop. */
  footer: { link?: { label: string; url: string }; text: string }
  /** Who it is from, on top. */
  from: string
  /** What mail programs show beside the subject. */
  preheader: string
  title: string
}
