import { launch } from '../../src/server/cli/launch.mjs'

await launch({ mode: 'start', pages: false })
