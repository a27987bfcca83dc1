import { mkdirSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import { join } from 'node:path'

// Runs the desk and records a CPU profile, which a browser's or an editor's profiler opens. Node does not
// allow `--cpu-prof` in NODE_OPTIONS.
const folder = process.env.BENCH_PROFILE ?? '.'
const session = new Session()
session.connect()
session.post('Profiler.enable')
session.post('Profiler.start')
process.once('exit', () => {
  session.post('Profiler.stop', (error, result) => {
    if (error) return
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `ingest-${Date.now()}.cpuprofile`), JSON.stringify(result.profile))
  })
})
await import(`../../${process.env.BENCH_SCRIPT}`)
