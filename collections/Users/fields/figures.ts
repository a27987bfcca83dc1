import type { Tab } from 'payload'

/** A client's own figures. Asked for when the tab is opened: the form itself does not wait for them. */
export const figuresTab: Tab = {
  admin: { condition: (data) => Boolean(data?.id) && !data?.isStaff && !data?.isSuperuser },
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
