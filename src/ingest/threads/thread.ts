import { parentPort } from 'node:worker_threads'
import { type Reading, readPosted } from '../reading'
import type { Answer, Job } from './messages'

const withoutReport = (reading: Reading): Reading => {
  if (reading.kind !== 'report') return reading
  const { report: _, ...rest } = reading
  return rest
}

parentPort?.on('message', ({ id, ...posted }: Job) => {
  parentPort?.postMessage({ id, reading: withoutReport(readPosted(posted)) } satisfies Answer)
})
