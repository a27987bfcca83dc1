import { type Refusal, refusal } from '../../refusals/refusals'
import type { VapiProblem } from '../../vapiAccount/api/answer'

/** Why there is nothing to play, when Vapi did not give the recording. */
export const refusalOf = ({ kind }: Pick<VapiProblem, 'kind'>): Refusal => {
  switch (kind) {
    // A malformed id is one that Vapi has no call for.
    case 'gone':
    case 'invalid':
      return refusal('RECORDING_NONE')
    case 'retention':
      return refusal('RECORDING_GONE')
    case 'forbidden':
    case 'key_refused':
    case 'unpaid':
      return refusal('RECORDING_DISCONNECTED')
    default:
      return refusal('RECORDING_NOT_FETCHED')
  }
}
