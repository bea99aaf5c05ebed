import { convert } from '../../converters/index.ts'
import { javaClassOf } from '../../converters/java-class.ts'
import { isNumber } from '../../core/values.ts'
import { Call, type Code } from './code.ts'
import { convertTo } from './evaluate.ts'
import { failure, wrapped } from './failure.ts'

/** `++` and `--`: the value one higher or lower, of the same type as before (a text stays text). */
export function compileUnary(left: Code, operator: string, text: string): Code {
  const step = operator === '++' ? 1n : -1n
  return new Unary(exchange => {
    const value = left.run(exchange)
    const number = convertTo(value, 'java.lang.Number', exchange)
    if (!isNumber(number))
      throw wrapped('RuntimeCamel', failure('CamelExchange', `Cannot evaluate ${text} as a number on the exchange: ${exchange}`))
    const result = BigInt.asIntN(64, wholeOf(number) + step)
    return convert(Number.isSafeInteger(Number(result)) ? Number(result) : result, javaClassOf(value), exchange)
  })
}

class Unary extends Call {
  override readonly isRaw = false
}

function wholeOf(number: number | bigint | Number): bigint {
  if (typeof number === 'bigint') return number
  const whole = Math.trunc(Number(number))
  return Number.isFinite(whole) ? BigInt(whole) : 0n
}
