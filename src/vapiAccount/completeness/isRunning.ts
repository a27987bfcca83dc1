/** SQL condition on `vapi_walks` as `whole`: all calls are being read, or are about to be. Not while that has to rest. */
export const IS_RUNNING = `coalesce(whole.state = 'running' and whole.problem is null
      or whole.requested_at > coalesce(whole.started_at, '-infinity'), false)`
