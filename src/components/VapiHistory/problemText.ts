import type { DeskKey } from '../../translations/keys'
import type { HistoryProblem } from '../../vapiAccount/history/problems'
import type { Desk } from '../shared/useDesk'

const TEXTS = {
  blocked: 'desk:vapiHistoryWhyLate',
  busy: 'desk:vapiHistoryWhyLate',
  conflict: 'desk:vapiProblemRefused',
  forbidden: 'desk:completeForbidden',
  gone: 'desk:vapiProblemRefused',
  incomplete: 'desk:vapiHistoryWhyIncomplete',
  invalid: 'desk:vapiProblemRefused',
  key_refused: 'desk:vapiProblemKey',
  no_key: 'desk:vapiProblemKey',
  rate_limited: 'desk:vapiHistoryWhyBusy',
  retention: 'desk:vapiProblemRefused',
  stopped: 'desk:vapiHistoryWhyLate',
  too_large: 'desk:vapiHistoryWhyLarge',
  unexpected: 'desk:vapiHistoryWhyUnexpected',
  unordered: 'desk:vapiHistoryWhyUnordered',
  unpaid: 'desk:vapiProblemUnpaid',
  unreachable: 'desk:vapiHistoryWhyLate',
  wrong_route: 'desk:vapiProblemRefused',
} as const satisfies Record<HistoryProblem, DeskKey>

/** Why an import of past calls waits, or ended before its end; empty if there is no reason. */
export const problemText = (problem: HistoryProblem | null, { t }: Pick<Desk, 't'>): string =>
  problem === null ? '' : t(TEXTS[problem])
