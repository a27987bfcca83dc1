'use client'

import { Link } from '@payloadcms/ui'
import { stringify } from 'qs-esm'
import type { ReactNode } from 'react'
import type { ListLink } from '../../figures/links'
import { useURLs } from '../shared/useURLs'

/** Builds the URLs of the lists that figures count. */
export const useListURL = () => {
  const { adminURL } = useURLs()
  return ({ collection, where }: ListLink): string =>
    adminURL(`/collections/${collection}${stringify({ where }, { addQueryPrefix: true })}`)
}

type FigureLinkProps = { children: ReactNode; className?: string; label?: string; to: ListLink }

/** Links a figure to the list of what it counts. */
export const FigureLink = ({
  children,
  className = 'desk-figure-link',
  label,
  to,
}: FigureLinkProps) => {
  const listURL = useListURL()
  return (
    <Link aria-label={label} className={className} href={listURL(to)} prefetch={false}>
      {children}
    </Link>
  )
}

/** A client's name that links to its document. */
export const ClientLink = ({ id, name }: { id: string; name: string }) => {
  const { adminURL } = useURLs()
  return (
    <Link className="desk-figure-link" href={adminURL(`/collections/users/${id}`)} prefetch={false}>
      {name}
    </Link>
  )
}
