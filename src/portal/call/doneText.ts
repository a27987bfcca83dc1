import type { Texts } from '../../translations/texts'

const SAID = ['call.feedback.sent', 'call.saved', 'todo.saved'] as const

/** What was just done, from `done` of the address; undefined for anything else. */
export const doneText = (
  done: string | readonly string[] | undefined,
  { t }: Pick<Texts, 't'>,
): string | undefined => {
  const key = SAID.find((each) => each === done)
  return key && t(key)
}
