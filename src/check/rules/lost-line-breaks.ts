import { allRoutes, allSteps, type CheckInput, type Rule } from '../rule.ts'

/**
 * Parameters of an endpoint whose line breaks are lost: as in Camel they become part of its URI, which is one line. Told where that
 * leaves nothing, or joins two words (`SELECT a` and `FROM b`); elsewhere lines mostly mean the same without their breaks.
 */
export const lostLineBreaks: Rule = (input, report) => {
  for (const parameters of allParameters(input)) {
    for (const [name, value] of Object.entries(parameters)) {
      if (typeof value !== 'string' || !isBroken(value)) continue
      const reason = 'parameters are read as one line, without the blanks around its breaks'
      report('KF_ROUTE_NO_EFFECT', { what: `the line break in ${name}`, reason }, input.positions.value(parameters, name), {
        severity: 'warning',
        fix: 'write %0A where the value needs a line break; > instead of | joins the lines of a YAML block by blanks',
      })
    }
  }
}

function isBroken(value: string): boolean {
  return value.includes('\n') && (value.trim() === '' || /[\p{L}\p{N}_]\s*\n\s*[\p{L}\p{N}_]/u.test(value))
}

function* allParameters(input: CheckInput): Generator<object> {
  for (const route of allRoutes(input)) yield* objects(route.from.parameters)
  for (const step of allSteps(input)) yield* objects(step.options['parameters'])
}

function* objects(parameters: unknown): Generator<object> {
  if (typeof parameters === 'object' && parameters !== null) yield parameters
}
