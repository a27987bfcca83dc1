import type { FormState } from '../forms/formState'
import { stateOf } from '../forms/stateOf'
import { portalRequest } from './portalRequest'

/** As `stateOf`, for the request at hand. */
export const readFlash = async (form: string): Promise<FormState> =>
  stateOf(await portalRequest(), form)
