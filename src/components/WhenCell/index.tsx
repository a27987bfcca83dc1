'use client'

import type { DateFieldClient, DefaultCellComponentProps } from 'payload'
import { formatWhen } from '../../format'
import { CellLink } from '../shared/CellLink'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'

/** A date and time in the viewer's language and time zone. Hovering shows the exact one. */
export const WhenCell = (props: DefaultCellComponentProps<DateFieldClient>) => {
  const { language } = useDesk()
  const hydrated = useHydrated()
  const when = formatWhen(props.cellData, { language, timeZone: hydrated ? undefined : 'UTC' })
  return (
    <CellLink {...props} className="desk-cell--oneline">
      {when ? (
        <time dateTime={when.iso} title={when.iso}>
          {when.text}
        </time>
      ) : (
        '—'
      )}
    </CellLink>
  )
}
