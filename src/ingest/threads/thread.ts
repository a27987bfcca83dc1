import { parentPort } from 'node:worker_threads'
import { type Reading, readPosted } from '../reading'
import type { Answer, Job } from './messages'

const withoutReport = (reading: Reading): Reading => {
  if (reading.kind !== 'report') return reading
  const { report: _, ...rest } = reading
  return rest
}

parentPort?.on('message', ({ id, ...posted }: Job) => {
  const [first, ...others] = readPosted(posted)
  const readings: Answer['readings'] = [withoutReport(first), ...others.map(withoutReport)]
  parentPort?.postMessage({ id, readings } satisfies Answer)
})
