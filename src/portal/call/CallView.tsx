import { clean } from '../../mail/templates/clean'
import { isPlayable } from '../../recordings/state'
import { callPath, type ListAddress, listPath } from '../calls/address'
import { callerOf, dayAndTime, fullTime } from '../calls/callLine'
import { ListedRow } from '../calls/ListedRow'
import { clockOf } from '../calls/listedCall'
import { readerOf } from '../calls/reader'
import type { FormState } from '../forms/formState'
import type { ClientPortal } from '../portal'
import { Button } from '../ui/Button'
import { Page } from '../ui/Page'
import { Section } from '../ui/Section'
import styles from './Call.module.css'
import { ConversationView } from './ConversationView'
import { CopyNumber } from './CopyNumber'
import { extractedFacts } from './extractedFacts'
import { FactList, Facts } from './Facts'
import { FeedbackForm } from './FeedbackForm'
import { FollowUpForm } from './FollowUpForm'
import { listField, wholePath } from './forms'
import { PrintButton } from './PrintButton'
import { Recording } from './Recording'
import type { CallPageData } from './readCallPage'

type Props = {
  /** The list from which the call was opened. */
  address: ListAddress
  data: CallPageData
  /** What was just done, in words. */
  done: string | undefined
  forms: { feedback: FormState; followUp: FormState }
  /** All of the conversation is shown, as far as it fits. */
  isWhole: boolean
  portal: ClientPortal
}

const Summary = ({ data: { call }, portal: { texts } }: Props) => {
  const summary = clean(call.summary ?? '')
  return (
    <Section title={texts.t('call.summary')}>
      {summary ? (
        <p className={styles.text} dir="auto">
          {summary}
        </p>
      ) : (
        <p className={styles.quiet}>{texts.t('call.noSummary')}</p>
      )}
      {call.isLate && <p className={styles.quiet}>{texts.t('call.late')}</p>}
    </Section>
  )
}

const Actions = ({ data: { call, labels }, portal }: Props) => {
  const { t } = portal.texts
  const { number } = callerOf(call, readerOf(portal, labels))
  return (
    <div className={styles.actions}>
      {number?.dial && (
        <Button href={`tel:${number.dial}`} icon="phone" look="primary">
          {t('call.callBack')}
        </Button>
      )}
      {number && (
        <CopyNumber
          copied={t('call.copied')}
          label={t('call.copy')}
          number={number.dial ?? number.text}
        />
      )}
      <PrintButton label={t('call.print')} />
    </div>
  )
}

const Extracted = ({ data: { call, labels }, portal: { texts } }: Props) => {
  const facts = extractedFacts(call, texts, labels.fields)
  if (facts.length === 0) return null
  return (
    <Section title={texts.t('call.extracted')}>
      <FactList facts={facts} />
    </Section>
  )
}

const SameNumber = ({ address, data: { labels, sameNumber }, portal }: Props) => {
  if (sameNumber.length === 0) return null
  const reader = readerOf(portal, labels)
  return (
    <Section bare title={portal.texts.t('call.sameNumber')}>
      <ol className={styles.list}>
        {sameNumber.map((call) => {
          const time = clockOf(call)
          return (
            <li key={call.id}>
              <ListedRow
                call={call}
                href={callPath(call.id, address)}
                reader={reader}
                when={time === null ? undefined : dayAndTime(time, reader)}
              />
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

const NextCalls = ({ address, data: { neighbours }, portal: { texts } }: Props) => {
  const { earlier, later } = neighbours
  if (!earlier && !later) return null
  return (
    <nav aria-label={texts.t('call.neighbours')} className={styles.neighbours}>
      {later && (
        <Button href={callPath(later, address)} icon="back">
          {texts.t('call.later')}
        </Button>
      )}
      {earlier && (
        <Button href={callPath(earlier, address)} icon="chevron">
          {texts.t('call.earlier')}
        </Button>
      )}
    </nav>
  )
}

/** The page of one call. */
export const CallView = (props: Props) => {
  const { address, data, done, forms, isWhole, portal } = props
  const { call } = data
  const reader = readerOf(portal, data.labels)
  const { t } = portal.texts
  const caller = callerOf(call, reader)
  const time = clockOf(call)
  const list = listField(address)
  return (
    <Page
      back={{ href: listPath(address), label: t('call.all') }}
      current="calls"
      done={done}
      heading={<bdi>{caller.text}</bdi>}
      portal={portal}
      title={caller.text}
      todo={data.toDo}
    >
      {time && (
        <p className={styles.meta}>
          <time dateTime={time}>{fullTime(time, reader)}</time>
        </p>
      )}
      <Actions {...props} />
      <Summary {...props} />
      <FollowUpForm call={call} list={list} portal={portal} state={forms.followUp} />
      <Section title={t('call.facts')}>
        <Facts call={call} reader={reader} />
      </Section>
      <Extracted {...props} />
      <Recording id={call.id} state={data.recording} texts={portal.texts} />
      <ConversationView
        conversation={data.conversation}
        isPlayable={isPlayable(data.recording)}
        longer={isWhole ? null : wholePath(call.id, address)}
        texts={portal.texts}
      />
      <SameNumber {...props} />
      <FeedbackForm call={call} list={list} portal={portal} state={forms.feedback} />
      <NextCalls {...props} />
    </Page>
  )
}
