export { AccountState } from './AccountState'
export { KeyInput } from './KeyInput'
