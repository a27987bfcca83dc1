import { FiguresPage } from '../../../portal/figures/FiguresPage'
import { requireClient } from '../../../portal/request/requireClient'

export const dynamic = 'force-dynamic'

/** `/figures`: this month beside the last one. */
const Figures = async () => <FiguresPage portal={await requireClient('/figures')} />

export default Figures
