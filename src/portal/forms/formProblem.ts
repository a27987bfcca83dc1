import type { MessageKey, MessageValues } from '../../translations/texts'

/** What is wrong with a field; for the whole form where there is no field. */
export type Problem = { key: MessageKey; values?: MessageValues | undefined }

/** Ends a form's work: it is shown again, with what was typed, and the problem beside the field. */
export class FormProblem extends Error {
  override name = 'FormProblem'
  readonly problems: Readonly<Record<string, Problem>>

  constructor(problems: Readonly<Record<string, Problem>>) {
    super('The form was not accepted')
    this.problems = problems
  }
}

/** The field of a problem that is about the whole form. */
export const WHOLE_FORM = ''

/**
 * Sends the form back. Call it inside `handle`.
 * @param field the name of the field, or `WHOLE_FORM`
 * @throws {FormProblem} always
 */
export const formProblem = (field: string, key: MessageKey, values?: MessageValues): never => {
  throw new FormProblem({ [field]: { key, values } })
}
