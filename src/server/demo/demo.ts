import type { Desk } from '../desk'
import { say } from '../say'

export const prepareEnvironment = ({ env }: { env: NodeJS.ProcessEnv }): void => {
  env.DATA_DIR ??= '.data/demo'
}

export const showDemo = async ({ desk }: { desk: Desk }): Promise<void> => {
  say(desk.url)
}
