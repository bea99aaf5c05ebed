import { Call } from '../code.ts'
import { callWith } from '../custom-functions.ts'
import { failure } from '../failure.ts'
import { removeQuotes, stripQuotes, trim } from '../java-text.ts'
import { type Factory, QUOTED } from './call.ts'

/** `function(name)` and `function(name, input)`: a function of an init block, or a bean, with the input (or the body) as its body. */
export const customFunction: Factory = call => {
  const syntax = '${function(name)} or ${function(name,exp)}'
  const tokens = call.split(call.required(syntax), QUOTED)
  if (tokens.length < 1 || tokens.length > 2) call.fail(syntax)
  const name = trim(removeQuotes(tokens[0]!))
  const run = call.compiler.custom.find(name)
  if (run === undefined) throw failure('IllegalArgument', `No custom simple function with name: ${name}`)
  const input = call.compiler.argument(tokens[1] === undefined ? '${body}' : stripQuotes(trim(tokens[1]))).run
  return new Call(exchange => callWith(run, input(exchange), exchange))
}
