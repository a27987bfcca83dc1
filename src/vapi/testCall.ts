/** With what the ids of the desk's own test calls begin; Vapi's are UUIDs. */
export const TEST_CALL_PREFIX = 'desk-test-'

/** Whether a call is a test by its id. */
export const isTestCallID = (id: unknown): id is string =>
  typeof id === 'string' && id.startsWith(TEST_CALL_PREFIX)
