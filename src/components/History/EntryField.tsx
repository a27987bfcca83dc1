'use client'

import { Button, useDocumentInfo } from '@payloadcms/ui'
import { useState } from 'react'
import type { z } from 'zod'
import { getJSON, reasonOf } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import { Details } from './Details'
import { describe, detailsOf } from './describe'
import { type Entry, entrySchema, touchedSchema } from './entry'
import { useWords } from './useWords'
import './index.css'

type Touched = z.infer<typeof touchedSchema>['touched']

/** The documents of a bulk action, loaded page by page on request. */
const TouchedList = ({ entry }: { entry: Entry }) => {
  const desk = useDesk()
  const words = useWords()
  const { apiURL } = useURLs()
  const [touched, setTouched] = useState<Touched>([])
  const [hasMore, setMore] = useState(true)
  const [problem, setProblem] = useState<null | string>(null)
  const load = async () => {
    const last = touched.at(-1)
    const query = last ? `?after=${last.document}` : ''
    try {
      const url = `${apiURL(`/audit-log/${entry.id}/touched`)}${query}`
      const page = await getJSON({ desk, schema: touchedSchema, url })
      setTouched([...touched, ...page.touched])
      setMore(page.hasMore)
      setProblem(null)
    } catch (error) {
      setProblem(reasonOf(error, desk))
    }
  }
  return (
    <>
      <ul className="desk-history__touched">
        {touched.map(({ changes, document, label }) => (
          <li key={document}>
            {label ?? document}
            <Details details={detailsOf({ ...entry, changes: changes ?? {} }, words)} />
          </li>
        ))}
      </ul>
      {problem && <p role="status">{problem}</p>}
      {hasMore && (
        <Button buttonStyle="pill" onClick={load} size="small">
          {desk.t(touched.length > 0 ? 'desk:historyMore' : 'desk:historyWhich')}
        </Button>
      )}
    </>
  )
}

/** The description of an entry, at the top of its page. */
export const EntryField = () => {
  const desk = useDesk()
  const words = useWords()
  const { data, savedDocumentData } = useDocumentInfo()
  const entry = entrySchema.safeParse(savedDocumentData ?? data).data
  if (!entry) return null
  return (
    <div className="field-type desk-history">
      <h2 className="desk-history__headline">{describe({ desk, entry, isOwn: false, words })}</h2>
      <Details details={detailsOf(entry, words)} />
      {entry.touchedCount !== null && <TouchedList entry={entry} />}
    </div>
  )
}
