'use client'

import { Button, FieldLabel, Link, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useId } from 'react'
import { StatusOffer } from '../StatusOffer'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import { tokenToShow } from '../WebhookUrl/webhookURL'
import { Steps } from './Steps'
import { type ShownResult, type ShownStep, useTestCall } from './useTestCall'
import './index.css'

const verdictOf = ({ passed }: ShownResult, steps: readonly ShownStep[]) => {
  if (!passed) return { key: 'desk:testFailed', state: 'failed' } as const
  return steps.some(({ state }) => state === 'warning')
    ? ({ key: 'desk:testPassedWarned', state: 'warning' } as const)
    : ({ key: 'desk:testPassed', state: 'ok' } as const)
}

const Verdict = ({ result, steps }: { result: ShownResult; steps: readonly ShownStep[] }) => {
  const { formatCount, t } = useDesk()
  const { key, state } = verdictOf(result, steps)
  return (
    <p className={`desk-test__verdict desk-test__verdict--${state}`}>
      <strong>{t(key)}</strong> {t('desk:testTotal', { n: formatCount(result.ms) })}
    </p>
  )
}

type AfterProps = {
  isRemoving: boolean
  onRemove: (callID: string) => Promise<void>
  result: ShownResult
}

/** Actions on the test call. It can be removed even if it was not found, since it may have arrived later. */
const AfterTest = ({
  isRemoving,
  onRemove,
  result: { callID, callSummary, passed },
}: AfterProps) => {
  const { t } = useDesk()
  const { adminURL } = useURLs()
  if (callID === null) return null
  return (
    <div className="desk-test__after">
      {passed && <StatusOffer to="agent_configured" />}
      <Button
        buttonStyle="secondary"
        disabled={isRemoving}
        margin={false}
        onClick={() => void onRemove(callID)}
        size="small"
      >
        {t(isRemoving ? 'desk:testRemoving' : 'desk:testRemove')}
      </Button>
      {callSummary !== null && (
        <Link href={adminURL(`/collections/call-summaries/${callSummary}`)} prefetch={false}>
          {t('desk:testOpenCall')}
        </Link>
      )}
    </div>
  )
}

type TestCallProps = {
  /** Called when a test call was stored or removed. */
  onChange?: () => void
}

/** Sends a test call to the open client's webhook URL, and shows the result of each step. */
export const TestCall = ({ onChange }: TestCallProps) => {
  const { t } = useDesk()
  const hintID = useId()
  const { id } = useDocumentInfo()
  // Payload omits fields from the form that the user may not read.
  const token = useFormFields(([fields]) => fields?.vapiWebhookToken)
  const { doing, remove, run, test } = useTestCall(id, onChange)
  if (!token || id === undefined) return null

  const { kind } = tokenToShow({ saved: token.initialValue, typed: token.value })
  const isRunning = doing === 'testing'
  const reason = {
    live: 'desk:testIntro',
    malformed: 'desk:testUnsaved',
    none: 'desk:testNoToken',
    unsaved: 'desk:testUnsaved',
  } as const
  return (
    <div className="field-type desk-field">
      <section aria-label={t('desk:testTitle')} className="desk-test">
        <FieldLabel as="span" label={t('desk:testTitle')} />
        <p className="desk-test__hint" id={hintID}>
          {t(reason[kind])}
        </p>
        <div>
          <Button
            aria-describedby={hintID}
            buttonStyle="secondary"
            disabled={kind !== 'live' || doing !== null}
            margin={false}
            onClick={() => void run()}
            size="medium"
          >
            {t(isRunning ? 'desk:testSending' : test ? 'desk:testAgain' : 'desk:testSend')}
          </Button>
        </div>
        <div aria-busy={isRunning} aria-live="polite" className="desk-test__live">
          {test && <Steps isRunning={isRunning} tried={test.steps} />}
          {test?.problem && (
            <p className="desk-test__verdict desk-test__verdict--failed">{test.problem}</p>
          )}
          {test?.result && <Verdict result={test.result} steps={test.steps} />}
        </div>
        {test?.result && (
          <AfterTest isRemoving={doing === 'removing'} onRemove={remove} result={test.result} />
        )}
      </section>
    </div>
  )
}
