'use client'

import { useDocumentTitle } from '@payloadcms/ui'
import { useEffect } from 'react'

type Props = {
  id: string
  /** Whether every title of Payload's gives way, and not only the one made of an id. */
  isOver: boolean
  text: string
}

/**
 * Sets the page's title. Payload titles a call by its caller's name, and by its id where it has none; that one
 * is replaced, also when Payload sets it again.
 */
export const DocumentTitle = ({ id, isOver, text }: Props) => {
  const { setDocumentTitle, title } = useDocumentTitle()
  useEffect(() => {
    if (title === text || !(isOver || title === '' || title.includes(id))) return
    // Payload's own effect comes after this one and would have the last word.
    const timer = setTimeout(() => setDocumentTitle(text))
    return () => clearTimeout(timer)
  }, [id, isOver, setDocumentTitle, text, title])
  return null
}
