/**
 * Requests to addresses that somebody else chose: allowed hosts, public addresses only, limits.
 * @module
 */

import { lookup } from 'node:dns/promises'
import { createDialler, type FetchGuarded } from './createDialler'

/**
 * Fetches a URL that somebody else chose, such as a link in a report, without reaching what only this machine can
 * reach: `https` only, allowed hosts, addresses of the Internet only and pinned in the connection, no redirects, no
 * headers of ours but `range`. Never throws.
 * @returns the answer, whatever its status (never a redirect), or why there is none
 */
export const fetchGuarded: FetchGuarded = createDialler({
  resolve: (hostname) => lookup(hostname, { all: true, order: 'verbatim' }),
})
