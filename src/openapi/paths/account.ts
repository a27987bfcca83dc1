import { jsonBody, ref, refusals, success } from '../answers'

const NO_LOGIN: never[] = []

const login = {
  description: 'After five wrong passwords, the sender must wait for ten minutes.',
  operationId: 'login',
  requestBody: jsonBody(ref('Credentials'), {
    email: 'ada@salon.example',
    password: 'a long enough password',
  }),
  responses: {
    200: success({ description: 'Signed in.', schema: ref('Login') }),
    ...refusals(400, 401, 429),
  },
  security: NO_LOGIN,
  summary: 'Sign in',
  tags: ['Account'],
}

const refresh = {
  operationId: 'refreshToken',
  responses: {
    200: success({ description: 'A token that lasts longer.', schema: ref('RefreshedLogin') }),
    ...refusals(403, 429),
  },
  summary: 'Renew the token of a login',
  tags: ['Account'],
}

const logout = {
  operationId: 'logout',
  responses: {
    200: success({ description: 'Signed out.', schema: ref('Message') }),
    ...refusals(400, 429),
  },
  summary: 'Sign out',
  tags: ['Account'],
}

const me = {
  description: 'Without a login or a key, `user` is null.',
  operationId: 'getProfile',
  responses: {
    200: success({ description: 'Your profile.', schema: ref('Me') }),
    ...refusals(429),
  },
  summary: 'Read your profile',
  tags: ['Account'],
}

const change = {
  description: 'Requires a login: API keys are read-only.',
  operationId: 'changeProfile',
  parameters: [
    {
      description: 'Your own ID.',
      in: 'path',
      name: 'id',
      required: true,
      schema: { format: 'uuid', type: 'string' },
    },
  ],
  requestBody: jsonBody(ref('ProfileChanges'), {
    businessName: 'Salon Ada',
    currency: 'EUR',
    phone: '+49 30 901820',
    serviceHours: [{ closes: '17:30', day: 'monday', opens: '09:00' }],
    timezone: 'Europe/Berlin',
  }),
  responses: {
    200: success({ description: 'The updated profile.', schema: ref('ChangedProfile') }),
    ...refusals(400, 403, 404, 429),
  },
  summary: 'Change your profile',
  tags: ['Account'],
}

const completeness = {
  description:
    'Which of your calls at Vapi this desk has, and which are missing. 404 if your agency has not connected you to its account at Vapi.',
  operationId: 'getCompleteness',
  parameters: [
    {
      description: 'Your own ID.',
      in: 'path',
      name: 'id',
      required: true,
      schema: { format: 'uuid', type: 'string' },
    },
  ],
  responses: {
    200: success({ description: 'Your numbers.', isRead: true, schema: ref('Completeness') }),
    ...refusals(401, 404, 429),
  },
  summary: 'Read whether calls are missing',
  tags: ['Calls'],
}

/** The path items for signing in and the user's own profile. */
export const accountPaths = {
  '/users/login': { post: login },
  '/users/logout': { post: logout },
  '/users/me': { get: me },
  '/users/refresh-token': { post: refresh },
  '/users/{id}': { patch: change },
  '/users/{id}/completeness': { get: completeness },
}
