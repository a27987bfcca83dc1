import { cellSchema } from './messages'
import { runCell } from './runCell'

// The loader's process: the benchmark sends it cells, and it answers with what it measured.
process.on('message', (message) => {
  runCell(cellSchema.parse(message)).then(
    (seen) => process.send?.(seen),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.on('disconnect', () => process.exit(0))
process.on('SIGINT', () => undefined)
process.send?.('ready')
