/** Where open pages of the portal ask how many calls are new, below `/api`. */
export const NEW_CALLS_PATH = '/v1/portal/new-calls'

/** The same with the time since which they are new. @param since as ISO 8601 */
export const newCallsURL = (since: string): string =>
  `/api${NEW_CALLS_PATH}?since=${encodeURIComponent(since)}`
