export { createBreaker } from '../outbox/breaker'
