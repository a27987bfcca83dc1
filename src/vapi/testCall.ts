/** The prefix of the call IDs of connection tests. Vapi's IDs are UUIDs. */
export const TEST_CALL_PREFIX = 'desk-test-'

/** True if a call ID belongs to a connection test. */
export const isTestCallID = (id: unknown): id is string =>
  typeof id === 'string' && id.startsWith(TEST_CALL_PREFIX)
