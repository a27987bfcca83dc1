import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { startSMTP, type TestSMTP } from './smtpServer'

/** A desk that sends its mails to a mail server of the test. */
export type MailDesk = { desk: TestDesk; smtp: TestSMTP; stop: () => Promise<void> }

/** @param env settings beside those of mails */
export const openMailDesk = async (env: Record<string, string> = {}): Promise<MailDesk> => {
  const smtp = await startSMTP()
  const desk = await createTestDesk({
    env: {
      MAIL_FROM: 'desk@agency.example',
      SERVER_URL: 'https://desk.example',
      SMTP_URL: smtp.url,
      ...env,
    },
  })
  return {
    desk,
    smtp,
    stop: async () => {
      await desk.stop()
      await smtp.stop()
    },
  }
}
