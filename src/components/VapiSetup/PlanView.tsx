'use client'

import { useDesk } from '../shared/useDesk'
import type { ShownPlan } from './answers'
import { problemText } from './problemText'

const FOUND = {
  former: 'desk:vapiPlanFormer',
  nothing: 'desk:vapiPlanNothing',
  other: 'desk:vapiPlanOther',
  ours: 'desk:vapiPlanOurs',
} as const

/** What setting the webhook of one assistant changes there, and what is lost by it. */
export const PlanView = ({ plan }: { plan: ShownPlan }) => {
  const { language, t } = useDesk()
  const { assistantID, found, losses, message, messages, number, numberURLs, oldURL } = plan
  const listed = (names: readonly string[]) => new Intl.ListFormat(language).format(names)
  const name = plan.name ?? assistantID
  return (
    <li className="desk-vsetup__plan">
      {found && <p>{t(FOUND[found], { name, url: oldURL ?? '' })}</p>}
      {plan.problem && (
        <p className="desk-vsetup__wrong">
          {found ? '' : `${name}: `}
          {problemText({ code: plan.problem, message }, { t })}
        </p>
      )}
      {number && <p>{t('desk:vapiPlanNumber', { number })}</p>}
      {numberURLs.map((each) => (
        <p key={each.url}>{t('desk:vapiPlanNumberURL', each)}</p>
      ))}
      {losses && losses.tools.length > 0 && (
        <p className="desk-vsetup__wrong">
          {t('desk:vapiPlanTools', { names: listed(losses.tools) })}
        </p>
      )}
      {losses && losses.answers.length > 0 && (
        <p className="desk-vsetup__wrong">
          {t('desk:vapiPlanAnswers', { names: listed(losses.answers) })}
        </p>
      )}
      {losses?.secret && <p className="desk-vsetup__wrong">{t('desk:vapiSetupSecretLost')}</p>}
      {losses && (losses.credential || losses.headers.length > 0) && (
        <p>{t('desk:vapiPlanKept')}</p>
      )}
      {plan.limitsCredentials && <p>{t('desk:vapiPlanCredentials')}</p>}
      {messages.after.length > 0 && (
        <p>{t('desk:vapiPlanMessages', { names: listed(messages.after) })}</p>
      )}
    </li>
  )
}
