'use client'

import { useDocumentTitle } from '@payloadcms/ui'
import { useEffect } from 'react'

/**
 * Sets the page's title. Payload's form titles a call by its caller's name, and by its id where it has none:
 * that one is replaced, also after Payload has set it again.
 * @param isOver whether Payload's own title gives way, not only the one made of an id
 */
export const DocumentTitle = ({
  id,
  isOver,
  text,
}: {
  id: string
  isOver: boolean
  text: string
}) => {
  const { setDocumentTitle, title } = useDocumentTitle()
  const isReplaced = title !== text && (isOver || title === '' || title.includes(id))
  useEffect(() => {
    if (isReplaced) setDocumentTitle(text)
  }, [isReplaced, setDocumentTitle, text])
  return null
}
