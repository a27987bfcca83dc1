'use client'

import { useEffect, useState } from 'react'
import button from '../ui/Button.module.css'

/** Prints the page. It appears with the scripts it needs; browsers print without it too. */
export const PrintButton = ({ label }: { label: string }) => {
  const [isReady, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  return isReady ? (
    <button
      className={`${button.button} ${button.quiet}`}
      onClick={() => window.print()}
      type="button"
    >
      {label}
    </button>
  ) : null
}
