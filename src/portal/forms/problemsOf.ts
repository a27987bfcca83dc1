import type { z } from 'zod'
import { isObject } from '../../lib/values'
import { refusalIn } from '../../refusals/addCode'
import type { RefusalCode } from '../../refusals/refusals'
import { isMessageKey } from '../../translations/isMessageKey'
import type { MessageKey } from '../../translations/texts'
import { type Problem, WHOLE_FORM } from './formProblem'

type Issue = z.core.$ZodIssue

/** The limit of an issue, for texts such as “at most {maximum, number} characters”. */
const limitsOf = (issue: Issue): Record<string, number> => ({
  ...('maximum' in issue ? { maximum: Number(issue.maximum) } : {}),
  ...('minimum' in issue ? { minimum: Number(issue.minimum) } : {}),
})

/**
 * The problems of a form that its schema refuses. A schema names the text: `z.string().max(80, 'call.note.long')`.
 * The first problem of each field counts.
 */
export const problemsOfIssues = (issues: readonly Issue[]): Record<string, Problem> => {
  const problems: Record<string, Problem> = {}
  for (const issue of issues) {
    const field = String(issue.path[0] ?? WHOLE_FORM)
    const key: MessageKey = isMessageKey(issue.message) ? issue.message : 'shell.form.invalid'
    problems[field] ??= { key, values: limitsOf(issue) }
  }
  return problems
}

const BY_CODE: Partial<Record<RefusalCode, MessageKey>> = {
  ACCOUNT_INACTIVE: 'shell.form.failed',
  BUSY: 'shell.form.later',
  CHANGED_MEANWHILE: 'shell.form.changed',
  DATABASE_AWAY: 'shell.form.later',
  FORBIDDEN: 'shell.form.forbidden',

  NOT_FOUND: 'shell.form.gone',
  PASSWORD_TOO_SHORT: 'shell.password.short',
  PRESENT_PASSWORD_MISSING: 'shell.password.wrong',
  PRESENT_PASSWORD_WRONG: 'shell.password.wrong',
  READ_ONLY_VIEW: 'seeAs.readOnly',
  READ_TOO_SLOW: 'shell.form.later',
  TEXT_INVALID: 'shell.form.invalid',
  TOO_MANY_REQUESTS: 'shell.form.later',
  VALIDATION_FAILED: 'shell.form.invalid',
  VALUE_INVALID: 'shell.form.invalid',
}

/** The fields that Payload found wrong. */
const fieldsOf = (error: unknown): Record<string, Problem> => {
  const { data }: { data?: unknown } = Object(error)
  const errors: unknown = isObject(data) ? data.errors : undefined
  if (!Array.isArray(errors)) return {}
  return Object.fromEntries(
    errors.flatMap((each: unknown): [string, Problem][] =>
      isObject(each) && typeof each.path === 'string'
        ? [[each.path.split('.')[0] ?? WHOLE_FORM, { key: 'shell.form.invalid' }]]
        : [],
    ),
  )
}

/**
 * The problems of a form whose work threw an error that is no fault of the desk.
 * @returns null for all other errors, which have to be logged
 */
export const problemsOfError = (error: unknown): null | Record<string, Problem> => {
  const { name, status }: { name?: unknown; status?: unknown } = Object(error)
  if (name === 'ValidationError') {
    const fields = fieldsOf(error)
    return Object.keys(fields).length > 0 ? fields : { [WHOLE_FORM]: { key: 'shell.form.invalid' } }
  }
  const refused = refusalIn(error)
  if (refused) {
    return { [WHOLE_FORM]: { key: BY_CODE[refused.code] ?? 'shell.form.failed' } }
  }
  // Payload's own.
  if (status === 403) return { [WHOLE_FORM]: { key: 'shell.form.forbidden' } }
  if (status === 404) return { [WHOLE_FORM]: { key: 'shell.form.gone' } }
  return null
}
