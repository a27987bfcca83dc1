'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/**
 * False on the server and while hydrating, then true. For what only the browser knows, such as the viewer's
 * time zone. Rendered earlier, it would differ from the server's HTML.
 */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
