import { aggregate } from '../eips/aggregate.ts'
import { bean } from '../eips/bean.ts'
import { choice } from '../eips/choice.ts'
import { circuitBreaker } from '../eips/circuit-breaker.ts'
import { claimCheck } from '../eips/claim-check.ts'
import { convertBodyTo } from '../eips/convert-body-to.ts'
import { convertHeaderTo } from '../eips/convert-header-to.ts'
import { convertVariableTo } from '../eips/convert-variable-to.ts'
import { delay } from '../eips/delay.ts'
import { doTry } from '../eips/do-try.ts'
import { dynamicRouter } from '../eips/dynamic-router.ts'
import { enrich } from '../eips/enrich.ts'
import { filter } from '../eips/filter.ts'
import { idempotentConsumer } from '../eips/idempotent-consumer.ts'
import { kamelet } from '../eips/kamelet.ts'
import { loadBalance } from '../eips/load-balance.ts'
import { log } from '../eips/log.ts'
import { loop } from '../eips/loop.ts'
import { marshal } from '../eips/marshal.ts'
import { multicast } from '../eips/multicast.ts'
import { pipeline } from '../eips/pipeline.ts'
import { poll } from '../eips/poll.ts'
import { pollEnrich } from '../eips/poll-enrich.ts'
import { process } from '../eips/process.ts'
import { recipientList } from '../eips/recipient-list.ts'
import { removeHeader } from '../eips/remove-header.ts'
import { removeHeaders } from '../eips/remove-headers.ts'
import { removeProperties } from '../eips/remove-properties.ts'
import { removeProperty } from '../eips/remove-property.ts'
import { removeVariable } from '../eips/remove-variable.ts'
import { resequence } from '../eips/resequence.ts'
import { rollback } from '../eips/rollback.ts'
import { routingSlip } from '../eips/routing-slip.ts'
import { saga } from '../eips/saga.ts'
import { sample } from '../eips/sample.ts'
import { script } from '../eips/script.ts'
import { setBody } from '../eips/set-body.ts'
import { setExchangePattern } from '../eips/set-exchange-pattern.ts'
import { setHeader } from '../eips/set-header.ts'
import { setHeaders } from '../eips/set-headers.ts'
import { setProperty } from '../eips/set-property.ts'
import { setVariable } from '../eips/set-variable.ts'
import { setVariables } from '../eips/set-variables.ts'
import { sort } from '../eips/sort.ts'
import { split } from '../eips/split.ts'
import { step } from '../eips/step.ts'
import { stop } from '../eips/stop.ts'
import { threads } from '../eips/threads.ts'
import { throttle } from '../eips/throttle.ts'
import { throwException } from '../eips/throw-exception.ts'
import { to } from '../eips/to.ts'
import { toD } from '../eips/to-d.ts'
import { transform } from '../eips/transform.ts'
import { transformDataType } from '../eips/transform-data-type.ts'
import { unmarshal } from '../eips/unmarshal.ts'
import { validate } from '../eips/validate.ts'
import { wireTap } from '../eips/wire-tap.ts'
import type { AnyStep } from '../kit/catalog.ts'

/** All EIPs, sorted by name. */
export const steps: readonly AnyStep[] = [
  aggregate,
  bean,
  choice,
  circuitBreaker,
  claimCheck,
  convertBodyTo,
  convertHeaderTo,
  convertVariableTo,
  delay,
  doTry,
  dynamicRouter,
  enrich,
  filter,
  idempotentConsumer,
  kamelet,
  loadBalance,
  log,
  loop,
  marshal,
  multicast,
  pipeline,
  poll,
  pollEnrich,
  process,
  recipientList,
  removeHeader,
  removeHeaders,
  removeProperties,
  removeProperty,
  removeVariable,
  resequence,
  rollback,
  routingSlip,
  saga,
  sample,
  script,
  setBody,
  setExchangePattern,
  setHeader,
  setHeaders,
  setProperty,
  setVariable,
  setVariables,
  sort,
  split,
  step,
  stop,
  threads,
  throttle,
  throwException,
  to,
  toD,
  transform,
  transformDataType,
  unmarshal,
  validate,
  wireTap,
]
