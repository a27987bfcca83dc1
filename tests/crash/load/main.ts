import { type Notice, orderSchema } from './messages'
import { type Senders, startSenders } from './senders'

// The load process: it outlives every server it posts to, and remembers what it was answered.
const PROGRESS_MILLISECONDS = 100

const tell = (notice: Notice) => process.send?.(notice)
let senders: Senders | undefined

process.on('message', async (message) => {
  const order = orderSchema.parse(message)
  if (order.kind === 'start') {
    senders = startSenders(order)
    setInterval(
      () => senders && tell({ kind: 'progress', ...senders.progress() }),
      PROGRESS_MILLISECONDS,
    ).unref()
  } else if (senders) tell(await senders.stop())
})
process.on('disconnect', () => process.exit(0))
// A terminal's Ctrl-C is for the one who started this, who then ends it.
process.on('SIGINT', () => undefined)
