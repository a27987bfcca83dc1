import { emailsAreOn } from '../../../../mail/emailSwitch'
import { readUnsubscribeToken } from '../../../../mail/unsubscribeToken'
import { portalRequest } from '../../../../portal/request/portalRequest'
import { readFlash } from '../../../../portal/request/readFlash'
import { Button } from '../../../../portal/ui/Button'
import { Form } from '../../../../portal/ui/Form'
import { Page } from '../../../../portal/ui/Page'
import { Section } from '../../../../portal/ui/Section'
import { UNSUBSCRIBE_FORM } from '../../../../portal/unsubscribe/paths'

export const dynamic = 'force-dynamic'

type Props = {
  params: Promise<{ token: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/**
 * `/unsubscribe/<token>`: the link of a mail, which stops mails. It shows a button and changes nothing, because
 * some programs open every link in a mail. The token is the permission; no sign-in is needed.
 */
const UnsubscribePage = async ({ params, searchParams }: Props) => {
  const portal = await portalRequest()
  const { payload, texts } = portal
  const { t } = texts
  const { token } = await params
  const userID = readUnsubscribeToken({ secret: payload.secret, token })
  const isOn = userID === null ? null : await emailsAreOn(payload.db.pool, userID)
  if (isOn === null) {
    return (
      <Page look="narrow" portal={portal} title={t('shell.password.deadTitle')}>
        <Section>{t('shell.unsubscribe.dead')}</Section>
      </Page>
    )
  }
  const isBack = isOn && (await searchParams).done === 'on'
  const title = t(isOn ? 'shell.unsubscribe.onTitle' : 'shell.unsubscribe.offTitle')
  const text = isBack ? 'shell.unsubscribe.back' : 'shell.unsubscribe.isOn'
  return (
    <Page look="narrow" portal={portal} title={title}>
      <Section>
        <p>{t(isOn ? text : 'shell.unsubscribe.isOff')}</p>
        <Form
          action="/api/v1/portal/unsubscribe"
          hidden={{ emails: isOn ? 'off' : 'on', token }}
          portal={portal}
          state={await readFlash(UNSUBSCRIBE_FORM)}
        >
          <Button look="primary" wide>
            {t(isOn ? 'shell.unsubscribe.stop' : 'shell.unsubscribe.start')}
          </Button>
        </Form>
      </Section>
    </Page>
  )
}

export default UnsubscribePage
