export { settled, VirtualClock as ManualClock } from '../../src/testing/routes/virtual-clock.ts'
