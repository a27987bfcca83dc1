'use client'

import { formatWhen } from '../../format'
import { useDesk } from '../shared/useDesk'

/** Shows a time of Vapi's in the reader's language; a dash for none. */
export const useWhen = (): ((at: null | string) => string) => {
  const { language } = useDesk()
  return (at) => (at === null ? undefined : formatWhen(at, { language })?.text) ?? '–'
}
