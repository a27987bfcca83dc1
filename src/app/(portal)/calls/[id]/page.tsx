import { notFound } from 'next/navigation.js'
import { CallView } from '../../../../portal/call/CallView'
import { doneText } from '../../../../portal/call/doneText'
import { formOf } from '../../../../portal/call/formOf'
import { FEEDBACK_FORM, FOLLOW_UP_FORM } from '../../../../portal/call/forms'
import { readCallPage } from '../../../../portal/call/readCallPage'
import { callPath, type Query, readAddress } from '../../../../portal/calls/address'
import { readFlash } from '../../../../portal/request/readFlash'
import { requireClient } from '../../../../portal/request/requireClient'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> }

/** `/calls/<id>`: one call of the client. What is not one of them is not found, for whatever reason. */
const Call = async ({ params, searchParams }: Props) => {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const address = { ...readAddress(query), before: null }
  const portal = await requireClient(callPath(encodeURIComponent(id), address))
  const isWhole = query.all === '1'
  const data = await readCallPage(portal, { address, id, isWhole })
  if (!data) notFound()
  const { texts } = portal
  return (
    <CallView
      address={address}
      data={data}
      done={doneText(query.done, texts)}
      forms={{
        feedback: formOf(id, await readFlash(FEEDBACK_FORM), texts),
        followUp: formOf(id, await readFlash(FOLLOW_UP_FORM), texts),
      }}
      isWhole={isWhole}
      portal={portal}
    />
  )
}

export default Call
