'use client'

import { Gutter, Link, Pill, SetDocumentStepNav, useConfig } from '@payloadcms/ui'
import type { Labels } from '../../fields/labels'
import { shownOutcome } from '../../fields/outcomeLabel'
import { formerFields, shownFields } from '../../fields/shownFields'
import { listLink } from '../../figures/links'
import { formatDuration, formatPrice } from '../../format'
import { knownZone } from '../../lib/time/zone'
import type { RecordingFacts } from '../../recordings/state'
import type { DeskKey } from '../../translations/keys'
import { ENDED_LABELS, type EndedGroup } from '../../vapi/endedReason'
import type { ExtractedRow } from '../../vapi/extractedRows'
import type { ShownEvidence } from '../../vapi/mapping/evidence'
import type { Turn } from '../../vapi/readTurns'
import { Turns } from '../Conversation/Turns'
import { ENDED_PILLS } from '../EndedCell/pills'
import { useListURL } from '../Figures/FigureLink'
import { OutcomePill } from '../OutcomePill'
import { Recording } from '../Recording'
import { NameLink } from '../RelationName/NameLink'
import { DocumentTitle } from '../shared/DocumentTitle'
import { useCallTitle } from '../shared/useCallTitle'
import { useDesk } from '../shared/useDesk'
import { TestPill } from '../TestMark'
import { Actions } from './Actions'
import { EvidenceLine } from './EvidenceLine'
import { Facts } from './Facts'
import { FeedbackPart, type ShownFeedback } from './FeedbackPart'
import { FollowUpPart, type ShownFollowUp } from './FollowUpPart'
import type { Around } from './readAround'
import { TimeLine } from './TimeLine'
import { When } from './When'
import './index.css'

/** What is shown of a call. null: not known, or not for this person. */
export type ShownCall = {
  assistantID: null | string
  caller: null | string
  cost: null | number
  currency: null | string
  durationSeconds: null | number
  edited: readonly string[]
  endedAt: null | string
  endedGroup: EndedGroup
  endedReason: null | string
  evaluation: null | string
  /** Where values come from, by the field; without what a person has set. */
  evidence: ShownEvidence
  extracted: readonly ExtractedRow[]
  /** What the client reported as wrong; null: nothing. */
  feedback: null | ShownFeedback
  /** The client's own fields, as they are stored. */
  fields: Readonly<Record<string, unknown>>
  followUp: ShownFollowUp
  id: string
  /** Its recording can be asked for. */
  isPlayable: boolean
  isTest: boolean
  isWithheld: boolean
  labels: Labels
  name: null | string
  outcome: null | string
  phone: null | { dial: null | string; isTold: boolean; text: string }
  price: null | number
  rawPhone: null | string
  recording: RecordingFacts
  reportedAt: null | string
  service: null | string
  source: 'imported' | 'recovered' | 'webhook'
  startedAt: null | string
  summary: null | string
  transcript: null | string
  turns: readonly Turn[]
  vapiCallID: string
  vapiPhone: null | string
}

const SOURCES = {
  imported: 'desk:callSourceImported',
  recovered: 'desk:callSourceRecovered',
} as const satisfies Record<Exclude<ShownCall['source'], 'webhook'>, DeskKey>

/** Where the player finds the turns. */
const TURNS_ID = 'desk-call-turns'

/** The page of a call: read first, edited on demand. Nothing is drawn for what is missing. */
export const CallView = ({ around, call }: { around: Around; call: ShownCall }) => {
  const { language, t } = useDesk()
  const listURL = useListURL()
  const { getEntityConfig } = useConfig()
  const { admin, labels } = getEntityConfig({ collectionSlug: 'call-summaries' })
  const { client } = around
  const when = call.startedAt ?? call.reportedAt
  const title = useCallTitle(call)
  const outcome = shownOutcome(call.labels.outcomes, call.outcome)
  const price = formatPrice({ currency: call.currency, language, value: call.price })
  const { evidence } = call
  const own = {
    fields: call.labels.fields,
    values: call.fields,
    words: {
      currency: client.currency,
      locale: language,
      no: t('desk:no'),
      timezone: knownZone(client.timeZone),
      yes: t('desk:yes'),
    },
  }
  const ownFacts = [
    ...shownFields(own),
    ...formerFields(own).map(({ key, value }) => ({
      key,
      label: t('desk:ownFieldFormer', { key }),
      value,
    })),
  ].map(({ key, label, value }) => ({ evidence: [evidence[`fields.${key}`]], label, value }))
  const sameNumber =
    call.rawPhone &&
    listURL(listLink('call-summaries', [{ customerPhone: { equals: call.rawPhone } }]))
  return (
    <Gutter className="desk-call">
      <DocumentTitle id={call.id} isOver text={title} />
      <SetDocumentStepNav
        collectionSlug="call-summaries"
        id={call.id}
        pluralLabel={labels.plural}
        useAsTitle={admin.useAsTitle}
      />
      <header className="desk-call__header">
        <div>
          <p className="desk-call__line">
            <NameLink collection="users" id={client.id} named={client} />
            {when && (
              <>
                {' · '}
                <When timeZone={client.timeZone} value={when} />
              </>
            )}
            {call.durationSeconds !== null && ` · ${formatDuration(call.durationSeconds)}`}
          </p>
          <div className="desk-call__pills">
            {call.isTest && <TestPill />}
            {call.endedGroup !== 'unknown' && (
              <Pill pillStyle={ENDED_PILLS[call.endedGroup]} size="small">
                {ENDED_LABELS[call.endedGroup]}
              </Pill>
            )}
            {outcome && <OutcomePill outcome={outcome} />}
            {call.service && <span>{call.service}</span>}
            {price && <strong>{price}</strong>}
          </div>
        </div>
        <Actions
          dial={call.phone?.dial ?? null}
          earlier={around.earlier}
          id={call.id}
          later={around.later}
          summary={call.summary}
        />
      </header>
      <div className="desk-call__columns">
        <div className="desk-call__main">
          <section className="desk-call__part">
            <h2>{t('desk:callPageSummary')}</h2>
            {call.summary ? (
              <p className="desk-call__summary" dir="auto">
                {call.summary}
              </p>
            ) : (
              <p className="desk-call__quiet">{t('desk:callPageNoSummary')}</p>
            )}
            <EvidenceLine of={call.evidence.summary} />
          </section>
          <Recording
            id={call.id}
            isPlayable={call.isPlayable}
            recording={call.recording}
            turnsID={TURNS_ID}
          />
          <section className="desk-call__part desk-conversation" id={TURNS_ID}>
            <h2>{t('desk:callPageConversation')}</h2>
            <Turns isPlayable={call.isPlayable} transcript={call.transcript} turns={call.turns} />
          </section>
        </div>
        <section aria-label={t('desk:callPageFacts')} className="desk-call__aside">
          {call.feedback && (
            <FeedbackPart feedback={call.feedback} id={call.id} timeZone={client.timeZone} />
          )}
          <FollowUpPart followUp={call.followUp} id={call.id} timeZone={client.timeZone} />
          <section className="desk-call__part">
            <h2>{t('desk:callPageFacts')}</h2>
            <Facts
              facts={[
                {
                  evidence: [evidence.customerName],
                  label: t('desk:callPageCaller'),
                  // The title has it. It is repeated where there is more to say about it.
                  value: evidence.customerName ? call.name : null,
                },
                {
                  evidence: [evidence.customerPhone],
                  label: t('desk:callPagePhone'),
                  value: call.phone && (
                    <>
                      {call.phone.dial ? (
                        <a href={`tel:${call.phone.dial}`}>{call.phone.text}</a>
                      ) : (
                        call.phone.text
                      )}
                      {call.phone.isTold && ` (${t('desk:callPageTold')})`}
                      {sameNumber && (
                        <>
                          {' · '}
                          <Link href={sameNumber} prefetch={false}>
                            {t('desk:callPageSameNumber')}
                          </Link>
                        </>
                      )}
                    </>
                  ),
                },
                {
                  evidence: [evidence.outcome],
                  label: t('desk:callPageOutcome'),
                  value: outcome && <OutcomePill outcome={outcome} />,
                },
                {
                  evidence: [evidence.serviceName],
                  label: t('desk:callPageService'),
                  value: call.service,
                },
                {
                  evidence: [evidence.price, evidence.currency],
                  label: t('desk:callPagePrice'),
                  value: price,
                },
                ...ownFacts,
                { label: t('desk:callPageEvaluation'), value: call.evaluation },
                {
                  label: t('desk:callPageCost'),
                  value: formatPrice({ currency: 'USD', language, value: call.cost }),
                },
                { label: t('desk:callPageEndedReason'), value: call.endedReason },
                { label: t('desk:callPageVapiPhone'), value: call.vapiPhone },
                { label: t('desk:callPageVapiID'), value: <code>{call.vapiCallID}</code> },
                {
                  label: t('desk:callPageAssistant'),
                  value: call.assistantID && <code>{call.assistantID}</code>,
                },
                {
                  label: t('desk:callPageSource'),
                  value: call.source === 'webhook' ? null : t(SOURCES[call.source]),
                },
                { label: t('desk:callPageEdited'), value: call.edited.join(', ') },
              ]}
            />
          </section>
          {call.extracted.length > 0 && (
            <section className="desk-call__part">
              <h2>{t('desk:callPageExtracted')}</h2>
              <Facts facts={call.extracted} />
            </section>
          )}
          <TimeLine around={around} endedAt={call.endedAt} startedAt={call.startedAt} />
        </section>
      </div>
    </Gutter>
  )
}
