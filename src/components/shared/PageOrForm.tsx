'use client'

import { DefaultEditView, useDocumentDrawerContext } from '@payloadcms/ui'
import type { DocumentViewClientProps } from 'payload'
import type { ReactNode } from 'react'

type Props = DocumentViewClientProps & { page: ReactNode }

/** The page of a document, or its form within a drawer, which is opened to change something. */
export const PageOrForm = ({ page, ...form }: Props) => {
  const { drawerSlug } = useDocumentDrawerContext()
  return drawerSlug ? <DefaultEditView {...form} /> : <main>{page}</main>
}
