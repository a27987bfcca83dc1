'use client'

import { useListQuery, useSelection } from '@payloadcms/ui'
import { useEffect, useRef } from 'react'

type IDs = readonly (number | string)[]

/**
 * Payload clears the selection when a list is read again, and says so by another `query` object.
 * @returns a function that selects these documents again once that has happened
 */
export const useKeptSelection = (): ((ids: IDs) => void) => {
  const { query } = useListQuery()
  const { count, setSelection } = useSelection()
  const kept = useRef<null | { ids: IDs; query: unknown }>(null)

  useEffect(() => {
    if (!kept.current || count > 0) return
    const { ids, query: before } = kept.current
    kept.current = null
    // With the same query, somebody has cleared it by hand.
    if (query !== before) for (const id of ids) setSelection(id)
  }, [count, query, setSelection])

  return (ids) => {
    kept.current = { ids, query }
  }
}
