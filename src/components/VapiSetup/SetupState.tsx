'use client'

import { formatWhen } from '../../format'
import { useDesk } from '../shared/useDesk'
import type { ShownSetup } from './answers'
import { problemText } from './problemText'

/** How one assistant is set, since when, and whether a report proves it. */
export const SetupState = ({ setup }: { setup: ShownSetup }) => {
  const { language, t } = useDesk()
  const { beforeURL, by, problem, provenAt, setAt, state } = setup
  const when = (at: null | string) => formatWhen(at, { language })?.text ?? ''
  return (
    <li className="desk-vsetup__state">
      {state === 'set' && (
        <p>
          {by === null
            ? t('desk:vapiSetupFound', { when: when(setAt) })
            : t('desk:vapiSetupSet', { when: when(setAt), who: by })}{' '}
          {provenAt === null
            ? t('desk:vapiSetupUnproven')
            : t('desk:vapiSetupProven', { when: when(provenAt) })}{' '}
          {beforeURL !== null && t('desk:vapiSetupBefore', { url: beforeURL })}
        </p>
      )}
      {state === 'writing' && <p className="desk-vsetup__wrong">{t('desk:vapiSetupWriting')}</p>}
      {state === 'put_back' && <p>{t('desk:vapiSetupPutBack')}</p>}
      {state === 'moved' && <p>{t('desk:vapiSetupMoved')}</p>}
      {problem !== null && (
        <p className="desk-vsetup__wrong">
          {t('desk:vapiSetupFailed', { why: problemText({ code: problem }, { t }) })}
        </p>
      )}
    </li>
  )
}
