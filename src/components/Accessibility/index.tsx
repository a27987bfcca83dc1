'use client'

import { useAuth } from '@payloadcms/ui'
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
import { useDesk } from '../shared/useDesk'
import { amendPage, CONTENT_ID } from './amendPage'
import { createTitler } from './createTitler'
import { noteFirstTouch } from './noteFirstTouch'
import './index.css'

const skip = (event: MouseEvent) => {
  const content = document.getElementById(CONTENT_ID)
  if (!content) return
  // Without a change of the address, which Next would take for a navigation.
  event.preventDefault()
  content.focus()
}

/** A link to the content, before all else on a page, the names that Payload leaves out, and titles of tabs. */
export const Accessibility = ({ children }: { children: ReactNode }) => {
  const { t } = useDesk()
  const { user } = useAuth()
  const titler = useRef<(() => void) | null>(null)
  useEffect(() => noteFirstTouch(document), [])
  useEffect(() => {
    const words = {
      clear: t('general:clear'),
      nextPage: t('desk:nextPage'),
      options: t('general:moreOptions'),
      previousPage: t('desk:previousPage'),
      selectAll: t('general:selectAllRows'),
      selectRow: (name: string) => t('desk:selectRow', { name }),
    }
    titler.current ??= createTitler(document)
    const title = titler.current
    let frame = 0
    const amend = () => {
      frame = 0
      amendPage(document, words)
      title()
    }
    const amendSoon = () => {
      if (frame === 0) frame = requestAnimationFrame(amend)
    }
    const observer = new MutationObserver(amendSoon)
    const everything = { characterData: true, childList: true, subtree: true }
    observer.observe(document.documentElement, everything)
    amendSoon()
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [t])
  return (
    <>
      {user && (
        <a className="desk-skip" href={`#${CONTENT_ID}`} onClick={skip}>
          {t('desk:skipToContent')}
        </a>
      )}
      {children}
    </>
  )
}
