import { command } from './command.mjs'

await command('import')
