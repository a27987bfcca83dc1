import type { ServerProps } from 'payload'
import { deskBegun } from '../Dashboard/begun'
import { MailNotice } from '.'

type Props = Pick<ServerProps, 'payload'> & Parameters<typeof MailNotice>[0]

/** The same above the dashboard, except on an empty desk, whose first steps say it. */
export const MailNoticeOnDashboard = async ({ i18n, payload }: Props) =>
  (await deskBegun({ payload })).hasClients ? <MailNotice i18n={i18n} /> : null
