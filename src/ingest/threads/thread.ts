import { parentPort } from 'node:worker_threads'
import { type Reading, readPosted } from '../reading'
import type { Answer, Job, ReadJob } from './messages'
import { previewBody } from './previewBody'

const withoutReport = (reading: Reading): Reading => {
  if (reading.kind !== 'report') return reading
  const { report: _, ...rest } = reading
  return rest
}

const read = ({ id, kind, withReports, ...posted }: ReadJob): Answer => {
  const readings = readPosted(posted)
  const [first, ...others] = readings
  return {
    id,
    kind,
    readings: withReports ? readings : [withoutReport(first), ...others.map(withoutReport)],
  }
}

parentPort?.on('message', (job: Job) => {
  const { id, kind } = job
  const answer: Answer = kind === 'read' ? read(job) : { id, kind, preview: previewBody(job) }
  parentPort?.postMessage(answer)
})
