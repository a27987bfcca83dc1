import { buildPages } from './buildPages.mjs'
import { checkNode } from './checkNode.mjs'
import { install } from './install.mjs'
import { oneAtATime } from './oneAtATime.mjs'

checkNode()
await oneAtATime({
  work: async () => {
    await install()
    await buildPages()
  },
})
