import { readFlash } from '../../../portal/request/readFlash'
import { SIGN_IN_FORMS } from '../../../portal/signIn/paths'
import { SignInForm } from '../../../portal/signIn/SignInForm'
import { Page } from '../../../portal/ui/Page'
import type { MessageKey } from '../../../translations/texts'
import { type SearchParams, signInRequest } from './signInRequest'

export const dynamic = 'force-dynamic'

const DONE = new Map<unknown, MessageKey>([
  ['everywhere', 'signIn.done.everywhere'],
  ['out', 'signIn.done.signedOut'],
])

/** `/sign-in`: by password, or by a mail. */
const SignIn = async ({ searchParams }: { searchParams: SearchParams }) => {
  const { done, next, portal } = await signInRequest(searchParams)
  const { t } = portal.texts
  const asked = await readFlash(SIGN_IN_FORMS.ask)
  const state = asked.isRefused ? asked : await readFlash(SIGN_IN_FORMS.password)
  const key = DONE.get(done)
  return (
    <Page done={key && t(key)} look="narrow" portal={portal} title={t('signIn.title')}>
      <SignInForm next={next} portal={portal} state={state} />
    </Page>
  )
}

export default SignIn
