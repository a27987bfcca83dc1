'use client'

import { Button, FieldLabel, useConfig, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import type { UIFieldClientProps } from 'payload'
import { type ReactNode, useId, useRef } from 'react'
import { whyUnreachable } from '../../lib/publicAddress'
import { webhookURL } from '../../vapi/webhookURL'
import { CopyButton } from '../shared/CopyButton'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'
import { TokenActions } from './TokenActions'
import { useTokenAction } from './useTokenAction'
import { VapiGuide } from './VapiGuide'
import { tokenToShow } from './webhookURL'
import './index.css'

const Hint = ({ children }: { children: ReactNode }) => (
  <p className="desk-webhook__hint">{children}</p>
)

/** The origin of webhook URLs: the desk's own, else that of this page. */
const useOrigin = (): string => {
  const { config } = useConfig()
  const hydrated = useHydrated()
  return config.serverURL || (hydrated ? window.location.origin : '')
}

type Ready = { inputID: string; live: boolean; origin: string; url: string }

const ReadyURL = ({ inputID, live, origin, url }: Ready) => {
  const { t } = useDesk()
  const inputRef = useRef<HTMLInputElement>(null)
  const problem = whyUnreachable(origin)
  return (
    <>
      <div className="desk-webhook__row">
        <input
          className="desk-webhook__url"
          id={inputID}
          onFocus={(event) => event.target.select()}
          readOnly
          ref={inputRef}
          type="text"
          value={url}
        />
        <CopyButton label={t('desk:copyURL')} textRef={inputRef} value={url} />
      </div>
      {problem && (
        <p className="desk-webhook__hint desk-webhook__hint--warning" role="note">
          {t(problem === 'local' ? 'desk:urlLocal' : 'desk:urlPlain')}
        </p>
      )}
      {!live && (
        <p className="desk-webhook__hint desk-webhook__hint--warning" role="status">
          {t('desk:urlUnsaved')}
        </p>
      )}
      <Hint>{t('desk:urlSecret')}</Hint>
    </>
  )
}

const GenerateURL = () => {
  const { t } = useDesk()
  const { run, running } = useTokenAction()
  const generate = () =>
    run({
      path: '/generate-vapi-token',
      describeResult: ({ generated }) =>
        t(generated ? 'desk:urlGenerated' : 'desk:urlTakenMeanwhile'),
    })
  return (
    <div className="desk-webhook__empty">
      <Hint>{t('desk:urlNoToken')}</Hint>
      <Button
        buttonStyle="secondary"
        disabled={running}
        margin={false}
        onClick={() => void generate()}
        size="medium"
      >
        {t(running ? 'desk:urlGenerating' : 'desk:urlGenerate')}
      </Button>
    </div>
  )
}

/** The client's webhook URL, with buttons to copy and generate it, and a guide for Vapi. */
export const WebhookUrl = ({ field }: Partial<UIFieldClientProps>) => {
  const { t } = useDesk()
  const inputID = useId()
  const { id } = useDocumentInfo()
  // Payload omits fields from the form that the user may not read.
  const token = useFormFields(([fields]) => fields?.vapiWebhookToken)
  const shown = tokenToShow({ saved: token?.initialValue, typed: token?.value })
  const label = typeof field?.label === 'string' ? field.label : t('desk:urlLabel')
  const origin = useOrigin()
  const { api } = useConfig().config.routes
  const hasURL = shown.kind === 'live' || shown.kind === 'unsaved'
  const url = hasURL ? webhookURL({ api, origin, token: shown.token }) : null

  return (
    <div className="field-type text desk-webhook">
      <FieldLabel as={hasURL ? 'label' : 'span'} htmlFor={inputID} label={label} />
      {!token && <Hint>{t(id === undefined ? 'desk:urlBeforeSave' : 'desk:urlHidden')}</Hint>}
      {token && url !== null && (
        <ReadyURL inputID={inputID} live={shown.kind === 'live'} origin={origin} url={url} />
      )}
      {token && shown.kind === 'malformed' && <Hint>{t('desk:urlMalformed')}</Hint>}
      {token &&
        shown.kind === 'none' &&
        (id === undefined ? <Hint>{t('desk:urlBeforeSave')}</Hint> : <GenerateURL />)}
      {token && id !== undefined && (
        <TokenActions
          hasToken={typeof token.initialValue === 'string' && token.initialValue !== ''}
          token={String(token.initialValue ?? '')}
        />
      )}
      {token && url !== null && <VapiGuide url={url} />}
    </div>
  )
}
