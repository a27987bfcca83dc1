import type { Tab } from 'payload'
import { isOfClient } from './isOfClient'

/** A client's figures. They are loaded when the tab is opened, so that the form does not wait for them. */
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
