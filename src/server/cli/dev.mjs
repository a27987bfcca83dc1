import { checkNode } from './checkNode.mjs'
import { install } from './install.mjs'
import { launch } from './launch.mjs'
import { oneAtATime } from './oneAtATime.mjs'

checkNode()
await oneAtATime({ work: install })
await launch({ mode: 'dev' })
