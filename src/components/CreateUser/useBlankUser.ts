'use client'

import type { FormState } from 'payload'
import { useMemo } from 'react'
import { listedZone } from '../../lib/time/zoneNames'
import type { ListedOption } from '../ListedText'
import { blankFields } from '../shared/blankFields'
import { useHydrated } from '../shared/useHydrated'

const NAMES = ['businessName', 'name', 'email', 'timezone'] as const

/**
 * The state of the form for a new user. Its time zone is the browser's, since most clients are near their agency.
 * The server does not know that zone.
 */
export const useBlankUser = (zones: readonly ListedOption[]): FormState => {
  const hydrated = useHydrated()
  return useMemo(() => {
    const blank = blankFields(NAMES)
    if (!hydrated) return blank
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    const value = listedZone(
      timeZone,
      zones.map((zone) => zone.value),
    )
    return value === null
      ? blank
      : { ...blank, timezone: { initialValue: value, valid: true, value } }
  }, [hydrated, zones])
}
