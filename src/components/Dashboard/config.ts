import type { DashboardConfig, PayloadRequest, Widget, WidgetInstance, WidgetWidth } from 'payload'
import { holds } from '../../access/holds'
import { readClientFeedback } from '../../figures/clientFeedback'
import { WIDGET_PERMISSIONS, type WidgetName } from '../../figures/permissions'
import { type DeskText, labelOf } from '../../translations/labelOf'
import { hasAccounts } from '../../vapiAccount/completeness/deskCompleteness'
import { isWatched } from '../../vapiAccount/drift/readDriftFigures'
import { deskBegun } from './begun'
import { settle } from './settle'

type Part = { component: string; label: DeskText; minWidth: WidgetWidth; slug: WidgetName }

const widget = ({ component, label, minWidth, slug }: Part): Widget => ({
  Component: `/src/components/Dashboard#${component}`,
  label: labelOf(label),
  maxWidth: 'full',
  minWidth,
  slug,
})

const PARTS: readonly Part[] = [
  {
    component: 'FirstStepsWidget',
    label: 'firstTitle',
    minWidth: 'medium',
    slug: 'first-steps',
  },
  {
    component: 'FeedbackWidget',
    label: 'feedbackWidget',
    minWidth: 'small',
    slug: 'client-feedback',
  },
  {
    component: 'QuietWidget',
    label: 'quietTitle',
    minWidth: 'small',
    slug: 'quiet-clients',
  },
  {
    component: 'ProblemsWidget',
    label: 'problemsTitle',
    minWidth: 'small',
    slug: 'delivery-problems',
  },
  { component: 'SetupWidget', label: 'setupTitle', minWidth: 'small', slug: 'setup-progress' },
  { component: 'CallsWidget', label: 'callsTitle', minWidth: 'medium', slug: 'calls-by-day' },
  { component: 'OutcomesWidget', label: 'outcomesTitle', minWidth: 'small', slug: 'outcomes' },
  { component: 'HoursWidget', label: 'hoursTitle', minWidth: 'medium', slug: 'busy-hours' },
  { component: 'HealthWidget', label: 'deskTitle', minWidth: 'small', slug: 'desk-health' },
  {
    component: 'DriftWidget',
    label: 'vapiDriftTitle',
    minWidth: 'small',
    slug: 'vapi-drift',
  },
  {
    component: 'CompletenessWidget',
    label: 'completeTitle',
    minWidth: 'medium',
    slug: 'vapi-completeness',
  },
]

/** Widgets that have nothing to say before the first report. */
const OF_REPORTS: ReadonlySet<WidgetName> = new Set(['busy-hours', 'calls-by-day', 'outcomes'])

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

/** Comes first while clients wait for an answer, and is not there otherwise. */
const NEW_FEEDBACK = {
  widgetSlug: 'client-feedback',
  width: 'full',
} as const satisfies WidgetInstance

/** Only on a desk that has set webhooks at Vapi. */
const DRIFT = { widgetSlug: 'vapi-drift', width: 'full' } as const satisfies WidgetInstance

/** Only on a desk that is connected to Vapi. */
const COMPLETENESS = {
  widgetSlug: 'vapi-completeness',
  width: 'full',
} as const satisfies WidgetInstance

const maySee = async (req: PayloadRequest, name: WidgetName): Promise<boolean> => {
  const held = await Promise.all(WIDGET_PERMISSIONS[name].map((each) => holds(req, each)))
  return !held.includes(false)
}

const hasNewFeedback = async (req: PayloadRequest): Promise<boolean> => {
  if (!(await maySee(req, 'client-feedback'))) return false
  const settled = await settle(() => readClientFeedback({ pool: req.payload.db.pool }), req)
  return 'value' in settled && settled.value.newFeedback > 0
}

const hasDriftWatch = async (req: PayloadRequest): Promise<boolean> => {
  if (!(await maySee(req, 'vapi-drift'))) return false
  const settled = await settle(() => isWatched(req.payload.db.pool), req)
  return 'value' in settled && settled.value
}

const isConnected = async (req: PayloadRequest): Promise<boolean> => {
  if (!(await maySee(req, 'vapi-completeness'))) return false
  const settled = await settle(() => hasAccounts(req.payload.db.pool), req)
  return 'value' in settled && settled.value
}

/**
 * The admin's first page: widgets that show whether every client's agent works, then Payload's own cards. On a desk
 * without clients it is one card with the first steps, and figures of calls appear with the first report.
 */
export const dashboard: DashboardConfig = {
  defaultLayout: async ({ req }) => {
    const { hasClients, hasReports } = await deskBegun(req)
    if (!hasClients) return [{ widgetSlug: 'first-steps', width: 'full' }]
    const seen = await Promise.all(LAYOUT.map(({ widgetSlug }) => maySee(req, widgetSlug)))
    const layout = LAYOUT.filter(
      ({ widgetSlug }, index) => seen[index] && (hasReports || !OF_REPORTS.has(widgetSlug)),
    )
    const feedback = (await hasNewFeedback(req)) ? [NEW_FEEDBACK] : []
    const completeness = (await isConnected(req)) ? [COMPLETENESS] : []
    const drift = (await hasDriftWatch(req)) ? [DRIFT] : []
    return [
      ...feedback,
      ...completeness,
      ...drift,
      ...layout,
      { widgetSlug: 'collections', width: 'full' },
    ]
  },
  widgets: PARTS.map(widget),
}
