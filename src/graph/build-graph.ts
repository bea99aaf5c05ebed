import type { Catalog } from '../kit/catalog.ts'
import type { StepModel } from '../kit/field.ts'
import type { ClauseModel, FileModel, Options, RouteModel } from '../model/route.ts'
import { FlowBuilder } from './flow-builder.ts'
import type { Graph, GraphBlock, GraphEdge, Item } from './graph.ts'
import { deadLetterUri, handlerText, redeliveryText, subjectText } from './handler-text.ts'
import { endpointText, scalars, shortUri } from './step-text.ts'
import { targetsOf } from './targets.ts'

/** What making a graph needs beside the files. */
export interface GraphInput {
  readonly files: readonly FileModel[]
  readonly catalog: Catalog
  /** The id of a route, given or counted. */
  routeId(route: RouteModel): string
  /** The address by which sources and sinks of one runtime meet (`direct:x`), or `undefined`. */
  address(uri: string, parameters: Options): string | undefined
  /** Only this route, with what handles its errors. */
  only?: string
}

/** The graph of all routes of some files. */
export function buildGraph(input: GraphInput): Graph {
  return new GraphBuilder(input).build()
}

/** Elements that are routes, or parts of routes, of their own. */
const HANDLERS = new Set(['onException', 'onCompletion', 'intercept', 'interceptFrom', 'interceptSendToEndpoint'])

/** Where a message may come from within the files: the node of a source, and the ends of a Kamelet. */
interface Entry {
  readonly node: string
  readonly exits?: readonly string[]
}

class GraphBuilder {
  private readonly input: GraphInput
  private readonly flows: FlowBuilder
  private readonly blocks: GraphBlock[] = []
  private readonly links: GraphEdge[] = []
  private readonly sources = new Map<string, Entry>()
  private readonly kamelets = new Map<string, Entry>()
  private readonly configurations = new Map<string, string>()
  private readonly later: (() => void)[] = []

  constructor(input: GraphInput) {
    this.input = input
    this.flows = new FlowBuilder(input.catalog)
  }

  build(): Graph {
    const { files, only } = this.input
    for (const file of files) {
      const routes = file.routes.filter(each => only === undefined || this.input.routeId(each) === only)
      for (const route of routes) {
        this.route(route, `route ${this.input.routeId(route)}`)
        for (const clause of route.clauses ?? []) this.element(clause)
      }
      const wanted = only === undefined || routes.length > 0
      for (const element of file.elements) if (wanted || element.element === 'errorHandler') this.element(element)
    }
    for (const { node, step } of this.flows.senders) this.sends(node, step)
    for (const action of this.later) action()
    return { blocks: this.blocks, edges: [...this.flows.edges, ...this.links] }
  }

  private route(route: RouteModel, title: string): Entry {
    const { from, steps, options } = route
    const { description, errorHandler, routeConfigurationId } = options
    const source = this.flows.node('source', endpointText(from.uri, from.parameters), scalarText(from.parameters))
    const mark = this.flows.senders.length
    let tails: readonly { readonly from: string }[] = []
    const block = this.flows.block('route', title, text(description), () => {
      const built = this.flows.flow(steps, [{ from: source.id }])
      tails = built.tails
      const main: Item[] = [{ type: 'node', node: source }, ...built.items]
      return this.withHandler(main, source.id, errorHandler)
    })
    this.blocks.push(block)
    const sinks = this.flows.senders.slice(mark).filter(({ step }) => isKameletEnd(step.options['uri'], 'sink'))
    const entry = { node: source.id, exits: sinks.length > 0 ? sinks.map(each => each.node) : tails.map(each => each.from) }
    this.register(from.uri, from.parameters, entry)
    this.configured(source.id, routeConfigurationId)
    return entry
  }

  private register(uri: string, parameters: Options | undefined, entry: Entry): void {
    const address = this.input.address(uri, parameters ?? {})
    if (address !== undefined && !this.sources.has(address)) this.sources.set(address, entry)
    const kamelet = kameletName(uri)
    if (kamelet !== undefined) this.later.push(() => this.fromKamelet(kamelet, entry))
  }

  /** A route that begins with a Kamelet gets what leaves the Kamelet. */
  private fromKamelet(name: string, { node }: Entry): void {
    for (const from of this.kamelets.get(name)?.exits ?? []) this.links.push({ from, to: node, kind: 'link' })
  }

  private configured(source: string, ids: unknown): void {
    if (typeof ids !== 'string') return
    this.later.push(() => {
      for (const id of ids.split(',')) {
        const to = this.configurations.get(id.trim())
        if (to !== undefined) this.links.push({ from: source, to, kind: 'error' })
      }
    })
  }

  /** The dead letter endpoint of a route's own error handler: beside the route, unless it is a route itself. */
  private withHandler(main: readonly Item[], source: string, handler: unknown): readonly Item[] {
    const uri = deadLetterUri(handler)
    if (uri === undefined) return main
    const address = this.input.address(uri, {})
    if (address !== undefined && this.isSource(address)) {
      this.later.push(() => this.toSource(source, address, 'error', 'dead letter'))
      return main
    }
    const node = this.flows.node('endpoint', 'dead letter', shortUri(uri))
    this.links.push({ from: source, to: node.id, kind: 'error', label: 'errorHandler' })
    return [main[0]!, { type: 'fork', lanes: [{ flow: main.slice(1) }, { flow: [{ type: 'node', node }], label: 'errorHandler' }] }]
  }

  private isSource(address: string): boolean {
    return this.input.files.some(({ routes }) =>
      routes.some(
        each =>
          (this.input.only === undefined || this.input.routeId(each) === this.input.only) &&
          this.input.address(each.from.uri, each.from.parameters ?? {}) === address,
      ),
    )
  }

  private toSource(from: string, address: string, kind: GraphEdge['kind'], label?: string): void {
    const entry = this.sources.get(address)
    if (entry !== undefined) this.links.push({ from, to: entry.node, kind, ...(label !== undefined && { label }) })
  }

  private sends(node: string, step: StepModel): void {
    for (const { uri, parameters } of targetsOf(step)) {
      const kamelet = step.step === 'kamelet' ? uri : kameletName(uri)
      const to =
        kamelet === undefined ? this.sources.get(this.input.address(uri, parameters) ?? '')?.node : this.kamelets.get(kamelet)?.node
      if (to !== undefined) this.links.push({ from: node, to, kind: 'link' })
    }
  }

  private element({ element, options }: ClauseModel): void {
    if (HANDLERS.has(element)) this.blocks.push(this.handler(element, options))
    else if (element === 'errorHandler') this.errorHandler(options)
    else if (element === 'routeConfiguration') this.configuration(options)
    else if (element === 'kamelet' || element === 'routeTemplate') this.template(element, options)
    else if (element === 'templatedRoute') this.templated(options)
    else if (element === 'rest') this.rest(options)
  }

  private handler(element: string, options: Options): GraphBlock {
    return this.flows.block('handler', element, text(options['description']), () => {
      const node = this.flows.node('handler', subjectText(options) ?? element, handlerText(options))
      const steps = (options['steps'] ?? []) as readonly StepModel[]
      return [{ type: 'node', node }, ...this.flows.flow(steps, [{ from: node.id }]).items]
    })
  }

  private errorHandler(options: Options): void {
    const [kind = 'defaultErrorHandler'] = Object.keys(options)
    const uri = deadLetterUri(options)
    const block = this.flows.block('handler', 'errorHandler', 'for all routes without one of their own', () => {
      const node = this.flows.node('handler', kind, redeliveryText((options[kind] ?? {}) as Options))
      if (uri === undefined) return [{ type: 'node', node }]
      const address = this.input.address(uri, {})
      if (address !== undefined && this.isSource(address)) {
        this.later.push(() => this.toSource(node.id, address, 'error', 'dead letter'))
        return [{ type: 'node', node }]
      }
      const target = this.flows.node('endpoint', 'dead letter', shortUri(uri))
      this.links.push({ from: node.id, to: target.id, kind: 'error' })
      return [
        { type: 'node', node },
        { type: 'node', node: target },
      ]
    })
    this.blocks.push(block)
  }

  private configuration(options: Options): void {
    const id = text(options['id']) ?? ''
    const parts = Object.entries(options).flatMap(([element, list]) =>
      HANDLERS.has(element) ? (list as readonly Options[]).map(each => [element, each] as const) : [],
    )
    if (parts.length === 0) return
    const block = this.flows.block('handler', `routeConfiguration ${id}`.trim(), text(options['description']), () =>
      parts.map(([element, each]) => ({ type: 'block', block: this.handler(element, each) })),
    )
    const [first] = block.body
    const node = first?.type === 'block' ? first.block.body[0] : undefined
    if (node?.type === 'node') this.configurations.set(id, node.node.id)
    this.blocks.push(block)
  }

  private template(element: string, options: Options): void {
    const { from, steps, rest } = partsOfRoute((options['route'] ?? options) as Options)
    if (from === undefined) return
    const name = text(options['id']) ?? ''
    const title = element === 'kamelet' ? `Kamelet ${name}` : `template ${name}`
    const entry = this.route({ from, steps, options: rest }, title)
    this.kamelets.set(element === 'kamelet' ? name : `template ${name}`, entry)
  }

  private templated(options: Options): void {
    const reference = text(options['routeTemplateRef']) ?? ''
    const block = this.flows.block('route', `route ${text(options['routeId']) ?? `of template ${reference}`}`, undefined, () => {
      const node = this.flows.node('source', `template ${reference}`, parameterText(options['parameters']))
      this.later.push(() => {
        const to = this.kamelets.get(`template ${reference}`)?.node
        if (to !== undefined) this.links.push({ from: node.id, to, kind: 'link' })
      })
      return [{ type: 'node', node }]
    })
    this.blocks.push(block)
  }

  private rest(options: Options): void {
    const path = text(options['path']) ?? '/'
    const verbs = Object.entries(options).flatMap(([verb, list]) =>
      Array.isArray(list) && list.every(each => 'to' in each) ? (list as readonly Options[]).map(each => [verb, each] as const) : [],
    )
    if (verbs.length === 0) return
    const block = this.flows.block('route', `rest ${path}`, text(options['description']), () => {
      const lanes = verbs.map(([verb, each]) => ({ flow: [{ type: 'node', node: this.verb(verb, path, each) } as const] }))
      return [{ type: 'fork', lanes }]
    })
    this.blocks.push(block)
  }

  private verb(verb: string, path: string, options: Options) {
    const to = typeof options['to'] === 'string' ? options['to'] : text((options['to'] as Options | undefined)?.['uri'])
    const place = `${path}/${text(options['path']) ?? ''}`.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1')
    const node = this.flows.node('source', `${verb.toUpperCase()} ${place}`, to === undefined ? undefined : shortUri(to))
    if (to !== undefined) this.later.push(() => this.toSource(node.id, this.input.address(to, {}) ?? '', 'link'))
    return node
  }
}

function partsOfRoute(options: Options): { from: RouteModel['from'] | undefined; steps: readonly StepModel[]; rest: Options } {
  const { from, ...rest } = options
  const { steps = [], ...source } = (from ?? {}) as { steps?: readonly StepModel[]; uri?: string }
  return { from: source.uri === undefined ? undefined : (source as RouteModel['from']), steps, rest }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().replaceAll(/\s+/g, ' ') : undefined
}

function scalarText(options: unknown): string | undefined {
  const all = typeof options === 'object' && options !== null ? scalars(options as Options) : []
  return all.length === 0 ? undefined : all.join(', ')
}

function parameterText(list: unknown): string | undefined {
  const all = ((list ?? []) as readonly Options[]).flatMap(each => scalars({ [String(each['name'])]: each['value'] }))
  return all.length === 0 ? undefined : all.join(', ')
}

/** The Kamelet that a URI names; not its own ends. */
export function kameletName(uri: string): string | undefined {
  const name = /^kamelet:(?:\/\/)?([^?/]+)/.exec(uri.trim())?.[1]
  return name === 'source' || name === 'sink' ? undefined : name
}

function isKameletEnd(uri: unknown, end: string): boolean {
  return typeof uri === 'string' && new RegExp(`^kamelet:(//)?${end}$`).test(uri.trim())
}
