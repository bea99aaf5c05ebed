import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Running, startCommand } from '../../e2e/command.ts'
import { type Fault, type FaultName, faultOf } from './faults.ts'
import { expectedParts, makeMessages } from './messages.ts'
import { crashRoute, type Ends, keepsOrder } from './route.ts'
import { Tally } from './tally.ts'

export interface CrashPlan {
  readonly messages: number
  /** What happens while messages flow, and how often. */
  readonly fault: FaultName
  readonly times: number
  readonly keys: number
  readonly aggregate: boolean
  /** Whether a step that fails is tried again where it stands. */
  readonly redeliver: boolean
  readonly concurrency: number
  /** How long nothing may arrive before the run counts as stuck, in milliseconds. */
  readonly patienceMs: number
  random(): number
}

export interface CrashResult {
  /** What happened, and how often. */
  readonly fault: string
  readonly times: number
  readonly lost: number
  readonly foreign: number
  readonly duplicates: number
  /** `undefined`: the sink does not tell. */
  readonly disorder: number | undefined
  readonly seconds: number
  /** The end of what the command printed, where something is wrong. */
  readonly trouble?: string
}

/**
 * Runs messages from one end to the other by the command in a process of its own; when a random number of parts has arrived the fault of the plan
 * strikes, as often as the plan says; then waits for the rest and counts. `undefined` where neither end can have that fault.
 */
export async function runPair(ends: Ends, plan: CrashPlan): Promise<CrashResult | undefined> {
  if (faultOf(plan.fault, ends, { kill: async () => undefined, start: () => undefined }, plan.random) === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'kafila-crash-'))
  writeFileSync(join(folder, 'crash.camel.yaml'), crashRoute(ends, { ...plan, folder }))
  const run = new PairRun(ends, plan, folder)
  try {
    return await run.go()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

class PairRun {
  private readonly ends: Ends
  private readonly plan: CrashPlan
  private readonly folder: string
  private readonly tally: Tally
  private running: Running | undefined
  private readonly fault: Fault
  private struck = 0

  constructor(ends: Ends, plan: CrashPlan, folder: string) {
    this.ends = ends
    this.plan = plan
    this.folder = folder
    this.tally = new Tally(expectedParts(plan.messages, plan.keys))
    this.fault = faultOf(plan.fault, ends, { kill: () => this.kill(), start: () => this.start() }, plan.random)!
  }

  async go(): Promise<CrashResult> {
    const { messages, keys } = this.plan
    await this.firstVisit()
    await this.ends.source.place.write!(makeMessages(messages, keys))
    const began = Date.now()
    this.start()
    let trouble: string | undefined
    try {
      await this.strikeAtRandomPoints()
      await this.arrive(() => this.tally.complete)
      // what was sent twice may still be on its way
      await this.settle()
    } catch (error) {
      trouble = `${(error as Error).message}\n${this.running?.text().slice(-2000)}`
    }
    await this.kill()
    const { lost, foreign, duplicates, disorder } = this.tally
    return {
      fault: this.fault.title,
      times: this.struck,
      lost: lost.length,
      foreign: foreign.length,
      duplicates,
      disorder: this.ends.sink.driver.readsInOrder !== false && keepsOrder(this.ends.source) ? disorder : undefined,
      seconds: (Date.now() - began) / 1000,
      ...(trouble !== undefined && { trouble }),
    }
  }

  /** A source that keeps messages only for readers it knows sees its reader once. */
  private async firstVisit(): Promise<void> {
    this.start()
    await this.running!.shows('started in')
    await new Promise(resolve => setTimeout(resolve, 1500))
    this.running!.child.kill('SIGTERM')
    await this.running!.ended
  }

  private async strikeAtRandomPoints(): Promise<void> {
    const { times, random } = this.plan
    const total = this.tally.expected.size
    const points = Array.from({ length: times }, () => Math.floor(random() * total * 0.98)).sort((a, b) => a - b)
    for (const point of points) {
      await this.arrive(() => this.tally.distinct >= point)
      await new Promise(resolve => setTimeout(resolve, random() * 20))
      await this.fault.strike()
      this.struck += 1
    }
  }

  private async arrive(enough: () => boolean): Promise<void> {
    let progress = Date.now()
    let before = this.tally.arrived
    while (!enough()) {
      const began = Date.now()
      await this.look()
      // a service that takes long to tell what it has would be busy with nothing else
      const took = Date.now() - began
      if (this.tally.arrived > before) progress = Date.now()
      before = this.tally.arrived
      if (Date.now() - progress > this.plan.patienceMs)
        throw new Error(
          `nothing has arrived for ${this.plan.patienceMs} ms: ${this.tally.distinct} of ${this.tally.expected.size} parts are there`,
        )
      await new Promise(resolve => setTimeout(resolve, Math.max(5, took)))
    }
  }

  private async settle(): Promise<void> {
    for (let quiet = 0; quiet < 4; quiet++) {
      const before = this.tally.arrived
      await new Promise(resolve => setTimeout(resolve, 500))
      await this.look()
      if (this.tally.arrived > before) quiet = 0
    }
  }

  private async look(): Promise<void> {
    for (const { body } of await this.ends.sink.place.read!()) this.tally.take(Buffer.from(body).toString('utf8'))
  }

  private start(): void {
    this.running = startCommand(['run', 'crash.camel.yaml', '--log-level', 'WARN'], { cwd: this.folder })
  }

  private async kill(): Promise<void> {
    this.running!.child.kill('SIGKILL')
    await this.running!.ended
  }
}
