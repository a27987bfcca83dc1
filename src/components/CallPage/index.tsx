import type { DocumentViewServerProps } from 'payload'
import { clean } from '../../mail/templates/clean'
import type { CallSummary } from '../../payload-types'
import { ENDED_GROUPS } from '../../vapi/endedReason'
import { extractedRows, labelOf } from '../../vapi/extractedRows'
import { readTurns } from '../../vapi/readTurns'
import { readEdits } from '../EditedNote/readEdits'
import { callerOf, phoneOf } from '../shared/caller'
import { PageOrForm } from '../shared/PageOrForm'
import { viewProps } from '../shared/viewProps'
import { CallView, type ShownCall } from './CallView'
import { FormWithTitle } from './FormWithTitle'
import { readAround } from './readAround'

const textOf = (value: null | string | undefined): null | string => clean(value ?? '') || null

const feedbackOf = ({ feedback }: CallSummary): ShownCall['feedback'] => {
  const { answer, at, reason, state, text } = feedback ?? {}
  if (!at || !reason || !state) return null
  return { answer: textOf(answer), at, reason, state, text: textOf(text) }
}

const isCall = (doc: object | undefined): doc is CallSummary =>
  doc !== undefined && 'id' in doc && 'vapiCallId' in doc

const shownOf = (call: CallSummary): ShownCall => {
  const phone = phoneOf(call.customerPhone)
  return {
    assistantID: textOf(call.vapiAssistantId),
    caller: callerOf(call),
    cost: call.cost ?? null,
    currency: textOf(call.currency),
    durationSeconds: call.durationSeconds ?? null,
    edited: Object.keys(readEdits(call.edits)).map(labelOf),
    endedAt: call.endedAt ?? null,
    endedGroup: ENDED_GROUPS.find((group) => group === call.endedGroup) ?? 'unknown',
    endedReason: textOf(call.endedReason),
    evaluation: textOf(call.successEvaluation),
    extracted: extractedRows(call.structuredData),
    feedback: feedbackOf(call),
    followUp: {
      at: call.followUpAt ?? null,
      by: call.followUpBy ?? null,
      dueAt: call.followUpDueAt ?? null,
      note: textOf(call.followUpNote),
      state: call.followUp ?? null,
    },
    id: call.id,
    isTest: call.isTest === true,
    isWithheld: call.customerPhoneSource === 'withheld',
    outcome: textOf(call.outcome),
    phone: phone && { ...phone, isTold: call.customerPhoneSource === 'told' },
    price: call.price ?? null,
    rawPhone: textOf(call.customerPhone),
    reportedAt: call.reportedAt ?? null,
    service: textOf(call.serviceName),
    startedAt: call.startedAt ?? null,
    summary: textOf(call.summary),
    transcript: textOf(call.transcript),
    turns: readTurns(call.messages),
    vapiCallID: call.vapiCallId,
    vapiPhone: phoneOf(call.vapiPhoneNumber)?.text ?? null,
  }
}

/** The page that a call opens with: to be read. Within a drawer it is the form. */
export const CallPage = async (props: DocumentViewServerProps) => {
  const { doc, initPageResult } = props
  if (!isCall(doc)) return null
  const around = await readAround(initPageResult.req, doc)
  return (
    <PageOrForm {...viewProps(props)} page={<CallView around={around} call={shownOf(doc)} />} />
  )
}

/** The form of a call, the second tab of its page. */
export const CallForm = (props: DocumentViewServerProps) => {
  const { doc } = props
  if (!isCall(doc)) return null
  return (
    <FormWithTitle
      {...viewProps(props)}
      caller={callerOf(doc)}
      id={doc.id}
      isWithheld={doc.customerPhoneSource === 'withheld'}
    />
  )
}
