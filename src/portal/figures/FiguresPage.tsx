import { TooLate } from '../../database/connection/readInTime'
import { outcomesOf } from '../../fields/outcomes'
import type { MonthFigures } from '../../figures/monthFigures'
import { ownFigures } from '../../figures/ownFigures'
import { errorCode } from '../../lib/errorCode'
import type { Outcome } from '../../vapi/mapping/mapping'
import type { ClientPortal } from '../portal'
import { Empty } from '../ui/Empty'
import { Page } from '../ui/Page'
import { Section } from '../ui/Section'
import { BusyHours } from './BusyHours'
import { Comparison } from './Comparison'
import styles from './Figures.module.css'
import { MonthChart } from './MonthChart'
import { OutcomeList } from './OutcomeList'
import { monthName, sentencesOf } from './words'

const CANCELLED = '57014'

/** The figures. Null if they could not be counted in the time of a page. */
const readFigures = async ({ client, payload }: ClientPortal): Promise<MonthFigures | null> => {
  try {
    return await ownFigures({
      clientID: client.id,
      hours: client.serviceHours ?? [],
      pool: payload.db.pool,
      timezone: client.timezone ?? null,
    })
  } catch (error) {
    if (error instanceof TooLate || errorCode(error) === CANCELLED) return null
    throw error
  }
}

type WithFigures = { figures: MonthFigures; own: readonly Outcome[]; portal: ClientPortal }

const Charts = ({ figures, own, portal: { texts } }: WithFigures) => {
  const { t } = texts
  const month = monthName(figures.months.month, texts)
  const lastMonth = monthName(figures.months.lastMonth, texts)
  return (
    <>
      <Section title={t('figures.byDay')}>
        <MonthChart figures={figures} texts={texts} />
      </Section>
      {figures.outcomes.length > 0 && (
        <Section title={t('figures.outcomes')}>
          <p className={styles.note}>{t('figures.outcomesNote', { lastMonth, month })}</p>
          <OutcomeList outcomes={figures.outcomes} own={own} texts={texts} />
        </Section>
      )}
      <Section title={t('figures.hours')}>
        <p className={styles.note}>{t('figures.hoursNote', { lastMonth, month })}</p>
        <BusyHours texts={texts} week={figures.week} />
      </Section>
    </>
  )
}

const Content = ({ figures, own, portal }: WithFigures) => {
  const { texts } = portal
  const { now, whole } = figures
  if (now.calls + whole.calls === 0) {
    return <Empty icon="chart" title={texts.t('figures.empty')} />
  }
  return (
    <>
      <Section>
        <ul className={styles.sentences}>
          {sentencesOf(figures, texts).map((sentence) => (
            <li className={styles.sentence} key={sentence}>
              {sentence}
            </li>
          ))}
        </ul>
        {now.outside === null && (
          <p className={styles.hint}>
            {texts.t('figures.noHours')} <a href="/settings#hours">{texts.t('figures.setHours')}</a>
          </p>
        )}
      </Section>
      <Section>
        <Comparison figures={figures} texts={texts} />
      </Section>
      <Charts figures={figures} own={own} portal={portal} />
    </>
  )
}

/** A client's figures: this month beside the last one, in words first. Nothing of what calls cost. */
export const FiguresPage = async ({ portal }: { portal: ClientPortal }) => {
  const [figures, own] = await Promise.all([readFigures(portal), outcomesOf(portal.payload)])
  const { t } = portal.texts
  return (
    <Page current="figures" portal={portal} title={t('figures.title')}>
      {figures ? (
        <Content figures={figures} own={own} portal={portal} />
      ) : (
        <Empty icon="clock" title={t('figures.later')} />
      )}
    </Page>
  )
}
