import type { PayloadHandler } from 'payload'
import { sendPage } from '../../src/clientPages/page'
import { html } from '../../src/lib/html'
import { signInRefusal } from '../../src/origins/requestOrigin'

/** Accepts only forms of the desk's own pages. Another site's could set passwords, or have links mailed. */
export const ownForm =
  (handler: PayloadHandler): PayloadHandler =>
  (req) => {
    const refused = signInRefusal(req)
    if (!refused) return handler(req)
    return sendPage({
      body: html`<p class="bad" role="alert">${refused.message}</p>`,
      isSecret: true,
      status: refused.status,
      title: 'This form was not accepted',
    })
  }
