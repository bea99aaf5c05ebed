import { errors } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import { Exchange } from '../core/exchange.ts'
import type { Predicate, StepEmitter } from '../core/expression.ts'
import { nothing, type Step } from '../core/step.ts'
import { untilReady } from '../core/suspension.ts'
import { type BuildScope, boolean, buildFields, type Field, group, list, makeAll, predicate, steps } from '../kit/field.ts'
import { defineStep, type StepContext } from '../kit/step.ts'

/** A branch whose parts are built when they are asked for: a precondition leaves those that lose unbuilt. */
interface Branch {
  readonly disabled: boolean
  predicate(): Predicate
  steps(): Step
}

interface When {
  readonly predicate: Predicate
  readonly steps: Step
}

type Raw = Readonly<Record<string, unknown>>

const whenFields = {
  expression: predicate({ describe: 'The branch is taken when this is true.', required: true }),
  steps: steps({ describe: 'Run when this is the first branch whose predicate is true.' }),
}
const otherwiseFields = { steps: steps({ describe: 'Run when no branch matches.' }) }

const whenField: Field<readonly Branch[]> = {
  ...list(group(whenFields, { describe: 'A branch with its predicate.' }), { describe: 'The branches, looked at in their order.' }),
  build: (raw, scope) => ((raw ?? []) as readonly Raw[]).map((each, index) => branch(each, ['when', String(index)], scope)),
}

const otherwiseField: Field<Branch | undefined> = {
  ...group(otherwiseFields, { describe: 'What runs when no branch matches.' }),
  build: (raw, scope) => (raw === undefined || raw === null ? undefined : branch(raw as Raw, ['otherwise'], scope)),
}

export const choice = defineStep({
  name: 'choice',
  summary: 'Runs the steps of the first branch whose predicate is true, or those of `otherwise`.',
  category: 'routing',
  computes: true,
  notes: [
    'Where no branch matches and there is no `otherwise`, the message goes on unchanged. The route goes on behind the choice in any case.',
    'A predicate that fails is a failure of the choice: no branch runs.',
  ],
  fields: {
    when: whenField,
    otherwise: otherwiseField,
    precondition: boolean({
      describe:
        'Whether the branch is chosen once, when the route is built; predicates may then only use properties, and the other branches are not looked at.',
      default: false,
    }),
  },
  examples: [
    {
      title: 'Orders by country',
      yaml: `- from:
    uri: direct:start
    steps:
      - choice:
          when:
            - simple: "\${header.country} == 'NO'"
              steps:
                - to: mock:norway
            - simple: "\${header.country} == 'SE'"
              steps:
                - to: mock:sweden
          otherwise:
            steps:
              - to: mock:abroad
      - to: mock:all
`,
    },
  ],
  compile({ when, otherwise, precondition }, context) {
    if (precondition) return chosenOnce(when, otherwise, context)
    const built = makeAll(when, each => {
      const [predicate, steps] = makeAll([each.predicate, each.steps] as const, make => make()) as [Predicate, Step]
      return { predicate, steps, disabled: each.disabled }
    })
    const whens = built.filter(each => !each.disabled)
    const other = otherwise?.steps()
    const last = otherwise?.disabled ? nothing : (other ?? nothing)
    const step: Step = exchange => choose(whens, last, exchange, 0)
    if (whens.some(each => each.predicate.emit === undefined)) return step
    return Object.assign(step, { emit: (emitter: StepEmitter) => emitChoice(whens, last, emitter) })
  },
})

function branch(raw: Raw, path: readonly string[], scope: BuildScope): Branch {
  const inside = <T>(make: () => T): T => {
    try {
      return make()
    } catch (error) {
      const reason = exceptionMessage(error)
      throw path.reduceRight<unknown>((cause, option) => errors.KF_FIELD_INVALID({ option, reason }, { cause }), error)
    }
  }
  return {
    disabled: scope.text(String(raw['disabled'] ?? 'false')) === 'true',
    predicate: () => inside(() => buildFields({ expression: whenFields.expression }, raw, scope).expression),
    steps: () => inside(() => buildFields({ steps: whenFields.steps }, raw, scope).steps),
  }
}

/** The branches as `if … else if … else`. */
function emitChoice(whens: readonly When[], last: Step, emitter: StepEmitter): string {
  const branches = whens.map(({ predicate, steps }) => `if (${predicate.emit!(emitter)}) { ${emitter.call(steps)} }`)
  return [...branches, `{ ${emitter.call(last)} }`].join(' else ')
}

/** Looks at the branches from `start` on; goes on later where a predicate has to wait. */
function choose(whens: readonly When[], last: Step, exchange: Exchange, start: number): void | Promise<void> {
  for (let i = start; i < whens.length; i++) {
    const { predicate, steps } = whens[i]!
    // the first may begin again with the step as a whole; behind it only the one that had to wait
    const matched = i === 0 ? predicate(exchange) : untilReady(() => predicate(exchange))
    if (matched instanceof Promise) return matched.then(yes => (yes ? steps(exchange) : choose(whens, last, exchange, i + 1)))
    if (matched) return steps(exchange)
  }
  return last(exchange)
}

function chosenOnce(whens: readonly Branch[], otherwise: Branch | undefined, context: StepContext): Step {
  // while a route is built its template's parameters are properties, too
  const probe = new Exchange({ ...context.services, property: name => context.text(`{{?${name}}}`) })
  for (const each of whens) {
    if (each.disabled) continue
    const matched = each.predicate()(probe)
    if (matched instanceof Promise)
      throw errors.KF_ROUTE_INVALID({ what: 'choice', reason: 'the predicate of a precondition may not wait' })
    if (matched) return each.steps()
  }
  return otherwise === undefined || otherwise.disabled ? nothing : otherwise.steps()
}
