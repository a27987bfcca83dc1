import { type CollectionBeforeOperationHook, ValidationError } from 'payload'
import { MIN_PASSWORD_LENGTH } from '../../../src/accounts/passwordLength'

/** The password in the data of an operation. Undefined if there is none. */
export const passwordOf = (args: unknown): unknown => {
  if (typeof args !== 'object' || args === null || !('data' in args)) return undefined
  const { data } = args
  return typeof data === 'object' && data !== null && 'password' in data ? data.password : undefined
}

/** Refuses passwords of less than twelve characters. Payload accepts three. */
export const requireLongPassword: CollectionBeforeOperationHook = ({ args, operation }) => {
  if (operation !== 'create' && operation !== 'update') return
  const password = passwordOf(args)
  if (password === undefined || password === null || password === '') return
  if (typeof password === 'string' && password.length >= MIN_PASSWORD_LENGTH) return
  throw new ValidationError({
    errors: [
      {
        message: `The password needs at least ${MIN_PASSWORD_LENGTH} characters.`,
        path: 'password',
      },
    ],
  })
}
