'use client'

import { useAuth } from '@payloadcms/ui'
import { mayOnField } from './mayOnField'

/** Whether the signed-in user may read or write one field of a collection. */
export const useMayOnField = (
  collection: string,
  field: string,
  operation: 'read' | 'update',
): boolean => {
  const { permissions } = useAuth()
  return mayOnField({ collection, field, operation, permissions })
}
