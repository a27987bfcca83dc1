import './shared.css'

/** The colour of a setup status. Only decoration: the status is always written next to it. */
export const StatusDot = ({ status }: { status: string }) => (
  <span aria-hidden className={`desk-status-dot desk-status-dot--${status}`} />
)
