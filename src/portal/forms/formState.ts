import type { Texts } from '../../translations/texts'
import type { Flash } from './flash'
import { type Problem, WHOLE_FORM } from './formProblem'

/** What a page shows in one of its forms: what was typed and what is wrong with it, if it was just refused. */
export type FormState = {
  /** The field that gets the focus: the first one with a problem. */
  firstWrong: string | undefined
  /** True if the form was just refused. */
  isRefused: boolean
  /** The problem of a field, as text. Without a field: of the whole form. */
  problem: (field?: string) => string | undefined
  /** What was typed into a field; `stored` if the form was not just refused. */
  value: (field: string, stored?: null | number | string) => string
  /** The same for a field with several values, such as checkboxes of one name. */
  values: (field: string, stored?: readonly string[]) => readonly string[]
}

/** The text of a problem. */
export const sayProblem = ({ t }: Texts, { key, values = {} }: Problem): string => t(key, values)

/** The state of a form. @param flash null if it was not just refused */
export const formState = (flash: Flash | null, texts: Texts): FormState => ({
  firstWrong: flash ? Object.keys(flash.problems).find((field) => field !== WHOLE_FORM) : undefined,
  isRefused: flash !== null,
  problem: (field = WHOLE_FORM) => {
    const problem = flash?.problems[field]
    return problem && sayProblem(texts, problem)
  },
  value: (field, stored) =>
    flash && Object.keys(flash.values).length > 0
      ? (flash.values[field]?.[0] ?? '')
      : String(stored ?? ''),
  values: (field, stored = []) =>
    flash && Object.keys(flash.values).length > 0 ? (flash.values[field] ?? []) : stored,
})
