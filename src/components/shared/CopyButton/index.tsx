'use client'

import { Button, CheckIcon, CopyIcon } from '@payloadcms/ui'
import { type RefObject, useEffect, useState } from 'react'
import { useDesk } from '../useDesk'
import './index.css'

type Props = {
  /** What it copies, for screen readers. */
  label: string
  /** The element with the text. It is selected if the browser allows no access to the clipboard. */
  textRef: RefObject<HTMLElement | null>
  value: string
}

const SHOWN_FOR_MS = 4000

const select = (element: HTMLElement | null) => {
  element?.focus()
  if (element instanceof HTMLInputElement) element.select()
  else if (element) window.getSelection()?.selectAllChildren(element)
}

/**
 * Copies a text and confirms it. Payload's `CopyToClipboard` throws if there is no clipboard, as on plain
 * http, which small installations often use. In that case the text is selected instead.
 */
export const CopyButton = ({ label, textRef, value }: Props) => {
  const { t } = useDesk()
  const [outcome, setOutcome] = useState<'copied' | 'none' | 'selected'>('none')

  useEffect(() => {
    if (outcome === 'none') return
    const timer = setTimeout(() => setOutcome('none'), SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [outcome])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setOutcome('copied')
    } catch {
      select(textRef.current)
      setOutcome('selected')
    }
  }

  return (
    <span className="desk-copy">
      <Button
        aria-label={label}
        buttonStyle="secondary"
        className="desk-copy__button"
        icon={outcome === 'copied' ? <CheckIcon /> : <CopyIcon />}
        iconPosition="left"
        margin={false}
        onClick={() => void copy()}
        size="medium"
      >
        {t(outcome === 'copied' ? 'desk:copied' : 'desk:copy')}
      </Button>
      <span className="desk-sr-only" role="status">
        {outcome === 'copied' && t('desk:copied')}
      </span>
      <span className="desk-copy__status" role="status">
        {outcome === 'selected' && t('desk:copySelected')}
      </span>
    </span>
  )
}
