import { isSameName } from '../model/names.ts'
import { type PropertyProblem, unreadProperty } from './main-options.ts'

/** Groups of Camel's application properties that nothing here reads, with what there is instead. */
export const GROUPS_INSTEAD: Readonly<Record<string, string>> = {
  cluster: 'cluster services are beans',
  dataformat: 'options of data formats stand at marshal and unmarshal',
  debug: '`kafila tap` shows messages step by step',
  errorRegistry: '`dlq:` keeps messages that failed',
  health: '`kafila run --observe` serves health and metrics',
  language: 'options of languages stand at expressions',
  lra: 'sagas are kept by the runtime',
  management: '`kafila run --observe` serves health and metrics',
  mdc: 'log lines have no context of threads',
  metrics: '`kafila run --observe` serves health and metrics',
  opentelemetry: 'events on `diagnostics_channel` can be traced',
  opentelemetry2: 'events on `diagnostics_channel` can be traced',
  routecontroller: 'sources connect again by themselves',
  security: 'nothing here reads it',
  ssl: 'options of TLS stand at endpoints',
  startupcondition: 'nothing here waits for conditions before it starts',
  telemetryDev: '`kafila tap` shows messages step by step',
  threadpool: 'there are no thread pools',
  trace: '`kafila tap` shows messages step by step',
  vault: 'secrets are read from files and the environment',
}

/** Application properties of Camel that have no effect, since nothing reads their group. */
export function unreadProperties(properties: ReadonlyMap<string, string>): PropertyProblem[] {
  return [...properties.keys()].flatMap(property => {
    const written = /^camel\.([^.[]+)[.[]/.exec(property)?.[1]
    const group = written === undefined ? undefined : Object.keys(GROUPS_INSTEAD).find(name => isSameName(name, written))
    const reason = group === undefined ? undefined : GROUPS_INSTEAD[group]
    return reason === undefined ? [] : [unreadProperty(property, reason)]
  })
}
