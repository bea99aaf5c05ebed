import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, type Result, type Row } from './measure.ts'
import { TEN_STEPS } from './ten-steps.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LINES = 500_000
const ROUNDS = 3
/** What the last step of each route logs: a process is measured until then. */
const DONE = 'the bench is done'
/** Ticks of processor time in /proc, a second. */
const TICKS = 100

interface Sample {
  readonly cpuMs: number
  readonly wallMs: number
  readonly peakMb: number
}

interface Scenario {
  readonly label: string
  /** The route file for a run that writes below a folder. */
  readonly routes: (folder: string, out: string) => string
}

const FIRST_MESSAGE = `
- from:
    uri: timer:once
    parameters: { repeatCount: 1, delay: 0 }
    steps:
      - setBody: { simple: "\${date:now:HH:mm:ss}" }
      - log: "${DONE}"
`

/** Ten steps for each of half a million calls. */
const IN_MEMORY = `
- from:
    uri: timer:once
    parameters: { repeatCount: 1, delay: 0 }
    steps:
      - setBody: { constant: '{"id":7,"amount":174,"customer":"c3"}' }
      - unmarshal: { json: {} }
      - loop: { constant: ${LINES}, steps: [ { to: direct:bench } ] }
      - log: "${DONE}"
${TEN_STEPS.replace('bench:source', 'direct:bench').replace('- to: bench:sink', '- setProperty: { name: last, simple: "${header.subject}" }')}`

const fromFile = (folder: string, more: string) => `
- from:
    uri: file:${folder}/in
    parameters: { noop: true, initialDelay: 0, delay: 60000 }
    steps:
      - split:
          tokenize: { token: "\\n" }
          streaming: true
          steps:
            - unmarshal: { json: {} }
            - setHeader: { name: amount, simple: "\${body[amount]}" }
            - choice:
                when:
                  - simple: "\${header.amount} > 150"
                    steps: [ { setHeader: { name: queue, constant: large } } ]
                otherwise:
                  steps: [ { setHeader: { name: queue, constant: small } } ]
            - setBody: { simple: '{"id":\${body[id]},"queue":"\${header.queue}"}' }
            ${more}
      - log: "${DONE}"
`

const SCENARIOS: readonly Scenario[] = [
  { label: 'first message', routes: () => FIRST_MESSAGE },
  { label: `${LINES / 1000},000 calls of a route of ten steps`, routes: () => IN_MEMORY },
  { label: `${LINES / 1000},000 lines of JSON, read and changed`, routes: folder => fromFile(folder, '') },
  {
    label: 'the same, appended to a file one by one',
    routes: (folder, out) =>
      fromFile(
        folder,
        `- to: { uri: "file:${folder}/${out}", parameters: { fileName: out.ndjson, fileExist: Append, appendChars: "%0A" } }`,
      ),
  },
]

/**
 * The same route files in Apache Camel (camel-main) and in the built command, whole processes one after the other: processor time from the
 * start until the last step has logged. Needs `java`, `mvn` and Maven's repository, and reads /proc.
 */
export async function bench(): Promise<Result> {
  const classPath = camelClassPath()
  const folder = mkdtempSync(join(tmpdir(), 'kafila-camel-'))
  mkdirSync(join(folder, 'in'))
  const line = (id: number) => JSON.stringify({ id, amount: id % 200, customer: `customer ${id % 97}`, note: 'a'.repeat(120) })
  writeFileSync(join(folder, 'in/lines.ndjson'), Array.from({ length: LINES }, (_, id) => line(id)).join('\n'))
  const rows: Row[] = []
  for (const scenario of SCENARIOS) rows.push(...(await compared(scenario, folder, classPath)))
  rmSync(folder, { recursive: true, force: true })
  return { unit: 'ms of processor time per process', rows }
}

async function compared({ label, routes }: Scenario, folder: string, classPath: string): Promise<Row[]> {
  const camel: Sample[] = []
  const kafila: Sample[] = []
  // the first run of each fills the caches of the file system, and the one of compiled forms
  for (let round = -1; round < ROUNDS; round++) {
    const camelFile = written(folder, 'camel', routes(folder, 'out-camel'))
    const kafilaFile = written(folder, 'kafila', routes(folder, 'out-kafila'))
    const inCamel = await measured('java', ['-cp', classPath, 'org.apache.camel.main.Main'], {
      CAMEL_MAIN_ROUTESINCLUDEPATTERN: `file:${camelFile}`,
    })
    const inKafila = await measured(process.execPath, [join(ROOT, 'bin/kafila.js'), 'run', kafilaFile], {
      XDG_CACHE_HOME: join(folder, 'cache'),
    })
    sameOutput(folder)
    if (round < 0) continue
    camel.push(inCamel)
    kafila.push(inKafila)
  }
  return [row(`Camel: ${label}`, camel, camel), row('Kafila', kafila, camel)]
}

function row(label: string, samples: readonly Sample[], base: readonly Sample[]): Row {
  const middle = (of: (sample: Sample) => number) => median(samples.map(of))
  return {
    label,
    value: middle(({ cpuMs }) => cpuMs),
    ratio: median(samples.map(({ cpuMs }, round) => cpuMs / base[round]!.cpuMs)),
    note: `${(middle(({ wallMs }) => wallMs) / 1000).toFixed(2)} s by the clock, ${middle(({ peakMb }) => peakMb)} MB`,
  }
}

function written(folder: string, name: string, routes: string): string {
  const file = join(folder, `${name}.yaml`)
  writeFileSync(file, routes)
  rmSync(join(folder, `out-${name}`), { recursive: true, force: true })
  return file
}

function sameOutput(folder: string): void {
  const read = (name: string) => {
    try {
      return readFileSync(join(folder, `out-${name}/out.ndjson`), 'utf8')
    } catch {
      return '' // a route that writes nothing
    }
  }
  if (read('camel') !== read('kafila')) throw new Error('Camel and Kafila wrote different files')
}

/** Runs a process until it has logged the mark, and ends it. */
async function measured(command: string, args: readonly string[], more: Record<string, string>): Promise<Sample> {
  const env: NodeJS.ProcessEnv = { ...process.env, ...more }
  // certificates named by the environment are read at every start of Node 20: not ours to measure
  delete env['NODE_EXTRA_CA_CERTS']
  const begun = performance.now()
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const sample = await new Promise<Sample>((resolve, reject) => {
    const look = (chunk: Buffer) => {
      output += chunk
      if (output.includes(DONE)) resolve({ wallMs: performance.now() - begun, ...used(child.pid!) })
    }
    child.stdout.on('data', look)
    child.stderr.on('data', look)
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`${command} ended with ${code}:\n${output}`)))
  })
  child.removeAllListeners('exit')
  // in good order: a first run keeps compiled forms when it ends
  child.kill('SIGTERM')
  await new Promise(resolve => child.once('exit', resolve))
  return sample
}

/** Processor time and most memory of a process so far. */
function used(pid: number): Omit<Sample, 'wallMs'> {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!
  return { cpuMs: ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS, peakMb: Math.round(Number(peak[1]) / 1024) }
}

function camelClassPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-class-path-'))
  const file = join(folder, 'class-path')
  const pom = join(ROOT, 'scripts/bench/camel/pom.xml')
  try {
    const { status, error, stdout } = spawnSync('mvn', ['-q', '-f', pom, 'dependency:build-classpath', `-Dmdep.outputFile=${file}`], {
      encoding: 'utf8',
    })
    // Maven tells its errors on standard output
    if (status !== 0) throw new Error(`this benchmark needs java, mvn and Maven's repository: ${error?.message ?? stdout}`)
    return readFileSync(file, 'utf8').trim()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
