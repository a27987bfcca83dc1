'use client'

import { parseSearchParams, useListQuery } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation'
import type { Where } from 'payload'
import { stringify } from 'qs-esm'
import type { MouseEvent } from 'react'

const opensElsewhere = (event: MouseEvent) =>
  event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0

/** The `href` and the `onClick` of a link that lists the same with another filter. */
export const useFilterLink = (where: undefined | Where) => {
  const { refineListData } = useListQuery()
  const searchParams = useSearchParams()
  const href = stringify(
    { ...parseSearchParams(searchParams), page: undefined, where },
    { addQueryPrefix: true },
  )
  return {
    href: href || '?',
    onClick: (event: MouseEvent) => {
      if (opensElsewhere(event)) return
      event.preventDefault()
      // Through Payload's list state. After a plain navigation it would still have the old filter, which
      // the next search would bring back.
      void refineListData({ where })
    },
  }
}
