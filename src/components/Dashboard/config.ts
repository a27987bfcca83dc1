import type { DashboardConfig, PayloadRequest, Widget, WidgetInstance, WidgetWidth } from 'payload'
import { holds } from '../../access/holds'
import { WIDGET_PERMISSIONS, type WidgetName } from '../../figures/permissions'
import { deskTranslations } from '../../translations/en'

const { desk: words } = deskTranslations.en

type Part = { component: string; label: string; minWidth: WidgetWidth; slug: WidgetName }

const widget = ({ component, label, minWidth, slug }: Part): Widget => ({
  Component: `/src/components/Dashboard#${component}`,
  label: { en: label },
  maxWidth: 'full',
  minWidth,
  slug,
})

const PARTS: readonly Part[] = [
  {
    component: 'QuietWidget',
    label: words.quietTitle,
    minWidth: 'small',
    slug: 'quiet-clients',
  },
  {
    component: 'ProblemsWidget',
    label: words.problemsTitle,
    minWidth: 'small',
    slug: 'delivery-problems',
  },
  { component: 'SetupWidget', label: words.setupTitle, minWidth: 'small', slug: 'setup-progress' },
  { component: 'CallsWidget', label: words.callsTitle, minWidth: 'medium', slug: 'calls-by-day' },
  { component: 'OutcomesWidget', label: words.outcomesTitle, minWidth: 'small', slug: 'outcomes' },
  { component: 'HoursWidget', label: words.hoursTitle, minWidth: 'medium', slug: 'busy-hours' },
  { component: 'HealthWidget', label: words.deskTitle, minWidth: 'small', slug: 'desk-health' },
]

/** The default order of widgets. */
const LAYOUT = [
  { widgetSlug: 'quiet-clients', width: 'small' },
  { widgetSlug: 'delivery-problems', width: 'small' },
  { widgetSlug: 'setup-progress', width: 'small' },
  { widgetSlug: 'calls-by-day', width: 'large' },
  { widgetSlug: 'outcomes', width: 'small' },
  { widgetSlug: 'busy-hours', width: 'large' },
  { widgetSlug: 'desk-health', width: 'small' },
] as const satisfies WidgetInstance[]

const maySee = async (req: PayloadRequest, name: WidgetName): Promise<boolean> => {
  const held = await Promise.all(WIDGET_PERMISSIONS[name].map((each) => holds(req, each)))
  return !held.includes(false)
}

/** The admin's first page: widgets that show whether every client's agent works, then Payload's own cards. */
export const dashboard: DashboardConfig = {
  defaultLayout: async ({ req }) => {
    const seen = await Promise.all(LAYOUT.map(({ widgetSlug }) => maySee(req, widgetSlug)))
    const layout = LAYOUT.filter((_, index) => seen[index])
    return [...layout, { widgetSlug: 'collections', width: 'full' }]
  },
  widgets: PARTS.map(widget),
}
