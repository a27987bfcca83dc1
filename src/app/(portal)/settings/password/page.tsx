import { requireClient } from '../../../../portal/request/requireClient'
import { PasswordPage } from '../../../../portal/settings/PasswordPage'

export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ done?: string | string[] }> }

/** `/settings/password`: the password and the sign-in. */
const Password = async ({ searchParams }: Props) => {
  const { done } = await searchParams
  return <PasswordPage done={done} portal={await requireClient('/settings/password')} />
}

export default Password
