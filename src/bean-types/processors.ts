import { mandatoryBody } from '../converters/index.ts'
import type { Exchange } from '../core/exchange.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'

const convertBody = defineBeanType({
  names: ['org.apache.camel.support.processor.ConvertBodyProcessor'],
  summary: 'A processor that converts the body to the type in its constructor argument.',
  fields: {},
  create:
    (_options, { constructorArguments: [type = 'java.lang.String'] }) =>
    (exchange: Exchange) => {
      exchange.body = mandatoryBody(exchange, String(type))
    },
})

/** Camel's processors that may be given as beans (`process`, `onPrepare`). */
export const processors: readonly BeanTypeDefinition[] = [convertBody]
