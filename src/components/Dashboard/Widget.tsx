import type { PayloadRequest } from 'payload'
import { type ReactNode, Suspense } from 'react'
import { holds } from '../../access/holds'
import type { Permission } from '../../access/permissions'
import type { DeskKey } from '../../translations/keys'
import { PanelNote, PanelProblem, PanelWaiting } from '../Figures/Panel'
import { settle } from './settle'

type Props<Figures> = {
  load: () => Promise<Figures>
  /** The user needs all of these. */
  needs: readonly Permission[]
  render: (figures: Figures) => ReactNode
  req: PayloadRequest
  title: DeskKey
}

const Loaded = async <Figures,>({ load, needs, render, req, title }: Props<Figures>) => {
  // A saved layout may have widgets that the user may no longer see.
  const held = await Promise.all(needs.map((permission) => holds(req, permission)))
  if (held.includes(false)) return <PanelNote text="desk:figuresForbidden" title={title} />
  const settled = await settle(load, req)
  if ('problem' in settled) return <PanelProblem text={settled.problem} title={title} />
  return render(settled.value)
}

/** A part of the dashboard. It loads and fails independently of the others. */
export const Widget = <Figures,>(props: Props<Figures>) => (
  <Suspense fallback={<PanelWaiting title={props.title} />}>
    <Loaded {...props} />
  </Suspense>
)
