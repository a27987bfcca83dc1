import { ICON_LINES } from '../../lib/icon'

/** The desk's icon: a speech bubble with a sound wave. */
export const DeskIcon = () => (
  <svg
    aria-label="Client Desk"
    className="desk-icon"
    fill="none"
    height="100%"
    role="img"
    stroke="currentColor"
    strokeLinecap="round"
    strokeLinejoin="round"
    strokeWidth="1.75"
    viewBox="0 0 24 24"
    width="100%"
  >
    {ICON_LINES.map((line) => (
      <path d={line} key={line} />
    ))}
  </svg>
)
