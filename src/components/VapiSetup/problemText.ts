import type { DeskKey } from '../../translations/keys'
import type { SetupProblemCode } from '../../vapiAccount/setup/problems'
import type { Desk } from '../shared/useDesk'

const TEXTS = {
  assistant_has_server: 'desk:vapiProblemAssistantHasServer',
  before_unreadable: 'desk:vapiProblemBefore',
  cannot_clear: 'desk:vapiProblemClear',
  changed: 'desk:vapiProblemChanged',
  credential_by_hand: 'desk:vapiProblemByHand',
  gone: 'desk:vapiProblemGone',
  lost_race: 'desk:vapiProblemChanged',
  no_account: 'desk:vapiProblemAccount',
  no_assistant: 'desk:vapiProblemAssistant',
  no_token: 'desk:vapiProblemToken',
  not_connected: 'desk:vapiProblemKey',
  not_read: 'desk:vapiProblemNotRead',
  not_set: 'desk:vapiSetupNotSet',
  number_elsewhere: 'desk:vapiProblemNumberElsewhere',
  number_missing: 'desk:vapiProblemNumberMissing',
  other_org: 'desk:vapiProblemOtherOrg',
  other_receiver: 'desk:vapiProblemReceiver',
  token_changed: 'desk:vapiProblemTokenChanged',
  turn_taken: 'desk:vapiProblemTaken',
  vapi_blocked: 'desk:vapiProblemUnreachable',
  vapi_forbidden: 'desk:vapiProblemForbidden',
  vapi_key_refused: 'desk:vapiProblemKey',
  vapi_refused: 'desk:vapiProblemRefused',
  vapi_unpaid: 'desk:vapiProblemUnpaid',
  vapi_unreachable: 'desk:vapiProblemUnreachable',
} as const satisfies Record<SetupProblemCode, DeskKey>

const isCode = (code: string): code is SetupProblemCode => Object.hasOwn(TEXTS, code)

/** Why something was not done at Vapi, with Vapi's own words if there are any. */
export const problemText = (
  { code, message = null }: { code: string; message?: null | string },
  { t }: Pick<Desk, 't'>,
): string => {
  const text =
    code === 'no_address' ? t('desk:vapiSetupUnset') : isCode(code) ? t(TEXTS[code]) : code
  return message === null ? text : `${text} ${t('desk:vapiAccountSays', { message })}`
}
