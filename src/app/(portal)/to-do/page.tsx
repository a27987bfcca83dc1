import { labelsOf } from '../../../fields/labels'
import { doneText } from '../../../portal/call/doneText'
import { FOLLOW_UP_FORM, TO_DO } from '../../../portal/call/forms'
import type { Query } from '../../../portal/calls/address'
import { readToDoCount } from '../../../portal/calls/chips'
import { readFlash } from '../../../portal/request/readFlash'
import { requireClient } from '../../../portal/request/requireClient'
import { readToDo, readToDoPlace } from '../../../portal/todo/readToDo'
import { ToDoView } from '../../../portal/todo/ToDoView'

export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<Query> }

/** `/to-do`: the calls with something to do, most urgent first. */
const ToDo = async ({ searchParams }: Props) => {
  const { after: asked, done } = await searchParams
  const portal = await requireClient(TO_DO)
  const { client, payload, req, texts } = portal
  const after = typeof asked === 'string' ? readToDoPlace(asked) : null
  const [{ calls, next }, count, state, labels] = await Promise.all([
    readToDo({ after, req }),
    readToDoCount({ clientID: client.id, req }),
    readFlash(FOLLOW_UP_FORM),
    labelsOf(payload, client.id),
  ])
  return (
    <ToDoView
      calls={calls}
      count={count}
      done={doneText(done, texts)}
      labels={labels}
      isLater={after !== null}
      next={next}
      now={new Date()}
      portal={portal}
      state={state}
    />
  )
}

export default ToDo
