import { settled, type VirtualClock } from './virtual-clock.ts'

/** What is looked at to tell whether a test goes on by itself. */
export interface Watched {
  readonly clock: VirtualClock
  /** Whether messages are in hand. */
  pending(): boolean
  /** Whether real connections are used: their answers may take long. */
  readonly network: boolean
  /** Throws where the test takes too long by the machine's clock. */
  checkTime(): void
}

/** How long, in turns of 2 ms, nothing must happen before a message that is in hand counts as waiting for the clock. */
const TURNS = 10
const NETWORK_TURNS = 500

/** Resolves when everything has ended, or waits for the clock: what is read from files or computed elsewhere is waited for. */
export async function atRest(watched: Watched): Promise<void> {
  const { clock, network } = watched
  await settled()
  let asked = clock.asked
  for (let quiet = 0; watched.pending() && quiet < (network ? NETWORK_TURNS : TURNS); ) {
    watched.checkTime()
    await new Promise(resolve => setTimeout(resolve, 2))
    await settled()
    quiet = isBusy() || clock.asked !== asked ? 0 : quiet + 1
    asked = clock.asked
  }
}

/** Lets follow what a timer did; only where something came of it is it waited for. */
export async function afterTimer(watched: Watched): Promise<void> {
  const { asked } = watched.clock
  watched.checkTime()
  await settled()
  if (isBusy() || watched.clock.asked > asked + 1) await atRest(watched)
}

/** Whether the process waits for the operating system: a file, a name, a write. */
function isBusy(): boolean {
  return process.getActiveResourcesInfo().some(each => /Req/.test(each))
}
