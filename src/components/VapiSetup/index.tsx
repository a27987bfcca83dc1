'use client'

import { Button, ConfirmationModal, FieldLabel, useAuth, useModal } from '@payloadcms/ui'
import { type ReactNode, useId, useState } from 'react'
import { Verdict } from '../Figures/Verdict'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { DriftLine } from '../VapiDrift/DriftLine'
import { isMended } from '../VapiDrift/driftText'
import type { View } from './answers'
import { OwnServer } from './OwnServer'
import { PlanView } from './PlanView'
import { problemText } from './problemText'
import { SetupState } from './SetupState'
import { useSetup } from './useSetup'
import './index.css'

const ADDRESS = {
  local: 'desk:urlLocal',
  plain: 'desk:urlPlain',
  unset: 'desk:vapiSetupUnset',
} as const

type Setup = ReturnType<typeof useSetup>

/** Why nothing can be set; null if it can, or if only a number may need something that the plan shows. */
const useHindrance = (view: View): null | string => {
  const { t } = useDesk()
  if (view.missing === 'no_assistant' && view.hasNumber && view.address === 'public') return null
  if (view.missing !== null) return problemText({ code: view.missing }, { t })
  return view.address === 'public' ? null : t(ADDRESS[view.address])
}

const Plans = ({ clientID, setup }: { clientID: string; setup: Setup }) => {
  const { t } = useDesk()
  const inputID = useId()
  const [credentialID, setCredentialID] = useState('')
  const { cancel, doing, needsCredential, ownServer, plans, set } = setup
  if (!plans) return null
  const isPossible = plans.some(({ problem, seen }) => problem === null && seen !== null)
  return (
    <div className="desk-vsetup__plans">
      <ul>
        {plans.map((plan) => (
          <PlanView key={plan.assistantID} plan={plan} />
        ))}
      </ul>
      {ownServer && <OwnServer clientID={clientID} ownServer={ownServer} />}
      {plans.length === 0 && !ownServer && (
        <p className="desk-vsetup__wrong">{t('desk:vapiProblemAssistant')}</p>
      )}
      {needsCredential && (
        <p className="desk-vsetup__credential">
          <label htmlFor={inputID}>{t('desk:vapiSetupCredential')}</label>
          <input
            id={inputID}
            maxLength={200}
            onChange={(event) => setCredentialID(event.target.value)}
            type="text"
            value={credentialID}
          />
        </p>
      )}
      {isPossible && <p className="desk-vsetup__hint">{t('desk:vapiPlanDrafts')}</p>}
      <div className="desk-vsetup__actions">
        {isPossible && (
          <Button
            disabled={doing !== null}
            margin={false}
            onClick={() => void set(credentialID)}
            size="medium"
          >
            {t(doing === 'setting' ? 'desk:vapiSetupDoing' : 'desk:vapiSetupDo')}
          </Button>
        )}
        <Button
          buttonStyle="secondary"
          disabled={doing !== null}
          margin={false}
          onClick={cancel}
          size="medium"
        >
          {t('general:cancel')}
        </Button>
      </div>
    </div>
  )
}

const Disconnect = ({ setup, view }: { setup: Setup; view: View }) => {
  const { t } = useDesk()
  const { openModal } = useModal()
  const id = useId()
  const written = view.setups.filter(({ state }) => state === 'set' || state === 'writing')
  if (written.length === 0) return null
  const before = written.flatMap(({ beforeURL }) => beforeURL ?? [])
  const what = before.length > 0 ? before.join(', ') : t('desk:vapiSetupNoAddress')
  const modalSlug = `desk-vapi-disconnect-${id}`
  return (
    <>
      <Button
        buttonStyle="secondary"
        className="desk-danger"
        disabled={setup.doing !== null}
        margin={false}
        onClick={() => openModal(modalSlug)}
        size="medium"
      >
        {t('desk:vapiSetupDisconnect')}
      </Button>
      <ConfirmationModal
        body={
          <div>
            <p>{t('desk:vapiSetupDisconnectBody', { what })}</p>
            {written.some(({ isSecretLost }) => isSecretLost) && (
              <p>{t('desk:vapiSetupSecretLost')}</p>
            )}
          </div>
        }
        className="desk-danger"
        confirmingLabel={t('desk:bulkWorking')}
        confirmLabel={t('desk:vapiSetupDisconnect')}
        heading={t('desk:vapiSetupDisconnectHeading')}
        modalSlug={modalSlug}
        onConfirm={setup.disconnect}
      />
    </>
  )
}

type KnownProps = { at: Date; clientID: string; setup: Setup; view: View }

const Known = ({ at, clientID, setup, view }: KnownProps) => {
  const { t } = useDesk()
  const hindrance = useHindrance(view)
  const { doing, look, plans } = setup
  const { drifts, setups } = view
  const isWrong = drifts.some(isMended)
  return (
    <>
      {drifts.map((drift) => (
        <Verdict key={`${drift.assistantID} ${drift.signal}`} state="warning">
          <DriftLine at={at.toISOString()} drift={drift} />
        </Verdict>
      ))}
      {setups.length === 0 ? (
        <p className="desk-vsetup__hint">{t('desk:vapiSetupNotSet')}</p>
      ) : (
        <ul>
          {setups.map((each) => (
            <SetupState key={`${each.assistantID} ${each.phoneNumberID}`} setup={each} />
          ))}
        </ul>
      )}
      {hindrance !== null && <p className="desk-vsetup__wrong">{hindrance}</p>}
      <Plans clientID={clientID} setup={setup} />
      {!plans && (
        <div className="desk-vsetup__actions">
          {hindrance === null && (
            <Button
              buttonStyle={isWrong ? 'primary' : 'secondary'}
              disabled={doing !== null}
              margin={false}
              onClick={() => void look()}
              size="medium"
            >
              {doing === 'looking'
                ? t('desk:vapiSetupLooking')
                : t(isWrong ? 'desk:vapiSetupAgain' : 'desk:vapiSetupLook')}
            </Button>
          )}
          <Disconnect setup={setup} view={view} />
        </div>
      )}
    </>
  )
}

const Part = ({ children }: { children: ReactNode }) => {
  const { t } = useDesk()
  return (
    <section aria-label={t('desk:vapiSetupTitle')} className="field-type desk-field desk-vsetup">
      <FieldLabel as="span" label={t('desk:vapiSetupTitle')} />
      {children}
    </section>
  )
}

const OfClient = ({ id }: { id: string }) => {
  const { t } = useDesk()
  const setup = useSetup(id)
  const { fetched } = setup
  return (
    <Part>
      <div aria-busy={fetched === null || setup.doing !== null} className="desk-vsetup__live">
        {fetched?.problem && <p className="desk-vsetup__wrong">{fetched.problem}</p>}
        {fetched?.value ? (
          <Known at={fetched.at} clientID={id} setup={setup} view={fetched.value} />
        ) : (
          fetched === null && <p className="desk-vsetup__hint">{t('desk:figuresWaiting')}</p>
        )}
      </div>
    </Part>
  )
}

/**
 * A client's webhook at its Vapi account: how it is set, what has changed there since, setting it, and disconnecting.
 * Not shown to whom the server would refuse.
 */
export const VapiSetup = ({ id }: { id: string }) => {
  const { permissions } = useAuth()
  const mayChange = useMayOnField('users', 'setupStatus', 'update')
  const maySee = permissions?.collections?.['vapi-accounts']?.read === true
  return mayChange && maySee ? <OfClient id={id} /> : null
}
