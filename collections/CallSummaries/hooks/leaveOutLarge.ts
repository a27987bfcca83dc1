import type { CollectionBeforeOperationHook, SelectType } from 'payload'
import { readsList } from '../../shared/readsList'

/** The fields that lists omit unless `select` names them. They have nearly all of a call's bytes. */
const LARGE: SelectType = {
  evidence: false,
  fieldTimes: false,
  messages: false,
  structuredData: false,
  transcript: false,
}

/** Omits large fields from lists, unless the request has a `select`. */
export const leaveOutLarge: CollectionBeforeOperationHook = (operation) => {
  const { args } = operation
  if (!readsList(operation) || ('select' in args && args.select)) return
  return { ...args, select: LARGE }
}
