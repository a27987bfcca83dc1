'use client'

import { Link, useConfig } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import type { ReactNode } from 'react'
import { formatAdminURL } from '../../payload/shared'
import './shared.css'

type Props = Pick<
  DefaultCellComponentProps,
  'cellData' | 'collectionSlug' | 'link' | 'linkURL' | 'onClick' | 'rowData' | 'viewType'
> & { children: ReactNode; className?: string }

/**
 * Wraps a cell's content as Payload's own cells do: the first column opens the document, or selects it in a
 * drawer.
 */
export const CellLink = ({
  cellData,
  children,
  className,
  collectionSlug,
  link,
  linkURL,
  onClick,
  rowData,
  viewType,
}: Props) => {
  const {
    config: {
      routes: { admin: adminRoute },
    },
  } = useConfig()
  if (typeof onClick === 'function') {
    return (
      <button
        className={className}
        onClick={() => onClick({ cellData, collectionSlug, rowData })}
        type="button"
      >
        {children}
      </button>
    )
  }
  if (!link) return <span className={className}>{children}</span>
  const trash = viewType === 'trash' ? '/trash' : ''
  const href =
    linkURL ??
    formatAdminURL({
      adminRoute,
      path: `/collections/${collectionSlug}${trash}/${encodeURIComponent(String(rowData.id))}`,
    })
  return (
    <Link className={className} href={href} prefetch={false}>
      {children}
    </Link>
  )
}
