import type { ReactNode } from 'react'
import { formatDuration, formatPrice } from '../../format'
import { oneLine } from '../../mail/templates/clean'
import { callerOf, callFields, callOutcome, fullTime, type Reader } from '../calls/callLine'
import { clockOf } from '../calls/listedCall'
import { Outcome } from '../ui/Outcome'
import styles from './Call.module.css'
import type { WholeCall } from './readWholeCall'

type Fact = { label: string; value: ReactNode }

/** Facts about a call, as a list of labels and values. */
export const FactList = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className={styles.facts}>
    {facts.map(({ label, value }, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: labels may repeat, and the list does not change
      <div key={at}>
        <dt dir="auto">{label}</dt>
        <dd dir="auto">{value}</dd>
      </div>
    ))}
  </dl>
)

const MAX = 400

/** What is known about a call besides its summary. */
export const Facts = ({ call, reader }: { call: WholeCall; reader: Reader }) => {
  const { locale, t } = reader.texts
  const { number } = callerOf(call, reader)
  const time = clockOf(call)
  const outcome = callOutcome(call, reader, MAX)
  const isTold = call.customerPhoneSource === 'told'
  const shownNumber = number && (
    <>
      {number.dial ? (
        <a href={`tel:${number.dial}`}>
          <bdi>{number.text}</bdi>
        </a>
      ) : (
        <bdi>{number.text}</bdi>
      )}
      {isTold && <span className={styles.told}> ({t('call.told')})</span>}
    </>
  )
  const withheld = call.customerPhoneSource === 'withheld' ? t('calls.withheld') : null
  const facts: Fact[] = [
    { label: t('call.number'), value: shownNumber ?? withheld },
    { label: t('call.service'), value: oneLine(call.serviceName ?? '', MAX) },
    { label: t('call.outcome'), value: outcome && <Outcome outcome={outcome} /> },
    {
      label: t('call.price'),
      value: formatPrice({ currency: call.currency, language: locale, value: call.price }),
    },
    ...callFields(call, reader, MAX),
    { label: t('call.time'), value: time && <time dateTime={time}>{fullTime(time, reader)}</time> },
    { label: t('call.how.duration'), value: formatDuration(call.durationSeconds) },
    { label: t('call.ended'), value: call.endedGroup && t(`call.ended.${call.endedGroup}`) },
  ]
  return <FactList facts={facts.filter(({ value }) => value)} />
}
