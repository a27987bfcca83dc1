'use client'

import type { CheckboxFieldClient, DefaultCellComponentProps } from 'payload'
import { TickCell } from '../shared/TickCell'
import { useDesk } from '../shared/useDesk'

/** A checkbox as a tick or a dash. */
export const YesNoCell = (props: DefaultCellComponentProps<CheckboxFieldClient>) => {
  const { t } = useDesk()
  return <TickCell {...props} no={t('desk:no')} yes={t('desk:yes')} />
}
