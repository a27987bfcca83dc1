'use client'

import { useDesk } from './useDesk'

/** The title of a call: its caller, or why there is none. */
export const useCallTitle = ({
  caller,
  isWithheld,
}: {
  caller: null | string
  isWithheld: boolean
}): string => {
  const { t } = useDesk()
  return caller ?? t(isWithheld ? 'desk:callPageWithheld' : 'desk:callPageUnknown')
}
