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
  'This token was replaced or revoked and never comes back. Reload the page to see the present one.'

const refusal = (message: string) => new ValidationError({ errors: [{ message, path: FIELD }] })

/** Says while typing what is wrong with a token. On saving, `refuseBadToken` has already spoken. */
export const showToken: TextFieldSingleValidation = (value, { event }) =>
  event === 'submit' || isBlank(value) || isTokenShaped(value?.trim()) || SHAPE

/**
 * Refuses a pasted token of the wrong shape, of another client, or retired, as an error of the field.
 * A retired one mostly comes from a form that was opened before the rotation; accepting it would
 * bring back what somebody took away.
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
 * Stores the token encrypted, with its index beside it; the one it replaces goes on working for a
 * while. A blank never erases: a form that was opened before somebody generated the token would
 * otherwise take the client off the air when it is saved.
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

/** Decrypts the token for those whom field access lets see it. */
export const revealToken: FieldHook = ({ data, req, value }) => {
  if (typeof value !== 'string') return null
  const token = decrypted(value, req.payload)
  // Unreadable when PAYLOAD_SECRET was changed; garbage must not be shown as if it worked.
  if (isTokenShaped(token)) return token
  return !isAsStored(data) && isTokenShaped(value) ? value : null
}

/** Lists never carry tokens: a table of working URLs would be one screenshot away from a leak. */
export const omitFromLists: FieldHook = ({ findMany, siblingData }) => {
  if (findMany) delete siblingData[FIELD]
}
