import { launch } from './launch.mjs'

// What `npm start` comes to where all is installed and built already, such as in a container.
await launch({ mode: 'start' })
