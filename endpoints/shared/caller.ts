import type { PayloadRequest } from 'payload'
import type { z } from 'zod'
import { holds } from '../../src/access/holds'
import type { Permission } from '../../src/access/permissions'
import { refusal } from '../../src/refusals/refusals'

/** Returns the signed-in user. @throws {Refusal} UNAUTHORIZED if there is none */
export const requireLogin = (req: PayloadRequest): NonNullable<PayloadRequest['user']> => {
  if (!req.user) throw refusal('UNAUTHORIZED')
  return req.user
}

/** Requires all of these permissions. @throws {Refusal} UNAUTHORIZED, FORBIDDEN */
export const requirePermissions = async (
  req: PayloadRequest,
  ...permissions: readonly Permission[]
): Promise<void> => {
  requireLogin(req)
  for (const permission of permissions) {
    if (!(await holds(req, permission))) throw refusal('FORBIDDEN')
  }
}

/**
 * Parses the JSON body of a request.
 * @param message says what to send, for the refusal
 * @throws {Refusal} BODY_INVALID
 */
export const jsonBody = async <Body>(
  req: PayloadRequest,
  schema: z.ZodType<Body>,
  message?: string,
): Promise<Body> => {
  const body = schema.safeParse(await req.json?.().catch(() => null))
  if (!body.success) throw refusal('BODY_INVALID', { message })
  return body.data
}
