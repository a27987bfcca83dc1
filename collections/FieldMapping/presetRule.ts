import type { GlobalBeforeChangeHook } from 'payload'
import { presetOf } from '../../src/fields/presetOf'
import { readDeskMapping } from '../../src/fields/stored'

/** Keeps the to-do rule of clients that have chosen none beside the outcomes from which it is made. */
export const presetRule: GlobalBeforeChangeHook = ({ data }) => ({
  ...data,
  followUpRule: presetOf(readDeskMapping(data.mapping).outcomes),
})
