import type { Tab } from 'payload'
import { isOfClient } from './isOfClient'

/** A client's own figures. Asked for when the tab is opened: the form itself does not wait for them. */
export const figuresTab: Tab = {
  admin: { condition: (data, ...rest) => Boolean(data?.id) && isOfClient(data, ...rest) },
  fields: [
    {
      admin: {
        components: { Field: '/src/components/ClientFigures#ClientFigures' },
        disableListColumn: true,
      },
      name: 'figures',
      type: 'ui',
    },
  ],
  label: 'Figures',
}
