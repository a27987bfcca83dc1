import { readFlash } from '../../../../portal/request/readFlash'
import { CodeForm } from '../../../../portal/signIn/CodeForm'
import { SIGN_IN_FORMS } from '../../../../portal/signIn/paths'
import { Page } from '../../../../portal/ui/Page'
import { type SearchParams, signInRequest } from '../signInRequest'

export const dynamic = 'force-dynamic'

/** `/sign-in/code`: takes the six digits of a mail. The same whether or not one was sent. */
const Code = async ({ searchParams }: { searchParams: SearchParams }) => {
  const { next, portal } = await signInRequest(searchParams)
  const state = await readFlash(SIGN_IN_FORMS.code)
  return (
    <Page look="narrow" portal={portal} title={portal.texts.t('signIn.code.title')}>
      <CodeForm next={next} portal={portal} state={state} />
    </Page>
  )
}

export default Code
