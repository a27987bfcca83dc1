import { linkState } from '../../../../accounts/mailSignIn/signInByLink'
import { portalRequest } from '../../../../portal/request/portalRequest'
import { readFlash } from '../../../../portal/request/readFlash'
import { DeadLink, LinkForm } from '../../../../portal/signIn/LinkForm'
import { SIGN_IN_FORMS } from '../../../../portal/signIn/paths'
import { Page } from '../../../../portal/ui/Page'

export const dynamic = 'force-dynamic'

/** `/sign-in/<token>`: the link of a mail. Opening it uses nothing up; its button signs in. */
const Link = async ({ params }: { params: Promise<{ token: string }> }) => {
  const portal = await portalRequest()
  const { token } = await params
  const { t } = portal.texts
  const link = await linkState(portal, token)
  if (!link) {
    return (
      <Page look="narrow" portal={portal} title={t('signIn.link.dead.title')}>
        <DeadLink portal={portal} />
      </Page>
    )
  }
  const state = await readFlash(SIGN_IN_FORMS.link)
  return (
    <Page look="narrow" portal={portal} title={t('signIn.link.title')}>
      <LinkForm email={link.email} portal={portal} state={state} token={token} />
    </Page>
  )
}

export default Link
