import { type FieldHook, type TextFieldSingleValidation, ValidationError } from 'payload'
import { tokenIndex } from '../../../src/clients/tokenIndex'
import { retireToken, tokenOwner } from '../../../src/clients/tokens'
import { isBlank } from '../../../src/lib/values'
import { isTokenShaped } from '../../../src/vapi/token'
import { decrypted, isAsStored } from './asStored'

const FIELD = 'vapiWebhookToken'
const SHAPE = 'Use 20 to 128 letters, digits, “-”, “_”, “.” or “~”.'
const TAKEN = 'This token is already in use by another client.'
const RETIRED =
  'This token was replaced or revoked and cannot be used again. Reload the page to see the current one.'

const refusal = (message: string) => new ValidationError({ errors: [{ message, path: FIELD }] })

/** Validates the shape of a token while it is typed. On saving, `refuseBadToken` checks it. */
export const showToken: TextFieldSingleValidation = (value, { event }) =>
  event === 'submit' || isBlank(value) || isTokenShaped(value?.trim()) || SHAPE

/**
 * Refuses a token that is malformed, belongs to another client, or is retired, with an error at the field. A
 * retired one usually comes from a form that was opened before the rotation. Accepting it would undo the
 * rotation.
 */
export const refuseBadToken: FieldHook = async ({ originalDoc, req, value }) => {
  if (isBlank(value)) return value
  const token = typeof value === 'string' ? value.trim() : value
  if (!isTokenShaped(token)) throw refusal(SHAPE)
  const owner = await tokenOwner({
    index: tokenIndex({ secret: req.payload.secret, token }),
    req,
    userID: originalDoc?.id,
  })
  if (owner === 'another') throw refusal(TAKEN)
  if (owner === 'retired') throw refusal(RETIRED)
  return token
}

/**
 * Encrypts the token and sets its index. The replaced token keeps working for a grace period. A blank value
 * keeps the current token: otherwise a form that was opened before the token was generated would delete it.
 */
export const keepToken: FieldHook = async ({
  data,
  originalDoc,
  req,
  siblingData,
  siblingDocWithLocales,
  value,
}) => {
  const stored: unknown = siblingDocWithLocales?.[FIELD]
  if (!isTokenShaped(value)) return stored ?? null
  if (typeof stored === 'string' && decrypted(stored, req.payload) === value) return stored

  const index = tokenIndex({ secret: req.payload.secret, token: value })
  if (originalDoc?.id) await retireToken({ by: index, req, userID: String(originalDoc.id) })
  siblingData.vapiWebhookTokenIndex = index
  if (data && (data.setupStatus ?? 'not_started') === 'not_started') {
    data.setupStatus = 'token_generated'
    siblingData.setupStatus = 'token_generated'
  }
  return req.payload.encrypt(value)
}

/** Decrypts the token for users who may read it. */
export const revealToken: FieldHook = ({ data, req, value }) => {
  if (typeof value !== 'string') return null
  const token = decrypted(value, req.payload)
  // Unreadable if PAYLOAD_SECRET was changed. Garbage must not be shown as a token.
  if (isTokenShaped(token)) return token
  return !isAsStored(data) && isTokenShaped(value) ? value : null
}

/** Removes tokens from lists. A screenshot of a table of working URLs would be a leak. */
export const omitFromLists: FieldHook = ({ findMany, siblingData }) => {
  if (findMany) delete siblingData[FIELD]
}
