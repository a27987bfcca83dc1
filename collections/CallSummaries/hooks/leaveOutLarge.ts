import type { CollectionBeforeOperationHook, SelectType } from 'payload'
import { readsList } from '../../shared/readsList'

/** What a list leaves out unless `select` says what is wanted: nearly all of a call's bytes. */
const LARGE: SelectType = {
  fieldTimes: false,
  messages: false,
  structuredData: false,
  transcript: false,
}

/** Lists leave out what was said word by word, and what the agent extracted, unless it is selected. */
export const leaveOutLarge: CollectionBeforeOperationHook = (operation) => {
  const { args } = operation
  if (!readsList(operation) || ('select' in args && args.select)) return
  return { ...args, select: LARGE }
}
