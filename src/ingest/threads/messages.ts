import type { BodyToRead, Readings } from '../reading'
import type { BodyPreview, BodyToPreview } from './previewBody'

/** `withReports`: return the reports too, which a merge needs. */
export type ReadJob = BodyToRead & { id: number; kind: 'read'; withReports: boolean }
export type PreviewJob = BodyToPreview & { id: number; kind: 'preview' }
export type Job = PreviewJob | ReadJob

export type Answer =
  | { id: number; kind: 'preview'; preview: BodyPreview }
  | { id: number; kind: 'read'; readings: Readings }
