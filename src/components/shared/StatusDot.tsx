import './shared.css'

/** The colour of a setup status. Decoration: the status is always written beside it. */
export const StatusDot = ({ status }: { status: string }) => (
  <span aria-hidden className={`desk-status-dot desk-status-dot--${status}`} />
)
