'use client'

import { useFormInitializing } from '@payloadcms/ui'
import { useEffect, useRef } from 'react'

/** Gives the first text field of the form around it the focus, as soon as Payload's form enables its fields. */
export const FocusFirst = () => {
  const ref = useRef<HTMLSpanElement>(null)
  const isInitializing = useFormInitializing()
  useEffect(() => {
    if (isInitializing) return
    const form = ref.current?.closest('form')
    form?.querySelector<HTMLInputElement>('input:not([type="checkbox"])')?.focus()
  }, [isInitializing])
  return <span hidden ref={ref} />
}
