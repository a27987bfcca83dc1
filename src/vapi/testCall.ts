/** With what the ids of the desk's own test calls begin; Vapi's are UUIDs. */
export const TEST_CALL_PREFIX = 'desk-test-'
