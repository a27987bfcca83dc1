type Facts = {
  /** Null: not known, or not for this person. */
  calls: null | number
  /** The same. */
  deliveries: null | number
  isActive: boolean
  mayDeactivate: boolean
  mayDeleteCalls: boolean
}

/**
 * What a person can do to delete a client: delete it, or deactivate it first. Otherwise what it takes: somebody who may
 * delete calls (`needsCalls`), or who may deactivate it (`needsInactive`). The server has the last word.
 */
export const deletionStep = ({
  calls,
  deliveries,
  isActive,
  mayDeactivate,
  mayDeleteCalls,
}: Facts): 'deactivate' | 'delete' | 'needsCalls' | 'needsInactive' => {
  if (!calls && !deliveries) return 'delete'
  if (!mayDeleteCalls) return 'needsCalls'
  if (!isActive) return 'delete'
  return mayDeactivate ? 'deactivate' : 'needsInactive'
}
