import type { Reply } from './types'

const NAMES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
}

/** An error as Vapi words them. */
export const refuse = (
  status: number,
  message: readonly string[] | string,
  headers: Record<string, string> = {},
): Reply => ({
  body: { error: NAMES[status] ?? 'Error', message, statusCode: status },
  headers,
  status,
})

export const ok = (body: unknown, status = 200): Reply => ({ body, status })

export const WRONG_KEY =
  'Invalid Key. Hot tip, you may be using the private key instead of the public key, or vice versa.'

/** What the network in front of Vapi answers to programs that it does not like: no JSON. */
export const blockedByNetwork = (): Reply => ({
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  raw: '<!DOCTYPE html><html><body>error code: 1010</body></html>',
  status: 403,
})

/** An answer of a proxy in front of Vapi. */
export const badGateway = (): Reply => ({
  headers: { 'content-type': 'text/html' },
  raw: '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>',
  status: 502,
})

/** Older than what the plan keeps. */
export const pastRetention = (days: number): Reply =>
  refuse(
    400,
    `Your subscription plan only covers the last ${days} days of call history. This call exceeds your retention window.`,
  )
