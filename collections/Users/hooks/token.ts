import { type FieldHook, type TextFieldSingleValidation, ValidationError } from 'payload'
import { tokenIndex } from '../../../src/ingest/tokenIndex'
import { isTokenShaped } from '../../../src/vapi/token'

const FIELD = 'vapiWebhookToken'
const SHAPE = 'Use 20 to 128 letters, digits, “-”, “_”, “.” or “~”.'
const TAKEN = 'This token is already in use by another client.'

const refusal = (message: string) => new ValidationError({ errors: [{ message, path: FIELD }] })

const isBlank = (value: unknown) => typeof value !== 'string' || value.trim() === ''

/** Says while typing what is wrong with a token. On saving, `refuseBadToken` has already spoken. */
export const showToken: TextFieldSingleValidation = (value, { event }) =>
  event === 'submit' || isBlank(value) || isTokenShaped(value?.trim()) || SHAPE

/** Refuses a pasted token of the wrong shape or of another client, as an error of the field. */
export const refuseBadToken: FieldHook = async ({ originalDoc, req, value }) => {
  if (isBlank(value)) return value
  const token = typeof value === 'string' ? value.trim() : value
  if (!isTokenShaped(token)) throw refusal(SHAPE)
  const { totalDocs } = await req.payload.count({
    collection: 'users',
    // Uniqueness counts every client, also those whom this person may not see.
    overrideAccess: true,
    req,
    where: {
      id: { not_equals: originalDoc?.id },
      vapiWebhookTokenIndex: { equals: tokenIndex({ secret: req.payload.secret, token }) },
    },
  })
  if (totalDocs > 0) throw refusal(TAKEN)
  return token
}

/**
 * Stores the token encrypted, with its index beside it. A blank never erases: a form that was opened
 * before somebody generated the token would otherwise take the client off the air when it is saved.
 */
export const keepToken: FieldHook = ({ data, req, siblingData, siblingDocWithLocales, value }) => {
  const stored: unknown = siblingDocWithLocales?.[FIELD]
  if (!isTokenShaped(value)) return stored ?? null
  if (typeof stored === 'string' && req.payload.decrypt(stored) === value) return stored

  siblingData.vapiWebhookTokenIndex = tokenIndex({ secret: req.payload.secret, token: value })
  if (data && (data.setupStatus ?? 'not_started') === 'not_started') {
    data.setupStatus = 'token_generated'
    siblingData.setupStatus = 'token_generated'
  }
  return req.payload.encrypt(value)
}

/** Decrypts the token for those whom field access lets see it. */
export const revealToken: FieldHook = ({ req, value }) => {
  if (typeof value !== 'string') return null
  const token = req.payload.decrypt(value)
  // Unreadable when PAYLOAD_SECRET was changed; garbage must not be shown as if it worked.
  return isTokenShaped(token) ? token : null
}

/** Lists never carry tokens: a table of working URLs would be one screenshot away from a leak. */
export const omitFromLists: FieldHook = ({ findMany, siblingData }) => {
  if (findMany) delete siblingData[FIELD]
}
