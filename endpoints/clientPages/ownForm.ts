import type { PayloadHandler } from 'payload'
import { sendPage } from '../../src/clientPages/page'
import { html } from '../../src/lib/html'
import { signInRefusal } from '../../src/origins/requestOrigin'

/** Takes a form of ours: another site's could set somebody's password, or have links mailed. */
export const ownForm =
  (handler: PayloadHandler): PayloadHandler =>
  (req) => {
    const refused = signInRefusal(req)
    if (!refused) return handler(req)
    return sendPage({
      body: html`<p class="bad" role="alert">${refused.message}</p>`,
      isSecret: true,
      status: refused.status,
      title: 'This form is not taken',
    })
  }
