'use client'

import { Pill, useDocumentInfo } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { useDesk } from '../shared/useDesk'

/** A label on calls of connection tests. */
export const TestPill = () => {
  const { t } = useDesk()
  return (
    <Pill pillStyle="warning" size="small">
      {t('desk:testMark')}
    </Pill>
  )
}

/** The label in its own column. */
export const TestCell = ({ cellData }: DefaultCellComponentProps) =>
  cellData === true ? <TestPill /> : null

/** The label on the call's page. */
export const TestMark = () => {
  const { data } = useDocumentInfo()
  return data?.isTest === true ? <TestPill /> : null
}
