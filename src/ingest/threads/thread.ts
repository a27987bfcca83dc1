import { parentPort } from 'node:worker_threads'
import { readPosted } from '../reading'
import type { Answer, Job } from './messages'

parentPort?.on('message', ({ id, ...posted }: Job) => {
  parentPort?.postMessage({ id, reading: readPosted(posted) } satisfies Answer)
})
