import { launch } from './launch.mjs'

// What is left of `npm start` where everything is installed and built already, as in a container.
await launch({ mode: 'start' })
