import { DeskIcon } from '../DeskIcon'
import './index.css'

/** Icon and name, on the sign-in page. */
export const DeskLogo = () => (
  <div className="desk-logo">
    <span aria-hidden className="desk-logo__icon">
      <DeskIcon />
    </span>
    <span className="desk-logo__name">Client Desk</span>
  </div>
)
