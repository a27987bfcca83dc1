'use client'

import { Link, useConfig } from '@payloadcms/ui'
import { formatAdminURL } from '../../payload/shared'
import { useDesk } from '../shared/useDesk'
import type { Named, NamedCollection } from './names'

type Props = {
  collection: NamedCollection
  id: string
  /** Without a link, because it is inside another one. */
  isPlain?: boolean
  named: Named
}

const NAMELESS = { 'call-summaries': 'desk:callNameless', users: 'desk:clientNameless' } as const

/** The name of a related document, with a link if the user may open it. */
export const NameLink = ({ collection, id, isPlain = false, named: { isOpen, name } }: Props) => {
  const { t } = useDesk()
  const {
    config: {
      routes: { admin: adminRoute },
    },
  } = useConfig()
  const text = name || t(NAMELESS[collection])
  if (!isOpen || isPlain) return text
  const path = `/collections/${collection}/${encodeURIComponent(id)}` as const
  return (
    <Link href={formatAdminURL({ adminRoute, path })} prefetch={false}>
      {text}
    </Link>
  )
}
