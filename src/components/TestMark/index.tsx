'use client'

import { Pill, useDocumentInfo } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { useDesk } from '../shared/useDesk'

/** Says that a call is a test of the desk's own. */
export const TestPill = () => {
  const { t } = useDesk()
  return (
    <Pill pillStyle="warning" size="small">
      {t('desk:testMark')}
    </Pill>
  )
}

/** The mark in a column of its own. */
export const TestCell = ({ cellData }: DefaultCellComponentProps) =>
  cellData === true ? <TestPill /> : null

/** The mark on the call's page. */
export const TestMark = () => {
  const { data } = useDocumentInfo()
  return data?.isTest === true ? <TestPill /> : null
}
