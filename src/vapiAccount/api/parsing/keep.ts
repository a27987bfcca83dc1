/**
 * What the thread gives back of an answer. `whole`: the value as it is. `filled`: only true, if there is content.
 * `said`: only true, if messages are more than the prompt. An object: these keys of an object, or of each in a list.
 */
export type Keep = 'filled' | 'said' | 'whole' | { readonly [key: string]: Keep }

const SERVER = { server: { url: 'whole' }, serverUrl: 'whole' } as const satisfies Keep

export const KEEP_ASSISTANT = {
  artifactPlan: { recordingEnabled: 'whole' },
  compliancePlan: 'whole',
  createdAt: 'whole',
  credentialIds: 'whole',
  id: 'whole',
  isServerUrlSecretSet: 'whole',
  latestVersion: 'whole',
  model: { tools: { function: { name: 'whole' }, name: 'whole', type: 'whole', ...SERVER } },
  name: 'whole',
  orgId: 'whole',
  recordingEnabled: 'whole',
  server: 'whole',
  serverMessages: 'whole',
  serverUrl: 'whole',
  updatedAt: 'whole',
} as const satisfies Keep

export const KEEP_NUMBER = {
  assistantId: 'whole',
  createdAt: 'whole',
  id: 'whole',
  name: 'whole',
  number: 'whole',
  orgId: 'whole',
  provider: 'whole',
  sipUri: 'whole',
  squadId: 'whole',
  status: 'whole',
  workflowId: 'whole',
  ...SERVER,
} as const satisfies Keep

export const KEEP_SQUAD = {
  createdAt: 'whole',
  id: 'whole',
  members: { assistantId: 'whole', assistantOverrides: SERVER, assistantVersion: 'whole' },
  membersOverrides: SERVER,
  name: 'whole',
  orgId: 'whole',
} as const satisfies Keep

export const KEEP_CREDENTIAL = {
  createdAt: 'whole',
  id: 'whole',
  name: 'whole',
  orgId: 'whole',
  provider: 'whole',
} as const satisfies Keep

export const KEEP_CALL = {
  analysis: { structuredData: 'filled', successEvaluation: 'filled', summary: 'filled' },
  artifact: {
    messages: 'said',
    structuredOutputs: 'filled',
    structuredOutputsLastUpdatedAt: 'whole',
    transcript: 'filled',
  },
  assistant: SERVER,
  assistantId: 'whole',
  assistantOverrides: { serverMessages: 'whole', ...SERVER },
  cost: 'whole',
  costBreakdown: 'whole',
  createdAt: 'whole',
  endedAt: 'whole',
  endedReason: 'whole',
  id: 'whole',
  messages: 'said',
  orgId: 'whole',
  phoneNumberId: 'whole',
  schedulePlan: { earliestAt: 'whole' },
  squad: { membersOverrides: SERVER },
  squadId: 'whole',
  squadOverrides: SERVER,
  startedAt: 'whole',
  status: 'whole',
  summary: 'filled',
  transcript: 'filled',
  type: 'whole',
  updatedAt: 'whole',
} as const satisfies Keep
