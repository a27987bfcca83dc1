import type { WidgetServerProps } from 'payload'
import { holds } from '../../access/holds'
import { readBusyHours } from '../../figures/busyHours'
import { readCallFigures } from '../../figures/callFigures'
import { readClientFeedback } from '../../figures/clientFeedback'
import { readDeliveryProblems } from '../../figures/deliveryProblems'
import { readDeskHealth } from '../../figures/deskHealth'
import { labelledOutcomes } from '../../figures/labelledOutcomes'
import { readOutcomes } from '../../figures/outcomes'
import { WIDGET_PERMISSIONS } from '../../figures/permissions'
import { readQuietClients } from '../../figures/quietClients'
import { readSetupFigures } from '../../figures/setupFigures'
import { mailFolder } from '../../mail/adapter'
import { settings } from '../../settings/settings'
import { readDeskCompleteness } from '../../vapiAccount/completeness/deskCompleteness'
import { readDriftFigures } from '../../vapiAccount/drift/readDriftFigures'
import { DeskCompleteness } from '../Completeness/DeskCompleteness'
import { Outcomes } from '../Figures/Outcomes'
import { Panel } from '../Figures/Panel'
import { VapiDrift } from '../VapiDrift'
import { BusyHours } from './BusyHours'
import { deskBegun } from './begun'
import { CallsByDay } from './CallsByDay'
import { ClientFeedback } from './ClientFeedback'
import { DeliveryProblems } from './DeliveryProblems'
import { DeskHealth } from './DeskHealth'
import { FirstSteps } from './FirstSteps'
import { QuietClients } from './QuietClients'
import { SetupProgress } from './SetupProgress'
import { Widget } from './Widget'

type Props = Pick<WidgetServerProps, 'req'>

const now = () => new Date().toISOString()

/** Days of desk-wide figures are those of the viewer's time zone. */
const zoneOf = ({ req }: Props): null | string => req.user?.timezone ?? null

export const FirstStepsWidget = ({ req }: Props) => (
  <Widget
    load={async () => {
      const known = settings()
      return {
        hasClients: (await deskBegun(req)).hasClients,
        mailFolder: known.SMTP_URL === undefined ? mailFolder(known) : null,
        mayAdd: await holds(req, 'users.add'),
        serverURL: known.SERVER_URL ?? null,
      }
    }}
    needs={WIDGET_PERMISSIONS['first-steps']}
    render={(steps) => <FirstSteps {...steps} />}
    req={req}
    title="desk:firstTitle"
  />
)

export const QuietWidget = ({ req }: Props) => (
  <Widget
    load={async () => {
      const figures = await readQuietClients({ pool: req.payload.db.pool })
      // For users with this permission, the delivery problems show these clients already.
      const isElsewhere = await holds(req, 'webhook-deliveries.view')
      const clients = figures.clients.filter(({ excused }) => !(excused && isElsewhere))
      return { ...figures, clients }
    }}
    needs={WIDGET_PERMISSIONS['quiet-clients']}
    render={(figures) => <QuietClients at={now()} figures={figures} />}
    req={req}
    title="desk:quietTitle"
  />
)

export const FeedbackWidget = ({ req }: Props) => (
  <Widget
    load={() => readClientFeedback({ pool: req.payload.db.pool })}
    needs={WIDGET_PERMISSIONS['client-feedback']}
    render={(figures) => <ClientFeedback at={now()} figures={figures} />}
    req={req}
    title="desk:feedbackWidget"
  />
)

export const ProblemsWidget = ({ req }: Props) => (
  <Widget
    load={() => readDeliveryProblems({ pool: req.payload.db.pool })}
    needs={WIDGET_PERMISSIONS['delivery-problems']}
    render={(figures) => <DeliveryProblems at={now()} figures={figures} />}
    req={req}
    title="desk:problemsTitle"
  />
)

export const SetupWidget = ({ req }: Props) => (
  <Widget
    load={async () => ({
      figures: await readSetupFigures({ pool: req.payload.db.pool }),
      mayAdd: await holds(req, 'users.add'),
    })}
    needs={WIDGET_PERMISSIONS['setup-progress']}
    render={(loaded) => <SetupProgress at={now()} {...loaded} />}
    req={req}
    title="desk:setupTitle"
  />
)

export const DriftWidget = ({ req }: Props) => (
  <Widget
    load={() => readDriftFigures(req.payload.db.pool)}
    needs={WIDGET_PERMISSIONS['vapi-drift']}
    render={(clients) => <VapiDrift at={now()} clients={clients} />}
    req={req}
    title="desk:vapiDriftTitle"
  />
)

const desk = ({ req }: Props) => ({
  pool: req.payload.db.pool,
  timezone: zoneOf({ req }),
  clientID: null,
})

export const CallsWidget = ({ req }: Props) => (
  <Widget
    load={() => readCallFigures(desk({ req }))}
    needs={WIDGET_PERMISSIONS['calls-by-day']}
    render={(figures) => <CallsByDay figures={figures} />}
    req={req}
    title="desk:callsTitle"
  />
)

export const OutcomesWidget = ({ req }: Props) => (
  <Widget
    load={async () => labelledOutcomes(req.payload, await readOutcomes(desk({ req })))}
    needs={WIDGET_PERMISSIONS.outcomes}
    render={(figures) => (
      <Panel title="desk:outcomesTitle">
        <Outcomes figures={figures} clientID={null} />
      </Panel>
    )}
    req={req}
    title="desk:outcomesTitle"
  />
)

export const HoursWidget = ({ req }: Props) => (
  <Widget
    load={() => readBusyHours({ pool: req.payload.db.pool, clientID: null })}
    needs={WIDGET_PERMISSIONS['busy-hours']}
    render={({ week }) => <BusyHours week={week} />}
    req={req}
    title="desk:hoursTitle"
  />
)

export const CompletenessWidget = ({ req }: Props) => (
  <Widget
    load={() => readDeskCompleteness({ pool: req.payload.db.pool, timezone: zoneOf({ req }) })}
    needs={WIDGET_PERMISSIONS['vapi-completeness']}
    render={(figures) => <DeskCompleteness at={now()} figures={figures} />}
    req={req}
    title="desk:completeTitle"
  />
)

export const HealthWidget = ({ req }: Props) => (
  <Widget
    load={async () => {
      const [calls, deliveries, notifications] = await Promise.all([
        holds(req, 'call-summaries.view'),
        holds(req, 'webhook-deliveries.view'),
        holds(req, 'notifications.view'),
      ])
      const scope = { calls, deliveries, notifications }
      return readDeskHealth({ pool: req.payload.db.pool, scope })
    }}
    needs={WIDGET_PERMISSIONS['desk-health']}
    render={(health) => <DeskHealth at={now()} health={health} />}
    req={req}
    title="desk:deskTitle"
  />
)
