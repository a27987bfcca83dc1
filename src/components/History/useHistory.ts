'use client'

import { useState } from 'react'
import { getJSON, reasonOf } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useFetched } from '../shared/useFetched'
import { type Entry, pageSchema } from './entry'

type LoadedHistory = { entries: readonly Entry[]; hasMore: boolean; problem: null | string }

const NOTHING: LoadedHistory = { entries: [], hasMore: false, problem: null }

/** The history of a document, newest first, and a function that loads earlier entries. */
export const useHistory = (url: string) => {
  const desk = useDesk()
  const first = useFetched(url, pageSchema)
  const [earlier, setEarlier] = useState<LoadedHistory & { after: typeof first }>()
  const [isLoading, setLoading] = useState(false)

  const latest: LoadedHistory = { ...NOTHING, ...first?.value, problem: first?.problem ?? null }
  // Earlier entries that belong to another first page are those of another document.
  const seen = earlier?.after === first ? earlier : latest

  const loadMore = async () => {
    const { entries } = seen
    const last = entries.at(-1)
    if (!last) return
    setLoading(true)
    try {
      const query = new URLSearchParams({ at: last.at, id: last.id })
      const page = await getJSON({ desk, schema: pageSchema, url: `${url}?${query}` })
      setEarlier({ ...page, after: first, entries: [...entries, ...page.entries], problem: null })
    } catch (error) {
      setEarlier({ after: first, entries, hasMore: true, problem: reasonOf(error, desk) })
    } finally {
      setLoading(false)
    }
  }

  return { isLoading: isLoading || first === null, loadMore, seen: first && seen }
}
