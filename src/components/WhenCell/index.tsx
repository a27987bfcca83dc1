'use client'

import type { DateFieldClient, DefaultCellComponentProps } from 'payload'
import { formatWhen } from '../../format'
import { CellLink } from '../shared/CellLink'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'
import { WhenText } from './WhenText'

type Props = DefaultCellComponentProps<DateFieldClient>

/** A date and time on the viewer's clock. Hovering shows the exact one. */
export const WhenCell = (props: Props) => (
  <CellLink {...props} className="desk-cell--oneline">
    <WhenText value={props.cellData} />
  </CellLink>
)

/** Only the day of a date, on the viewer's clock. Hovering shows the time. */
export const DayCell = (props: Props) => {
  const { language } = useDesk()
  const hydrated = useHydrated()
  const when = formatWhen(props.cellData, { language, timeZone: hydrated ? undefined : 'UTC' })
  return (
    <CellLink {...props} className="desk-cell--oneline">
      {when ? (
        <time
          className={hydrated ? undefined : 'desk-when--unknown'}
          dateTime={when.iso}
          title={`${when.text} · ${when.iso}`}
        >
          {when.day}
        </time>
      ) : (
        '—'
      )}
    </CellLink>
  )
}
