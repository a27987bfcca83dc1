import type { DocumentViewServerProps } from 'payload'
import { z } from 'zod'
import { type Labels, labelsOf } from '../../fields/labels'
import { isObject } from '../../lib/values'
import { clean } from '../../mail/templates/clean'
import type { CallSummary } from '../../payload-types'
import { isPlayable, type RecordingFacts, readRecordingFacts } from '../../recordings/state'
import { ENDED_GROUPS } from '../../vapi/endedReason'
import { extractedRows, labelOf } from '../../vapi/extractedRows'
import { wholeLine } from '../../vapi/mapping/evidence'
import { heldFields } from '../../vapi/merge'
import { readTurns } from '../../vapi/readTurns'
import { readEdits } from '../EditedNote/readEdits'
import { callerOf, phoneOf } from '../shared/caller'
import { PageOrForm } from '../shared/PageOrForm'
import { viewProps } from '../shared/viewProps'
import { CallView, type ShownCall } from './CallView'
import { FormWithTitle } from './FormWithTitle'
import { readAround } from './readAround'
import { withoutOwn } from './withoutOwn'

const textOf = (value: null | string | undefined): null | string => clean(value ?? '') || null

const feedbackOf = ({ feedback }: CallSummary): ShownCall['feedback'] => {
  const { answer, at, reason, state, text } = feedback ?? {}
  if (!at || !reason || !state) return null
  return { answer: textOf(answer), at, reason, state, text: textOf(text) }
}

const isCall = (doc: object | undefined): doc is CallSummary =>
  doc !== undefined && 'id' in doc && 'vapiCallId' in doc

const evidenceSchema = z.record(
  z.string(),
  z.union([z.string(), z.object({ from: z.string(), raw: z.string() })]),
)

const prefixed = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [`fields.${key}`, value]))

// A value that a person has set does not come from there any more.
const evidenceOf = (call: CallSummary): ShownCall['evidence'] => {
  const { edits, evidence } = call
  const held: ReadonlySet<string> = heldFields(readEdits(edits))
  const known = Object.entries(evidenceSchema.safeParse(evidence).data ?? {})
  const values = new Map(
    Object.entries({ ...call, ...(isObject(call.fields) && prefixed(call.fields)) }),
  )
  return Object.fromEntries(
    known
      .filter(([name]) => !held.has(name.split('.')[0] ?? name))
      .map(([name, line]) => [name, wholeLine(line, values.get(name))]),
  )
}

const shownOf = (
  call: CallSummary,
  { labels, recording }: { labels: Labels; recording: RecordingFacts },
): ShownCall => {
  const evidence = evidenceOf(call)
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
    evidence,
    extracted: withoutOwn(extractedRows(call.structuredData), evidence),
    feedback: feedbackOf(call),
    fields: isObject(call.fields) ? call.fields : {},
    followUp: {
      at: call.followUpAt ?? null,
      by: call.followUpBy ?? null,
      dueAt: call.followUpDueAt ?? null,
      note: textOf(call.followUpNote),
      state: call.followUp ?? null,
    },
    id: call.id,
    isPlayable: isPlayable(recording.state),
    isTest: call.isTest === true,
    isWithheld: call.customerPhoneSource === 'withheld',
    labels,
    name: textOf(call.customerName),
    outcome: textOf(call.outcome),
    phone: phone && { ...phone, isTold: call.customerPhoneSource === 'told' },
    price: call.price ?? null,
    rawPhone: textOf(call.customerPhone),
    recording,
    reportedAt: call.reportedAt ?? null,
    service: textOf(call.serviceName),
    source: call.source ?? 'webhook',
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
  const { req } = initPageResult
  const around = await readAround(req, doc)
  const labels = await labelsOf(req.payload, around.client.id)
  const recording = await readRecordingFacts(req.payload.db.pool, doc.id)
  return (
    <PageOrForm
      {...viewProps(props)}
      page={<CallView around={around} call={shownOf(doc, { labels, recording })} />}
    />
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
