import { linkHash } from '../../../../accounts/linkToken'
import { findLinkOwner } from '../../../../accounts/passwordLinks'
import { PASSWORD_FORMS } from '../../../../portal/password/paths'
import { SetForm } from '../../../../portal/password/SetForm'
import { portalRequest } from '../../../../portal/request/portalRequest'
import { readFlash } from '../../../../portal/request/readFlash'
import { Button } from '../../../../portal/ui/Button'
import { Page } from '../../../../portal/ui/Page'
import { Section } from '../../../../portal/ui/Section'

export const dynamic = 'force-dynamic'

/** `/password/<token>`: the link of a mail, which sets a password. Opening it does not use it up. */
const SetPage = async ({ params }: { params: Promise<{ token: string }> }) => {
  const portal = await portalRequest()
  const { payload, texts } = portal
  const { t } = texts
  const { token } = await params
  if ((await findLinkOwner({ payload }, linkHash(token))) === null) {
    return (
      <Page look="narrow" portal={portal} title={t('shell.password.deadTitle')}>
        <Section>
          <p>{t('shell.password.deadText')}</p>
          <Button href="/password" look="primary" wide>
            {t('shell.password.deadAgain')}
          </Button>
        </Section>
      </Page>
    )
  }
  const state = await readFlash(PASSWORD_FORMS.set)
  return (
    <Page look="narrow" portal={portal} title={t('shell.password.setTitle')}>
      <SetForm portal={portal} state={state} token={token} />
    </Page>
  )
}

export default SetPage
