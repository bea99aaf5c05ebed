import { comment, OptionTypes, pascal } from '../../../src/dsl/generate/option-types.ts'
import { signatureOf } from '../../../src/dsl/signature.ts'
import type { AnyStep } from '../../../src/kit/catalog.ts'

/** What the types of a step say beyond its declaration: what body and headers are behind it, and of what its steps begin. */
interface StepTypes {
  /** Type parameters of its method. */
  readonly generics?: string
  /** Types of what is given by position. */
  readonly positional?: Readonly<Record<string, string>>
  /** Options that are typed here instead, with their type. */
  readonly options?: { readonly without: readonly string[]; readonly and?: string; readonly body?: string }
  /** The type of the function of its steps. */
  readonly block?: string
  /** The type of the chain behind it. Default: unchanged. */
  readonly result?: string
  /** Signatures that are no method of this form; the body is written elsewhere. */
  readonly written?: string
}

const KEPT = 'Steps<B, H>'
const REPLACED: StepTypes = { generics: 'Out = unknown', result: 'Steps<Out, H>' }
const REPLIED: StepTypes = { generics: 'Reply = B', result: 'Steps<Reply, H>' }
const joined = (from: string) => ({ without: ['aggregationStrategy'], and: `StrategyOption<${from}, Out>` })

const TYPES: Readonly<Record<string, StepTypes>> = {
  aggregate: {
    generics: 'Out',
    positional: { aggregationStrategy: 'string | Strategy<B, Out>' },
    options: { without: [], body: 'B | NoInfer<Out>' },
    block: 'Block<Out, H>',
  },
  bean: { generics: 'Out = unknown', positional: { ref: 'Bean' }, result: 'Steps<Out, H>' },
  choice: {
    written: `  choice<R>(branches: (choice: ChoiceClauses<B, H>) => CompleteChoice<R>, options?: ChoiceOptions): Steps<R, H>
  choice<R>(branches: (choice: ChoiceClauses<B, H>) => ChoiceClauses<B, H, R>, options?: ChoiceOptions): Steps<B | R, H>
  choice(branches: (choice: ChoiceClauses<B, H>) => unknown, options: ChoiceOptions = {}): never {
    return this.choiceOf(branches, { ...options }, this.choice)
  }
`,
    options: { without: ['when', 'otherwise'] },
  },
  circuitBreaker: { generics: 'R', block: 'Block<B, H, R>', result: 'Steps<R, H>' },
  claimCheck: { generics: 'Out = unknown', options: joined('unknown'), result: 'Steps<Out, H>' },
  convertBodyTo: { generics: 'const N extends string', positional: { type: 'N' }, result: 'Steps<Converted<N>, H>' },
  delay: { positional: { expression: 'Expression<B, H> | number' } },
  doTry: {
    written: `  doTry<R, C>(steps: Block<B, H, R>, clauses: (clauses: TryClauses<H>) => TryClauses<H, C>, options?: DoTryOptions): Steps<R | C, H> {
    return this.doTryOf(steps, clauses, { ...options }, this.doTry)
  }
`,
    options: { without: ['steps', 'doCatch', 'doFinally'] },
  },
  dynamicRouter: REPLACED,
  enrich: { ...REPLACED, positional: { expression: 'Expression<B, H> | SinkEndpoint' }, options: joined('unknown') },
  filter: { generics: 'R', block: 'Block<B, H, R>', result: 'Steps<B | R, H>' },
  idempotentConsumer: { generics: 'R', block: 'Block<B, H, R>', result: 'Steps<B | R, H>' },
  kamelet: REPLIED,
  loadBalance: REPLACED,
  loop: { generics: 'R', positional: { expression: 'Expression<B, H> | number' }, block: 'Block<B, H, R>', result: 'Steps<B | R, H>' },
  marshal: { result: 'Steps<unknown, H>' },
  multicast: { ...REPLACED, options: joined('unknown') },
  pipeline: { generics: 'R', block: 'Block<B, H, R>', result: 'Steps<R, H>' },
  poll: { generics: 'Out = unknown', positional: { uri: 'string | SourceEndpoint' }, result: 'Steps<Out, H>' },
  pollEnrich: { ...REPLACED, positional: { expression: 'Expression<B, H> | SourceEndpoint' }, options: joined('unknown') },
  process: { generics: 'Out = B', positional: { ref: 'string | BodyProcessor<B, Out, H>' }, result: 'Steps<Out, H>' },
  recipientList: { ...REPLACED, options: joined('unknown') },
  removeHeader: { generics: 'const N extends string', positional: { name: 'N' }, result: 'Steps<B, Omit<H, N>>' },
  removeHeaders: { result: 'Steps<B, NoHeaders>' },
  routingSlip: REPLACED,
  saga: { generics: 'R = B', block: 'Block<B, H, R>', result: 'Steps<R, H>' },
  setBody: { generics: 'R', positional: { expression: 'Expression<B, H, R>' }, result: 'Steps<R, H>' },
  setHeader: {
    generics: 'const N extends string, V',
    positional: { name: 'N', expression: 'Expression<B, H, V>' },
    result: 'Steps<B, WithHeader<H, N, V>>',
  },
  setHeaders: {
    written: `  setHeaders<V extends object>(headers: { readonly [N in keyof V]: Expression<B, H, V[N]> }, options?: SetHeadersOptions): Steps<B, Omit<H, keyof V> & Readonly<V>>
  setHeaders(headers: readonly { readonly name: string; readonly expression: Expression<B, H> }[], options?: SetHeadersOptions): Steps<B, H>
  setHeaders(headers: object, options?: SetHeadersOptions): never {
    return this.with('setHeaders', [headers, options], this.setHeaders)
  }
`,
    options: { without: ['headers'] },
  },
  split: {
    generics: 'P, Out = B',
    positional: { expression: 'Expression<B, H, P>' },
    options: joined('PartOf<P>'),
    block: 'Block<PartOf<P>, H>',
    result: 'Steps<Out, H>',
  },
  step: { generics: 'R', block: 'Block<B, H, R>', result: 'Steps<R, H>' },
  throttle: { positional: { expression: 'Expression<B, H> | number' } },
  toD: REPLIED,
  to: REPLIED,
  transform: { generics: 'R', positional: { expression: 'Expression<B, H, R>' }, result: 'Steps<R, H>' },
  transformDataType: REPLACED,
  unmarshal: { generics: 'T', positional: { dataFormatType: 'DataFormatValue<T>' }, result: 'Steps<T, H>' },
}

/** The class whose methods are the steps, with the interfaces of their options. */
export function stepsModule(steps: readonly AnyStep[]): string {
  const types = new OptionTypes()
  const methods = steps.filter(step => step.inside === undefined).map(step => method(step, TYPES[step.name] ?? {}, types))
  return `// Generated from the declarations of the EIPs by \`npm run generate\`. Do not edit.
import type { ChoiceClauses, CompleteChoice, TryClauses } from './clauses.ts'
import { StepChain } from './step-chain.ts'
import type {
  AnyHeaders,
  Bean,
  BodyProcessor,
  Condition,
  Converted,
  Duration,
  ExchangeFunction,
  Expression,
  NoHeaders,
  NodeOptions,
  NoOptions,
  Parameters,
  PartOf,
  Placeholder,
  Strategy,
  StrategyOption,
  WithHeader,
} from './types.ts'
import type { DataFormatValue, PlugInStep, SinkEndpoint, SourceEndpoint } from './values.ts'

/** A function that adds steps to an empty chain and gives the chain. */
export type Block<B = unknown, H = NoHeaders, R = unknown> = (steps: Steps<B, H>) => Steps<R, AnyHeaders>

${types.text()}
/**
 * Steps one after the other: \`B\` is the type of the body behind the last of them, \`H\` that of the headers whose names and types are known.
 * Each method adds a step and gives a new chain.
 */
export class Steps<B = unknown, H = NoHeaders> extends StepChain {
  /** A step of a plug-in: what its function has made, which \`kafila config types\` writes. \`Out\` is the body behind it. */
  eip<Out>(step: PlugInStep<B, H, Out>): Steps<Out, H>
  /** A step of a plug-in: what its function has made, which \`kafila config types\` writes. \`Out\` is the body behind it, as you say. */
  eip<Out>(step: PlugInStep<B, H>): Steps<Out, H>
  /** A step of a plug-in, or with options that the types do not know, by its name. \`Out\` is the body behind it. */
  eip<Out = unknown>(name: string, options?: { readonly [option: string]: unknown }): Steps<Out, H>
  eip(step: string | PlugInStep<B, H>, options: { readonly [option: string]: unknown } = {}): never {
    return typeof step === 'string' ? this.named(step, options, this.eip) : this.made(step)
  }

${methods.join('\n')}}
`
}

function method(step: AnyStep, spec: StepTypes, types: OptionTypes): string {
  const { name, fields } = step
  const { positional, block } = signatureOf(step)
  const interfaceName = `${pascal(name)}Options`
  const without = [...positional, ...(block === undefined ? [] : [block]), ...(spec.options?.without ?? [])]
  const plain = types.of(interfaceName, fields, { without, common: 'node' })
  const bodied = spec.options?.body === undefined ? plain : plain.replace('<B, H>', `<${spec.options.body}, H>`)
  const options = spec.options?.and === undefined ? bodied : `${bodied} & ${spec.options.and}`
  if (spec.written !== undefined) return documented(step, [], spec.written)
  const given = positional.map(each => {
    const field = fields[each]!
    const type = spec.positional?.[each] ?? types.type(interfaceName, each, field)
    return { text: `${each}${field.required ? '' : '?'}: ${type}${field.required ? '' : ' | undefined'}`, name: each }
  })
  const generics = spec.generics === undefined ? '' : `<${spec.generics}>`
  const result = spec.result ?? KEPT
  const signature = (parts: readonly string[]) => `  ${name}${generics}(${parts.join(', ')}): ${result}`
  const positions = given.map(each => each.text)
  const params = given.map(each => each.name)
  if (block === undefined) {
    const head = signature([...positions, `options?: ${options}`])
    return documented(
      step,
      positional,
      `${head} {\n    return this.with('${name}', [${[...params, 'options'].join(', ')}], this.${name})\n  }\n`,
    )
  }
  const type = spec.block ?? (fields['steps']!.kind === 'branches' ? 'Block<B, H>' : 'Block<B, H>')
  const isRequired = fields['steps']!.required === true
  const required = given.map(each => each.text.replace('?:', ':'))
  const heads = [
    signature([...positions, `steps${isRequired ? '' : '?'}: ${type}`]),
    signature([...required, `options: ${options}`, `steps${isRequired ? '' : '?'}: ${type}`]),
  ]
  const loose = [...given.map(each => `${each.name}: unknown`), 'second?: unknown', 'third?: unknown'].join(', ')
  return documented(
    step,
    positional,
    `${heads.join('\n')}\n  ${name}(${loose}): never {\n    return this.with('${name}', [${[...params, 'second', 'third'].join(', ')}], this.${name})\n  }\n`,
  )
}

function documented({ summary, notes = [], fields }: AnyStep, positional: readonly string[], text: string): string {
  const params = positional.map(each => `@param ${each} ${fields[each]!.describe}`)
  return `${comment({ describe: [summary, ...notes.slice(0, 2)].join(' ') }, '  ', params)}${text}`
}
