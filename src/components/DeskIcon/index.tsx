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
    <path d="M4 5.5A1.5 1.5 0 0 1 5.5 4h13A1.5 1.5 0 0 1 20 5.5v9a1.5 1.5 0 0 1-1.5 1.5H12l-4.5 4v-4h-2A1.5 1.5 0 0 1 4 14.5z" />
    <path d="M8.5 9v2M12 7.5v5M15.5 9v2" />
  </svg>
)
