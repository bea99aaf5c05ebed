import { parseUri } from '../../compile/endpoint-uri.ts'
import { uriWithParameters } from '../../compile/path-options.ts'
import { maskSecrets, maskUri } from '../../core/mask-secrets.ts'
import { type GraphInput, kameletName } from '../../graph/build-graph.ts'
import { clauseLabel } from '../../graph/flow-builder.ts'
import { stepDetail } from '../../graph/step-text.ts'
import { targetsOf } from '../../graph/targets.ts'
import type { Catalog } from '../../kit/catalog.ts'
import type { Field, StepModel } from '../../kit/field.ts'
import type { FileModel, Options, RouteModel } from '../../model/route.ts'
import { stepShape } from '../../model/step-shape.ts'
import { errorHandlingOf } from './error-story.ts'

/** An option of an endpoint with what it means. */
export interface OptionStory {
  readonly name: string
  readonly value: string
  readonly describe: string
}

/** An endpoint with what its connector does. */
export interface EndpointStory {
  readonly uri: string
  readonly summary?: string
  readonly options: readonly OptionStory[]
  /** The route of the same files that has it as source. */
  readonly route?: string
}

/** A step with what it does, and the steps inside. */
export interface StepStory {
  readonly step: string
  readonly detail?: string
  readonly summary: string
  readonly inside: readonly { readonly label?: string; readonly steps: readonly StepStory[] }[]
}

/** A placeholder that a route uses. */
export interface PropertyStory {
  readonly key: string
  readonly default?: string
  /** Its value, secrets masked, where it has one. */
  readonly value?: string
}

/** What a route does, as plain data. */
export interface RouteStory {
  readonly id: string
  readonly file: string
  readonly description?: string
  readonly source: EndpointStory
  readonly steps: readonly StepStory[]
  readonly endpoints: readonly EndpointStory[]
  readonly properties: readonly PropertyStory[]
  readonly errorHandling: readonly string[]
  readonly beans: readonly { readonly name: string; readonly type: string }[]
  readonly kamelets: readonly string[]
}

/** What telling of a route needs beside it. */
export interface StoryInput extends GraphInput {
  /** The value of a property, or `undefined`. */
  property(key: string): string | undefined
}

/** What each route of the files does. */
export function routeStories(input: StoryInput): RouteStory[] {
  return input.files.flatMap(file => file.routes.map(route => new Story(input, file, route).tell()))
}

class Story {
  private readonly input: StoryInput
  private readonly file: FileModel
  private readonly route: RouteModel

  constructor(input: StoryInput, file: FileModel, route: RouteModel) {
    this.input = input
    this.file = file
    this.route = route
  }

  tell(): RouteStory {
    const { route, input, file } = this
    const { from, steps, options } = route
    const { description } = options
    const texts = [...textsIn(route)]
    const targets = allSteps(steps, input.catalog).flatMap(step => (step.step === 'kamelet' ? [] : targetsOf(step)))
    const named = allSteps(steps, input.catalog).flatMap(step =>
      targetsOf(step).map(({ uri }) => (step.step === 'kamelet' ? uri : kameletName(uri))),
    )
    return {
      id: input.routeId(route),
      file: file.file,
      ...(typeof description === 'string' && { description: description.trim() }),
      source: this.endpoint(from.uri, from.parameters ?? {}, 'source'),
      steps: steps.map(step => this.step(step)),
      endpoints: unique(
        targets.map(({ uri, parameters }) => this.endpoint(uri, parameters, 'sink')),
        each => each.uri,
      ),
      properties: this.properties(texts),
      errorHandling: errorHandlingOf(route, file, input.files),
      beans: this.beans(texts),
      kamelets: unique(
        [kameletName(from.uri), ...named].filter(each => each !== undefined),
        each => each,
      ).sort(),
    }
  }

  private step(step: StepModel): StepStory {
    const definition = this.input.catalog.steps.get(step.step)
    const detail = stepDetail(step, definition)
    const { steps, branches, clauses } = stepShape(step, definition)
    const told = (list: readonly StepModel[]) => list.map(each => this.step(each))
    return {
      step: String(step.disabled) === 'true' ? `${step.step} (disabled)` : step.step,
      ...(detail !== undefined && { detail }),
      summary: definition?.summary ?? '',
      inside: [
        ...(steps.length > 0 ? [{ steps: told(steps) }] : []),
        ...branches.map((each, index) => ({ label: `branch ${index + 1}`, steps: told([each]) })),
        ...clauses.map(each => ({ label: clauseTitle(each.name, clauseLabel(each)), steps: told(each.steps) })),
      ],
    }
  }

  private endpoint(uri: string, parameters: Options, end: 'source' | 'sink'): EndpointStory {
    const { input } = this
    const connector = input.catalog.connectors.get(/^\s*([^:?]+)/.exec(uri)?.[1] ?? '')
    const target = end === 'sink' ? input.address(uri, parameters) : undefined
    const route =
      target === undefined
        ? undefined
        : input.files.flatMap(each => each.routes).find(each => input.address(each.from.uri, each.from.parameters ?? {}) === target)
    const fields = { ...connector?.path, ...connector?.[end]?.fields } as Readonly<Record<string, Field>>
    const { path, options } = partsOf(connector, uri, parameters)
    return {
      uri: maskUri(path),
      ...(connector !== undefined && { summary: connector.summary }),
      options: options.map(([name, value]) => ({
        name,
        value: shownValue(name, value, fields[name]),
        describe: fields[name]?.describe ?? '',
      })),
      ...(route !== undefined && { route: input.routeId(route) }),
    }
  }

  private properties(texts: readonly string[]): PropertyStory[] {
    const found = texts.flatMap(text => [...text.matchAll(PLACEHOLDER)].map(([, key, byDefault]) => ({ key: key!, byDefault })))
    return unique(found, each => each.key)
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ key, byDefault }) => {
        const value = this.input.property(key)
        return {
          key,
          ...(byDefault !== undefined && { default: masked(key, byDefault) }),
          ...(value !== undefined && { value: masked(key, value) }),
        }
      })
  }

  private beans(texts: readonly string[]): { name: string; type: string }[] {
    const declared = this.input.files.flatMap(file => file.beans)
    return unique(declared, each => each.name)
      .filter(({ name }) => texts.some(text => names(text, name)))
      .map(({ name, options }) => ({ name, type: String(options['type'] ?? options['scriptLanguage'] ?? '') }))
  }
}

const PLACEHOLDER = /\{\{[?!]*((?:(?:env|sys|service|service\.host|service\.port|bean):)?[^{}:]+)(?::([^{}]*))?\}\}/g

/** Whether a text of a route names a bean: as a reference, in a bean endpoint or in an expression. */
function names(text: string, bean: string): boolean {
  const escaped = bean.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return text.trim() === bean || new RegExp(`(#|#bean:|bean:)${escaped}(?![\\w-])`).test(text)
}

function masked(name: string, value: string): string {
  const shown = maskSecrets(`${name}=${value}`)
  return shown.slice(name.length + 1)
}

function shownValue(name: string, value: string, field: Field | undefined): string {
  return field?.secret && !value.includes('{{') ? 'xxxxx' : masked(name, value)
}

/** The path of a URI, and its options from query and parameters; a URI that cannot be read is its own path. */
function partsOf(
  connector: Parameters<typeof uriWithParameters>[0],
  uri: string,
  parameters: Options,
): { path: string; options: [string, string][] } {
  try {
    const whole = uriWithParameters(connector, uri, parameters)
    const { query } = parseUri(whole)
    return { path: whole.split('?')[0]!, options: [...query] }
  } catch {
    // what is wrong with it is told by the diagnostics
    return { path: uri.trim().split('?')[0]!, options: [] }
  }
}

function clauseTitle(name: string, label: string): string {
  return label === name ? name : `${name} ${label}`
}

function allSteps(steps: readonly StepModel[], catalog: Catalog): StepModel[] {
  return steps.flatMap(step => {
    const shape = stepShape(step, catalog.steps.get(step.step))
    return [step, ...allSteps([...shape.steps, ...shape.branches, ...shape.clauses.flatMap(each => each.steps)], catalog)]
  })
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) yield* textsIn(each)
}

function unique<T>(list: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(list.toReversed().map(each => [key(each), each])).values()].reverse()
}
