'use client'

import type { CheckboxFieldClient, DefaultCellComponentProps } from 'payload'
import { TickCell } from '../shared/TickCell'
import { useDesk } from '../shared/useDesk'

/** Whether there is a webhook token. Never shows the token. */
export const TokenCell = (props: DefaultCellComponentProps<CheckboxFieldClient>) => {
  const { t } = useDesk()
  return <TickCell {...props} no={t('desk:noToken')} yes={t('desk:hasToken')} />
}
