import { createHmac } from 'node:crypto'

/**
 * The keyed hash under which a webhook token is looked up, so that a leaked table gives nobody a
 * working URL. The same construction as Payload's own API keys.
 * @param secret `payload.secret`
 * @returns 64 hexadecimal digits
 */
export const tokenIndex = ({ secret, token }: { secret: string; token: string }): string =>
  createHmac('sha256', secret).update(token).digest('hex')
