import type { Catalog } from '../../kit/catalog.ts'
import type { DataFormatModel, ExpressionModel, Field, Fields, StepModel } from '../../kit/field.ts'
import { elements } from '../../model/elements/index.ts'
import { COMMON_LANGUAGE } from '../../model/read-expression.ts'
import type { ElementModel, FileModel, Options, RouteModel } from '../../model/route.ts'
import { PLUG_INS_MODULE, type PlugInFunctions, plugInFunctions } from '../generate/plug-in-functions.ts'
import { endpointFunction, languageFunction, uriBegin } from '../names.ts'
import { signatureOf } from '../signature.ts'
import { inOrder, type ModelItem } from './items.ts'
import { call, type Doc, layOut, list, literal, object } from './layout.ts'

/** A route file as a module in TypeScript. What plug-ins in the catalog declare is called by the functions of `PLUG_INS_MODULE`. */
export function writeTypeScript(file: FileModel, catalog: Catalog): string {
  const writer = new ModuleWriter(catalog)
  const items = inOrder(file).map(item => writer.item(item))
  const exported = items.length === 1 ? items[0]! : list(items)
  const ofPlugIns = writer.ofPlugIns.size === 0 ? '' : importText(writer.ofPlugIns, PLUG_INS_MODULE)
  return `${importText(writer.imports, 'kafila')}${ofPlugIns}\nexport default ${layOut(exported)}\n`
}

function importText(imported: ReadonlySet<string>, from: string): string {
  const names = [...imported].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
  return `${layOut({ kind: 'group', open: 'import {', items: names, close: '}' })} from '${from}'\n`
}

/** Options that every node takes and that are not among those of its declaration. */
const NODE = new Set(['id', 'description', 'note', 'disabled'])

class ModuleWriter {
  readonly imports = new Set<string>()
  /** What is imported from the module of plug-ins. */
  readonly ofPlugIns = new Set<string>()
  private readonly catalog: Catalog
  private readonly plugIns: PlugInFunctions

  constructor(catalog: Catalog) {
    this.catalog = catalog
    this.plugIns = plugInFunctions(catalog)
  }

  item(item: ModelItem): Doc {
    switch (item.kind) {
      case 'route':
        return this.route(item.route)
      case 'beans':
        return this.called(
          'beans',
          item.beans.map(({ options }) => this.options(options, elements.get('beans')!.fields)),
        )
      case 'dataFormats':
        return this.called(
          'dataFormats',
          item.dataFormats.map(format => this.format(format)),
        )
      default:
        return this.element(item.element)
    }
  }

  private route({ id, from, steps, options }: RouteModel): Doc {
    const { uri, parameters, ...rest } = from as unknown as { uri: string; parameters?: Options } & Options
    const more = Object.keys(rest).length === 0 ? [] : [this.options(rest, elements.get('from')!.fields)]
    const source = [this.endpoint(uri, parameters ?? {}, 'source'), ...more]
    const calls = steps.map(step => this.step(step))
    if (id === undefined && Object.keys(options).length === 0) return { kind: 'chain', base: this.called('from', source), calls }
    const own = this.options(options, elements.get('route')!.fields)
    const args = id === undefined ? [own] : [literal(id), ...(Object.keys(options).length === 0 ? [] : [own])]
    return { kind: 'chain', base: { kind: 'chain', base: this.called('route', args), calls: [call('from', source)] }, calls }
  }

  private element({ element, options }: ElementModel): Doc {
    const definition = elements.get(element)
    if (element === 'errorHandler') return this.errorHandler(options)
    if (element === 'routeTemplate') return this.routeTemplate(options)
    if (element === 'routeConfiguration') {
      const { id, ...rest } = options
      return this.called(element, [id === undefined ? 'undefined' : literal(String(id)), this.options(rest, definition!.fields)])
    }
    return this.signed(element, definition!, options, args => this.called(element, args))
  }

  private errorHandler(options: Options): Doc {
    const kinds = Object.keys(options)
    const group = elements.get('errorHandler')!.fields[kinds[0] ?? '']
    if (kinds.length !== 1 || group === undefined || group.unsupported !== undefined) return this.loose('errorHandler', options)
    return this.signed(kinds[0]!, { fields: group.fields!, shorthand: group.shorthand }, options[kinds[0]!] as Options, args =>
      this.called(kinds[0]!, args),
    )
  }

  private routeTemplate(options: Options): Doc {
    const { id, from, route, ...rest } = options as Options & { from?: Options; route?: Options }
    if ((id !== undefined && typeof id !== 'string') || (from === undefined) === (route === undefined))
      return this.loose('routeTemplate', options)
    const own = this.options(rest, elements.get('routeTemplate')!.fields)
    return this.called('routeTemplate', [id === undefined ? 'undefined' : literal(id), own, this.route(asRoute(route ?? { from }))])
  }

  /** An element whose function does not take its options. */
  private loose(element: string, options: Options): Doc {
    return this.called('element', [literal(element), this.options(options, elements.get(element)!.fields)])
  }

  /** Arguments of a function: by position, then further options, then the steps. */
  private signed(
    name: string,
    declared: { readonly fields: Fields; readonly shorthand?: string | undefined },
    options: Options,
    make: (args: Doc[]) => Doc,
  ): Doc {
    const { fields } = declared
    const { positional, block } = signatureOf(declared)
    const rest: Record<string, unknown> = { ...options }
    const args: Doc[] = []
    for (const option of positional) {
      args.push(
        option === 'uri'
          ? this.uri(rest, fields, name)
          : rest[option] === undefined
            ? 'undefined'
            : this.positional(option, rest[option], fields[option]!),
      )
      delete rest[option]
    }
    while (args.at(-1) === 'undefined') args.pop()
    const steps = block === undefined ? undefined : rest[block]
    if (block !== undefined) delete rest[block]
    const further = Object.keys(rest).length > 0
    if (further) while (args.length < positional.length && block === undefined) args.push('undefined')
    if (further) args.push(this.options(rest, fields))
    if (steps !== undefined) args.push(this.block(steps as readonly StepModel[]))
    return make(args)
  }

  /** The endpoint of a step, which takes its parameters with it. */
  private uri(options: Record<string, unknown>, fields: Fields, step: string): Doc {
    const { uri, parameters } = options as { uri?: string; parameters?: Options }
    if (uri === undefined) return 'undefined'
    if (fields['parameters'] === undefined) return literal(uri)
    delete options['parameters']
    return this.endpoint(uri, parameters ?? {}, step === 'poll' ? 'source' : 'sink')
  }

  private positional(option: string, value: unknown, field: Field): Doc {
    if (/^(headers|variables)$/.test(option) && Array.isArray(value)) return this.pairs(value as readonly Options[], field)
    if (field.kind === 'list' && Array.isArray(value) && value.length === 1 && typeof value[0] === 'string' && !/\s/.test(value[0]))
      return literal(value[0])
    return this.value(value, field)
  }

  /** Headers as an object, where nothing is said twice or beside. */
  private pairs(items: readonly Options[], field: Field): Doc {
    const names = items.map(each => String(each['name']))
    const isPlain = new Set(names).size === names.length && names.every(each => !/^\d+$/.test(each))
    if (!isPlain || items.some(each => Object.keys(each).length !== 2 || each['expression'] === undefined)) return this.value(items, field)
    return object(items.map((each, index) => [names[index]!, this.expression(each['expression'] as ExpressionModel)]))
  }

  private step({ step, options, ...common }: StepModel): Doc {
    const definition = this.catalog.steps.get(step)
    const all = { ...common, ...options }
    if (definition === undefined || !Object.keys(options).every(each => isTyped(definition.fields, each)))
      return call('eip', [literal(step), this.options(all, definition?.fields ?? {})])
    if (step === 'choice') return this.choice(all, definition.fields)
    if (step === 'doTry') return this.doTry(all, definition.fields)
    const plugIn = this.plugIns.called('step', step)
    return this.signed(step, definition, all, args =>
      plugIn === undefined ? call(step, args) : call('eip', [this.calledOf(plugIn, args)]),
    )
  }

  private choice({ when = [], otherwise, ...rest }: Options, fields: Fields): Doc {
    const branches = (when as readonly Options[]).map(({ expression, steps, ...more }) =>
      call('when', [this.expression(expression as ExpressionModel), ...this.clause(steps, more, fields['when']!.item!.fields!)]),
    )
    const { steps, ...more } = (otherwise ?? {}) as Options
    const last = otherwise === undefined ? [] : [call('otherwise', this.clause(steps, more, fields['otherwise']!.fields!))]
    const body: Doc = { kind: 'chain', base: 'choice', calls: [...branches, ...last] }
    return call('choice', [{ kind: 'arrow', parameter: 'choice', body }, ...this.further(rest, fields)])
  }

  private doTry({ steps, doCatch = [], doFinally, ...rest }: Options, fields: Fields): Doc {
    const caught = (doCatch as readonly Options[]).map(({ exception, steps: inner, ...more }) =>
      call('doCatch', [
        this.positional('exception', exception, fields['doCatch']!.item!.fields!['exception']!),
        ...this.clause(inner, more, fields['doCatch']!.item!.fields!),
      ]),
    )
    const { steps: inner, ...more } = (doFinally ?? {}) as Options
    const last = doFinally === undefined ? [] : [call('doFinally', this.clause(inner, more, fields['doFinally']!.fields!))]
    const clauses: Doc = { kind: 'arrow', parameter: 'clauses', body: { kind: 'chain', base: 'clauses', calls: [...caught, ...last] } }
    return call('doTry', [this.block((steps ?? []) as readonly StepModel[]), clauses, ...this.further(rest, fields)])
  }

  /** The last arguments of a clause: its steps, where it has some, and what else it says. */
  private clause(steps: unknown, more: Options, fields: Fields): Doc[] {
    const further = this.further(more, fields)
    if (steps !== undefined) return [this.block(steps as readonly StepModel[]), ...further]
    return further.length === 0 ? [] : ['undefined', ...further]
  }

  private further(options: Options, fields: Fields): Doc[] {
    return Object.keys(options).length === 0 ? [] : [this.options(options, fields)]
  }

  private block(steps: readonly StepModel[]): Doc {
    return { kind: 'arrow', parameter: 'steps', body: { kind: 'chain', base: 'steps', calls: steps.map(step => this.step(step)) } }
  }

  private options(options: Options, fields: Fields): Doc {
    return object(
      Object.entries(options).map(([name, value]) => [name, this.value(value, fields[name] ?? (NODE.has(name) ? nodeField(name) : ANY))]),
    )
  }

  private value(value: unknown, field: Field): Doc {
    switch (field.kind) {
      case 'expression':
      case 'predicate':
        return this.expression(value as ExpressionModel)
      case 'steps':
      case 'branches':
        return this.block(value as readonly StepModel[])
      case 'dataFormat':
        return this.format(value as DataFormatModel)
      case 'group':
        return this.options(value as Options, field.fields!)
      case 'list':
        return list((value as readonly unknown[]).map(each => this.listed(each, field)))
      case 'map':
        return free(value)
      case 'value':
        return anything(value)
      default:
        return scalar(String(value), field)
    }
  }

  private listed(value: unknown, { item, wrapped }: Field): Doc {
    return wrapped === undefined ? this.value(value, item!) : this.element({ element: wrapped, options: value as Options, routesBefore: 0 })
  }

  private expression({ language, expression, options = {} }: ExpressionModel): Doc {
    const definition = this.catalog.languages.get(language)
    const fields: Fields = { ...COMMON_LANGUAGE, ...definition?.fields }
    const name = definition?.shorthand
    const { [name ?? '']: shorthand, ...others } = options
    const text = expression === '' && shorthand !== undefined ? String(shorthand) : expression
    const rest = text === expression ? options : others
    const isKnown = definition !== undefined && Object.keys(rest).every(each => isTyped(fields, each) && each !== name)
    if (!isKnown) return this.called('expression', [literal(language), literal(text), this.options(rest, fields)])
    const args = [literal(text), ...this.further(rest, fields)]
    const plugIn = this.plugIns.called('language', language)
    return plugIn === undefined ? this.called(languageFunction(language), args) : this.calledOf(plugIn, args)
  }

  private format({ format, options }: DataFormatModel): Doc {
    const fields = this.catalog.formats.get(format)?.fields
    if (fields === undefined || !Object.keys(options).every(each => each === 'id' || isTyped(fields, each)))
      return this.called('dataFormat', [literal(format), this.options(options, fields ?? {})])
    const plugIn = this.plugIns.called('format', format)
    const args = this.further(options, fields)
    return plugIn === undefined ? this.called(format, args) : this.calledOf(plugIn, args)
  }

  /** An endpoint by the function of its scheme; by its URI where that does not know what it says. */
  private endpoint(uri: string, parameters: Options, end: 'source' | 'sink'): Doc {
    const [scheme = ''] = /^[\w+.-]+/.exec(uri) ?? []
    const connector = this.catalog.connectors.get(scheme)
    const fields: Fields | undefined = connector?.[end]?.fields
    const begin = connector && uriBegin(connector.syntax, scheme)
    const path = begin !== undefined && uri.startsWith(begin) ? uri.slice(begin.length) : ''
    const isKnown = fields !== undefined && path !== '' && !/[?\n]/.test(path) && !path.startsWith('//') && isComplete(fields, parameters)
    if (isKnown && Object.keys(parameters).every(each => isTyped(fields, each)))
      return this.endpointOf(scheme, [literal(path), ...this.further(parameters, fields)])
    return Object.keys(parameters).length === 0 ? literal(uri) : this.called('endpoint', [literal(uri), free(parameters)])
  }

  private endpointOf(scheme: string, args: readonly Doc[]): Doc {
    const plugIn = this.plugIns.called('endpoint', scheme)
    return plugIn === undefined ? this.called(endpointFunction(scheme), args) : this.calledOf(plugIn, args)
  }

  /** A call of a function for something of a plug-in. */
  private calledOf(name: string, args: readonly Doc[]): Doc {
    this.ofPlugIns.add(name)
    return call(name, args)
  }

  private called(name: string, args: readonly Doc[]): Doc {
    this.imports.add(name)
    return call(name, args)
  }
}

const ANY: Field = { kind: 'value', describe: '', build: raw => raw }

function nodeField(name: string): Field {
  return { kind: name === 'disabled' ? 'boolean' : 'text', describe: '', build: raw => raw }
}

/** Whether the types of options have one. */
function isTyped(fields: Fields, name: string): boolean {
  return Object.hasOwn(fields, name) && fields[name]!.unsupported === undefined
}

function isComplete(fields: Fields, given: Options): boolean {
  return Object.entries(fields).every(([name, field]) => !field.required || field.unsupported !== undefined || given[name] !== undefined)
}

function asRoute(options: Options): RouteModel {
  const { id, from, ...rest } = options as { id?: string; from: Options }
  const { steps = [], ...source } = from as { steps?: readonly StepModel[] } & Options
  return { ...(id !== undefined && { id }), from: source as never, steps, options: rest }
}

const DURATION = /^(?:\d+(?:ms|s|m|h|d)|\d+m\d+s|\d+h\d+m(?:\d+s)?|\d+d\d+h|P\w*)$/
const NUMBER = /^(?:0|-?[1-9]\d{0,14})(?:\.\d*[1-9])?$/

/** A text as the type of its option has it; one that the type does not know is given all the same. */
function scalar(text: string, field: Field): Doc {
  const { kind, choices } = field
  if (kind === 'text' || kind === 'bean' || text.includes('{{')) return literal(text)
  if ((kind === 'integer' || kind === 'number' || kind === 'duration') && NUMBER.test(text)) return text
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text
  const isKnown = (kind === 'choice' && choices!.includes(text)) || (kind === 'duration' && DURATION.test(text))
  return isKnown ? literal(text) : `${literal(text)} as never`
}

function free(value: unknown): Doc {
  if (typeof value === 'object' && value !== null) return object(Object.entries(value).map(([name, each]) => [name, free(each)]))
  const text = String(value)
  return text === 'true' || text === 'false' || NUMBER.test(text) ? text : literal(text)
}

function anything(value: unknown): Doc {
  if (Array.isArray(value)) return list(value.map(anything))
  if (typeof value === 'object' && value !== null) return object(Object.entries(value).map(([name, each]) => [name, anything(each)]))
  return typeof value === 'string' ? literal(value) : String(value)
}
