import { parentPort } from 'node:worker_threads'
import { type Reading, readPosted } from '../reading'
import type { Answer, Job } from './messages'

const withoutReport = (reading: Reading): Reading => {
  if (reading.kind !== 'report') return reading
  const { report: _, ...rest } = reading
  return rest
}

parentPort?.on('message', ({ id, withReports, ...posted }: Job) => {
  const readings = readPosted(posted)
  const [first, ...others] = readings
  const answer: Answer = {
    id,
    readings: withReports ? readings : [withoutReport(first), ...others.map(withoutReport)],
  }
  parentPort?.postMessage(answer)
})
