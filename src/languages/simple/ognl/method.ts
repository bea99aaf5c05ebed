import type { Exchange } from '../../../core/exchange.ts'

/** A method of a Java class, as far as routes can call it. */
export interface JavaMethod {
  readonly name: string
  /** Full names of the parameters' types. */
  readonly parameters: readonly string[]
  readonly varargs: boolean
  readonly returnsNothing: boolean
  /** Absent where Java has the method, but Kafila has not: it takes part in choosing among overloads all the same. */
  readonly invoke: Invoke | undefined
}

// Each table knows the types of its own methods; callers convert arguments to `parameters` first.
// biome-ignore lint/suspicious/noExplicitAny: the arguments' types differ per method
type Invoke = (self: any, ...args: any[]) => unknown

const SHORT: Readonly<Record<string, string>> = {
  String: 'java.lang.String',
  Object: 'java.lang.Object',
  CharSequence: 'java.lang.CharSequence',
  Integer: 'java.lang.Integer',
  Long: 'java.lang.Long',
  Double: 'java.lang.Double',
  Boolean: 'java.lang.Boolean',
  Class: 'java.lang.Class',
  Throwable: 'java.lang.Throwable',
  Collection: 'java.util.Collection',
  List: 'java.util.List',
  Map: 'java.util.Map',
  Date: 'java.util.Date',
  Locale: 'java.util.Locale',
  'Object[]': 'java.lang.Object[]',
  'String[]': 'java.lang.String[]',
}

/**
 * A table of methods by their signatures: `'substring(int,int)': (text, begin, end) => …`. `format(String,Object...)` has variable
 * arguments, `void clear()` returns nothing, `undefined` stands for what cannot be called here.
 */
export function methods(table: Readonly<Record<string, Invoke | undefined>>): readonly JavaMethod[] {
  return Object.entries(table).map(([signature, invoke]) => {
    const [, nothing, name, types] = /^(void )?(\w+)\((.*)\)$/.exec(signature)!
    const varargs = types!.endsWith('...')
    const parameters =
      types === ''
        ? []
        : types!
            .replace(/\.\.\.$/, '[]')
            .split(',')
            .map(type => SHORT[type] ?? type)
    return { name: name!, parameters, varargs, returnsNothing: nothing !== undefined, invoke }
  })
}

/** The name under which a getter is called for short: `name` for `getName`; `undefined` for other methods. */
export function getterName({ name, parameters, returnsNothing }: JavaMethod): string | undefined {
  const property = parameters.length === 0 && !returnsNothing ? /^(?:get|is)(\p{Lu}.*)$/su.exec(name)?.[1] : undefined
  return property === undefined ? undefined : property[0]!.toLowerCase() + property.slice(1)
}

/** A call of a method on a value: what is called, with the text of its arguments where it has parentheses. */
export interface MethodCall {
  /** As written: `substring(1,2)`, `length`. */
  readonly source: string
  readonly self: unknown
  readonly exchange: Exchange
  /** Tells this call from others of its expression, where its result may be waited for. */
  readonly site: object | undefined
}

/** Evaluates the text of an argument as an expression. */
export type EvaluateText = (text: string, exchange: Exchange) => unknown
