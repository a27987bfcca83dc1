import { AskForm } from '../../../portal/password/AskForm'
import { PASSWORD_FORMS } from '../../../portal/password/paths'
import { portalRequest } from '../../../portal/request/portalRequest'
import { readFlash } from '../../../portal/request/readFlash'
import { Page } from '../../../portal/ui/Page'
import { Section } from '../../../portal/ui/Section'

export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** `/password`: asks for a link to set a new password. */
const AskPage = async ({ searchParams }: Props) => {
  const portal = await portalRequest()
  const { t } = portal.texts
  const back = { href: '/sign-in', label: t('shell.password.signIn') }
  if ((await searchParams).done === 'sent') {
    return (
      <Page back={back} look="narrow" portal={portal} title={t('shell.password.sentTitle')}>
        <Section>{t('shell.password.sentText')}</Section>
      </Page>
    )
  }
  const state = await readFlash(PASSWORD_FORMS.ask)
  return (
    <Page back={back} look="narrow" portal={portal} title={t('shell.password.askTitle')}>
      <AskForm portal={portal} state={state} />
    </Page>
  )
}

export default AskPage
