type Refusal = { headers?: Record<string, string>; message: string; status: number }

/** An error in Payload's shape. Messages are fixed sentences: no token, body or SQL in them. */
export const refuse = ({ headers, message, status }: Refusal): Response =>
  Response.json({ errors: [{ message }] }, { headers, status })

/** Refusals that several endpoints share. */
export const REFUSALS = {
  badRequest: { message: 'Send a JSON body with “ids”, “where” or “all”.', status: 400 },
  forbidden: { message: 'You are not allowed to perform this action.', status: 403 },
  notFound: { message: 'Not found.', status: 404 },
  signIn: { message: 'Sign in first.', status: 401 },
} as const satisfies Record<string, Refusal>
