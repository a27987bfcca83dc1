'use client'

import { useEffect, useState } from 'react'
import button from '../ui/Button.module.css'

type Props = { copied: string; label: string; number: string }

/** Copies a number. It appears with the scripts it needs. */
export const CopyNumber = ({ copied, label, number }: Props) => {
  const [state, setState] = useState<'copied' | 'none' | 'ready'>('none')
  // Where the page is not encrypted, browsers have no clipboard.
  useEffect(() => setState('clipboard' in navigator ? 'ready' : 'none'), [])
  if (state === 'none') return null
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(number)
      setState('copied')
    } catch {
      setState('none')
    }
  }
  return (
    <button className={`${button.button} ${button.quiet}`} onClick={copy} type="button">
      <span aria-live="polite">{state === 'copied' ? copied : label}</span>
    </button>
  )
}
