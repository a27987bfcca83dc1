'use client'

import { type RefObject, useEffect, useRef } from 'react'

/** A ref for a part of a page whose first text field gets the focus when the page opens. */
export const useFocusFirst = (): RefObject<HTMLDivElement | null> => {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    ref.current?.querySelector<HTMLInputElement>('input:not([type="checkbox"])')?.focus()
  }, [])
  return ref
}
