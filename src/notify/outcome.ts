export { failed, type Outcome } from '../outbox/outcome'
