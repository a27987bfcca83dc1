'use client'

import { FieldDescription } from '@payloadcms/ui'
import { formatBytes } from '../../format'
import { useDesk } from '../shared/useDesk'

type Props = {
  /** Of a month; null: not known, or nothing yet. */
  bytes: null | number
  does: string
  path: string
}

/** What keeping recordings does, and how much room it takes. */
export const KeepNote = ({ bytes, does, path }: Props) => {
  const { language, t } = useDesk()
  const size =
    bytes === null
      ? t('desk:recSizeEach')
      : t('desk:recSize', { size: formatBytes(bytes, language) })
  return <FieldDescription description={`${does} ${size}`} path={path} />
}
