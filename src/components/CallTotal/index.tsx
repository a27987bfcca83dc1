import type { AfterListTableServerProps } from 'payload'
import { EstimateNote } from './EstimateNote'

/** Says below the list when its total is an estimate. */
export const CallTotal = ({ data }: AfterListTableServerProps) =>
  Reflect.get(data, 'totalDocsEstimated') === true ? <EstimateNote /> : null
