import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { ConnectorDriver } from '../../src/testing/index.ts'
import { chanceOf } from '../../src/testing/routes/shuffle.ts'
import { FAULTS, type FaultName } from './crash/faults.ts'
import { type CrashPlan, type CrashResult, runPair } from './crash/run-pair.ts'
import { fileDriver } from './drivers/file.ts'
import { httpDriver } from './drivers/http.ts'
import { kafkaDriver } from './drivers/kafka.ts'
import { imapDriver, mailDriver, pop3Driver, postfixDriver } from './drivers/mail.ts'
import { mqttDriver } from './drivers/mqtt.ts'
import { rabbitmqDriver } from './drivers/rabbitmq.ts'
import { s3Driver } from './drivers/s3.ts'
import { sqlDriver } from './drivers/sql.ts'

type MakeDriver = (options: { breakable: boolean }) => Promise<ConnectorDriver>

const DRIVERS: Readonly<Record<string, MakeDriver>> = {
  file: fileDriver,
  http: httpDriver,
  imap: imapDriver,
  kafka: kafkaDriver,
  mail: mailDriver,
  mqtt: mqttDriver,
  pop3: pop3Driver,
  rabbitmq: rabbitmqDriver,
  s3: s3Driver,
  sql: sqlDriver,
}
/** Those whose service keeps nothing when it is killed have another one for that. */
const KEEPERS: Readonly<Record<string, MakeDriver>> = { mail: postfixDriver }
const PAGE = fileURLToPath(new URL('../../docs/delivery.md', import.meta.url))
const SOURCES = ['kafka', 'mqtt', 's3', 'file', 'rabbitmq', 'sql', 'imap', 'pop3']
const SINKS = ['kafka', 's3', 'file', 'sql', 'mail', 'http']

/**
 * Lets a fault strike again and again while messages flow, for each pair of source and sink: the command is killed, the services at its ends are, or the
 * network between is cut. Prints a table, and gives 1 where anything is lost.
 */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      pairs: { type: 'string' },
      messages: { type: 'string', default: '10000' },
      fault: { type: 'string', default: 'kill' },
      times: { type: 'string', default: '20' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
      concurrency: { type: 'string', default: '8' },
      plain: { type: 'boolean', default: false },
      redeliver: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  })
  const fault = faultNamed(values.fault)
  console.log(`seed ${values.seed}, ${values.concurrency} messages at a time\n\n${HEAD}`)
  const random = chanceOf(Number(values.seed))
  let bad = 0
  for (const [from, to] of pairsOf(values.pairs)) {
    for (const aggregate of values.plain ? [false] : [false, true]) {
      const plan: CrashPlan = {
        messages: Number(values.messages),
        fault,
        times: Number(values.times),
        keys: 16,
        aggregate,
        redeliver: values.redeliver,
        concurrency: Number(values.concurrency),
        patienceMs: 60_000,
        random,
      }
      const result = await runOne(from, to, plan)
      if (result === undefined) {
        console.log(`| ${from} | ${to} | cannot have that fault |`)
        continue
      }
      const line = row(from, to, plan, result)
      console.log(line)
      if (values.write && result.trouble === undefined) publish(line)
      if (result.trouble !== undefined) console.log(result.trouble)
      if (result.lost !== 0 || result.foreign > 0 || result.trouble !== undefined) bad += 1
    }
  }
  return bad === 0 ? 0 : 1
}

const HEAD =
  '| from | to | with | fault | times | messages | lost | twice | out of order | seconds |\n|---|---|---|---|---|---|---|---|---|---|'

/** Puts a line into the table of the page about delivery, in the place of the one for the same ends. */
function publish(line: string): void {
  const [, before, table, after] = /^([\s\S]*<!-- crash-matrix -->\n)([\s\S]*)(<!-- \/crash-matrix -->[\s\S]*)$/.exec(
    readFileSync(PAGE, 'utf8'),
  )!
  const keyOf = (row: string) => row.split('|').slice(1, 5).join('|')
  const rows = new Map(
    table!
      .split('\n')
      .filter(row => /^\| [a-z]/.test(row) && !row.startsWith('| from'))
      .map(row => [keyOf(row), row]),
  )
  rows.set(keyOf(line), line)
  const place = (row: string) => {
    const [from, to] = row
      .split('|')
      .slice(1, 3)
      .map(each => each.trim()) as [string, string]
    const rank = ['kill', 'services', 'network'].findIndex(fault => row.includes(`| ${fault} `))
    return (
      SOURCES.indexOf(from) * 100 + SINKS.indexOf(to) * 10 + rank * 3 + ['aggregate', 'in place'].findIndex(each => row.includes(each)) + 1
    )
  }
  const sorted = [...rows.values()].sort((a, b) => place(a) - place(b))
  writeFileSync(PAGE, `${before}${HEAD}\n${sorted.join('\n')}\n${after}`)
}

const opened = new Map<string, Promise<ConnectorDriver>>()

async function runOne(from: string, to: string, plan: CrashPlan): Promise<CrashResult | undefined> {
  const end = async (name: string) => {
    const make = (plan.fault === 'restart' ? KEEPERS[name] : undefined) ?? DRIVERS[name]
    if (make === undefined) throw new Error(`no driver for ${name}: one of ${Object.keys(DRIVERS).join(', ')}`)
    if (!opened.has(name)) opened.set(name, make({ breakable: plan.fault === 'hole' }))
    const driver = await opened.get(name)!
    return { driver, place: await driver.place() }
  }
  try {
    return await runPair({ source: await end(from), sink: await end(to) }, plan)
  } catch (error) {
    opened.clear()
    return {
      fault: plan.fault,
      times: 0,
      lost: -1,
      foreign: 0,
      duplicates: 0,
      disorder: undefined,
      seconds: 0,
      trouble: `not run: ${(error as Error).stack}`,
    }
  }
}

function row(
  from: string,
  to: string,
  { messages, aggregate, redeliver }: CrashPlan,
  { fault, times, lost, foreign, duplicates, disorder, seconds }: CrashResult,
): string {
  const what = ['filter, split', aggregate && 'durable aggregate', redeliver && 'redelivery in place'].filter(Boolean).join(', ')
  return `| ${from} | ${to} | ${what} | ${fault} | ${times} | ${messages} | ${lost}${foreign > 0 ? ` (${foreign} torn)` : ''} | ${duplicates} | ${disorder ?? 'no order'} | ${seconds.toFixed(0)} |`
}

function faultNamed(name: string): FaultName {
  const found = FAULTS.find(each => each === name)
  if (found === undefined) throw new Error(`no fault ${name}: one of ${FAULTS.join(', ')}`)
  return found
}

function pairsOf(text: string | undefined): [string, string][] {
  if (text !== undefined) return text.split(',').map(pair => pair.split(':') as [string, string])
  return SOURCES.flatMap(from => SINKS.map(to => [from, to] as [string, string]))
}
