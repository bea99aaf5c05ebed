// Generated from the declarations of the EIPs by `npm run generate`. Do not edit.
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

export interface AggregateOptimisticLockRetryPolicyOptions extends NodeOptions {
  /** Has no effect: there is one thread, so that no two messages change one group at the same time. */
  readonly maximumRetries?: number | Placeholder | undefined
  /** Has no effect: there is one thread, so that no two messages change one group at the same time. Default: `50`. */
  readonly retryDelay?: Duration | undefined
  /** Has no effect: there is one thread, so that no two messages change one group at the same time. Default: `1000`. */
  readonly maximumRetryDelay?: Duration | undefined
  /** Has no effect: there is one thread, so that no two messages change one group at the same time. Default: `true`. */
  readonly exponentialBackOff?: boolean | Placeholder | undefined
  /** Has no effect: there is one thread, so that no two messages change one group at the same time. Default: `false`. */
  readonly randomBackOff?: boolean | Placeholder | undefined
}

export interface AggregateOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** Method of the bean that is the strategy, where it is a plain object. */
  readonly aggregationStrategyMethodName?: string | undefined
  /** Whether that method is called where there is no old (or no new) message yet, with null. Default: `false`. */
  readonly aggregationStrategyMethodAllowNull?: boolean | Placeholder | undefined
  /** Completes the group when it is true for it, or for the message with eagerCheckCompletion. */
  readonly completionPredicate?: Condition<B, H> | undefined
  /** Number of messages that completes a group. */
  readonly completionSize?: number | Placeholder | undefined
  /** That number, from the group; instead of completionSize where it is above 0. */
  readonly completionSizeExpression?: Expression<B, H> | undefined
  /** Completes a group to which no message came for so long. */
  readonly completionTimeout?: Duration | undefined
  /** That time in milliseconds, from each message; instead of completionTimeout where it is above 0. */
  readonly completionTimeoutExpression?: Expression<B, H> | undefined
  /** How often groups are looked at for their time. Default: `1000`. */
  readonly completionTimeoutCheckerInterval?: Duration | undefined
  /** Completes all groups again and again after so long; not together with completionTimeout. */
  readonly completionInterval?: Duration | undefined
  /** Completes the groups with the last message of a batch (all files of one poll). Default: `false`. */
  readonly completionFromBatchConsumer?: boolean | Placeholder | undefined
  /** Completes all other groups when a new one begins. Default: `false`. */
  readonly completionOnNewCorrelationGroup?: boolean | Placeholder | undefined
  /** Whether conditions look at the message that came, not at the group. Default: `false`. */
  readonly eagerCheckCompletion?: boolean | Placeholder | undefined
  /** Whether a message without key goes on instead of failing. Default: `false`. */
  readonly ignoreInvalidCorrelationKeys?: boolean | Placeholder | undefined
  /** Later messages of a completed key fail; so many keys are remembered, 0 all. */
  readonly closeCorrelationKeyOnCompletion?: number | Placeholder | undefined
  /** Whether a group whose time is over is thrown away. Default: `false`. */
  readonly discardOnCompletionTimeout?: boolean | Placeholder | undefined
  /** Whether a group whose strategy fails is thrown away. Default: `false`. */
  readonly discardOnAggregationFailure?: boolean | Placeholder | undefined
  /** Whether unfinished groups are sent on when the route stops. Default: `false`. */
  readonly forceCompletionOnStop?: boolean | Placeholder | undefined
  /** As forceCompletionOnStop. Default: `false`. */
  readonly completeAllOnStop?: boolean | Placeholder | undefined
  /** Whether groups of one key are sent on without waiting for each other; those of different keys never wait. Default: `false`. */
  readonly parallelProcessing?: boolean | Placeholder | undefined
  /** A pool: its size bounds how many groups are on their way before the route waits. */
  readonly executorService?: Bean | undefined
  /** Has no effect: timers need no thread. */
  readonly timeoutCheckerExecutorService?: Bean | undefined
  /** A bean through which groups are completed or thrown away from outside. */
  readonly aggregateController?: Bean | undefined
  /** Where unfinished groups are kept: a store, or a repository. Default: in memory. */
  readonly aggregationRepository?: Bean | undefined
  /** Has no effect: there is one thread, so that no two messages change one group at the same time. Default: `false`. */
  readonly optimisticLocking?: boolean | Placeholder | undefined
  /** Has no effect: there is one thread, so that no two messages change one group at the same time. Default: `false`. */
  readonly optimisticLockingSyncRetry?: boolean | Placeholder | undefined
  /** Has no effect: there is one thread, so that no two messages change one group at the same time. */
  readonly optimisticLockRetryPolicy?: AggregateOptimisticLockRetryPolicyOptions | undefined
}

export interface BeanOptions extends NodeOptions {
  /** The method, with or without arguments. */
  readonly method?: string | undefined
  /** The class of the bean instead of its name: one that `beans` could name, or one whose static methods `class:` knows. */
  readonly beanType?: string | undefined
  /** Whether a bean given by `beanType` is made once, or anew for each call (Request, Prototype). Default: `Singleton`. */
  readonly scope?: 'Singleton' | 'Request' | 'Prototype' | Placeholder | undefined
}

export interface ChoiceOptions extends NodeOptions {
  /** Whether the branch is chosen once, when the route is built; predicates may then only use properties, and the other branches are not looked at. Default: `false`. */
  readonly precondition?: boolean | Placeholder | undefined
}

export interface CircuitBreakerResilience4jConfigurationOptions extends NodeOptions {
  /** Percentage of failed calls at which the circuit opens. Default 50. */
  readonly failureRateThreshold?: number | Placeholder | undefined
  /** How many calls are let through on trial. Default 10. */
  readonly permittedNumberOfCallsInHalfOpenState?: number | Placeholder | undefined
  /** Whether a call that is not let through fails, where there is no fallback; otherwise the route goes on with the message as it is. Default false. */
  readonly throwExceptionWhenHalfOpenOrOpenState?: boolean | Placeholder | undefined
  /** Size of the window: calls, or seconds. Default 100. */
  readonly slidingWindowSize?: number | Placeholder | undefined
  /** Whether the last calls are judged, or those of the last seconds. Default COUNT_BASED. */
  readonly slidingWindowType?: 'COUNT_BASED' | 'TIME_BASED' | Placeholder | undefined
  /** Has no effect: there is one thread. */
  readonly slidingWindowSynchronizationStrategy?: 'LOCK_FREE' | 'SYNCHRONIZED' | Placeholder | undefined
  /** With fewer calls nothing is judged; no more than the window of calls. Default 100. */
  readonly minimumNumberOfCalls?: number | Placeholder | undefined
  /** Has no effect: failures carry no Java stack. */
  readonly writableStackTraceEnabled?: boolean | Placeholder | undefined
  /** How long the circuit stays open before a trial. Default 60000. */
  readonly waitDurationInOpenState?: Duration | undefined
  /** Whether it turns half open when the wait is over, not only with the next call. Default false. */
  readonly automaticTransitionFromOpenToHalfOpenEnabled?: boolean | Placeholder | undefined
  /** How long the trial may last before the circuit opens again. Default 0: without end. */
  readonly maxWaitDurationInHalfOpenState?: Duration | undefined
  /** Percentage of slow calls at which the circuit opens. Default 100. */
  readonly slowCallRateThreshold?: number | Placeholder | undefined
  /** A call that takes longer is slow. Default 60000. */
  readonly slowCallDurationThreshold?: Duration | undefined
  /** Whether the number of calls at a time is bounded. Default false. */
  readonly bulkheadEnabled?: boolean | Placeholder | undefined
  /** How many calls there may be at a time. Default 25. */
  readonly bulkheadMaxConcurrentCalls?: number | Placeholder | undefined
  /** How long a call waits for its turn. Default 0. */
  readonly bulkheadMaxWaitDuration?: Duration | undefined
  /** Has no effect: who waits longest comes first. */
  readonly bulkheadFairCallHandlingEnabled?: boolean | Placeholder | undefined
  /** Has no effect: steps that wait never block. */
  readonly asynchronous?: boolean | Placeholder | undefined
  /** Whether calls have a time-out. Default false. */
  readonly timeoutEnabled?: boolean | Placeholder | undefined
  /** Has no effect: there is one thread. */
  readonly timeoutExecutorService?: string | undefined
  /** The time-out. Default 1000. */
  readonly timeoutDuration?: Duration | undefined
  /** Has no effect: steps that are too late run on, and what they make of the message is dropped. */
  readonly timeoutCancelRunningFuture?: boolean | Placeholder | undefined
  /** Has no effect: the runtime has metrics of its own. */
  readonly micrometerEnabled?: boolean | Placeholder | undefined
  /** The only exceptions that are failures, also where they are a cause; others are dropped and count as success. */
  readonly recordException?: string | readonly string[] | undefined
  /** Exceptions that neither count as failure nor as success, and are dropped. */
  readonly ignoreException?: string | readonly string[] | undefined
}

export interface CircuitBreakerFaultToleranceConfigurationOptions extends NodeOptions {
  /** How long the circuit stays open before a trial. Default 5000. */
  readonly delay?: Duration | undefined
  /** How many calls on trial have to go well for the circuit to close; the first that fails opens it again. Default 1. */
  readonly successThreshold?: number | Placeholder | undefined
  /** How many of the last calls are judged; with fewer nothing is. Default 20. */
  readonly requestVolumeThreshold?: number | Placeholder | undefined
  /** Percentage of failed calls at which the circuit opens. Default 50. */
  readonly failureRatio?: number | Placeholder | undefined
  /** Whether calls have a time-out; what they wait for their turn counts. Default false. */
  readonly timeoutEnabled?: boolean | Placeholder | undefined
  /** The time-out. Default 1000. */
  readonly timeoutDuration?: Duration | undefined
  /** Whether the number of calls at a time is bounded. Default false. */
  readonly bulkheadEnabled?: boolean | Placeholder | undefined
  /** How many calls there may be at a time. Default 10. */
  readonly bulkheadMaxConcurrentCalls?: number | Placeholder | undefined
  /** How many calls may wait for their turn. Default 10. */
  readonly bulkheadWaitingTaskQueue?: number | Placeholder | undefined
  /** Has no effect: there is one thread. */
  readonly threadOffloadExecutorService?: string | undefined
}

export interface CircuitBreakerOnFallbackOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** What is done instead where a call fails or is not let through. */
  readonly steps?: Block<B, H> | undefined
  /** Refused, as Camel does. Default: `false`. */
  readonly fallbackViaNetwork?: boolean | Placeholder | undefined
}

export interface CircuitBreakerOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** Bean with the configuration; options of the step itself go before it. */
  readonly configuration?: string | undefined
  /** Whether the route's error handler works on the breaker as a whole: it tries the call again, and sees its failure. Default: `false`. */
  readonly inheritErrorHandler?: boolean | Placeholder | undefined
  /** When the circuit opens and closes, and what bounds a call. */
  readonly resilience4jConfiguration?: CircuitBreakerResilience4jConfigurationOptions | undefined
  /** The same by the rules of MicroProfile Fault Tolerance; one of both is given. */
  readonly faultToleranceConfiguration?: CircuitBreakerFaultToleranceConfigurationOptions | undefined
  /** Steps that make the result where a call fails. Without any it counts as not given. */
  readonly onFallback?: CircuitBreakerOnFallbackOptions<B, H> | undefined
}

export interface ClaimCheckOptions extends NodeOptions {
  /** Name of what is kept, for Set, Get and GetAndRemove; a simple text. */
  readonly key?: string | undefined
  /** What comes back. */
  readonly filter?: string | undefined
  /** Method of the bean that is the strategy, where it is a plain object. */
  readonly aggregationStrategyMethodName?: string | undefined
}

export interface ConvertBodyToOptions extends NodeOptions {
  /** Whether a body that cannot become this type is a failure; otherwise it becomes null. A bad value is a failure in any case. Default: `true`. */
  readonly mandatory?: boolean | Placeholder | undefined
  /** Charset between bytes and text. */
  readonly charset?: string | undefined
}

export interface ConvertHeaderToOptions extends NodeOptions {
  /** Header that takes the result instead; a text with `${` is simple. */
  readonly toName?: string | undefined
  /** Whether a value that cannot become this type is a failure; otherwise it becomes null. Default: `true`. */
  readonly mandatory?: boolean | Placeholder | undefined
  /** Charset between bytes and text. */
  readonly charset?: string | undefined
}

export interface ConvertVariableToOptions extends NodeOptions {
  /** Variable that takes the result instead; a text with `${` is simple. */
  readonly toName?: string | undefined
  /** Whether a value that cannot become this type is a failure; otherwise it becomes null. Default: `true`. */
  readonly mandatory?: boolean | Placeholder | undefined
  /** Charset between bytes and text. */
  readonly charset?: string | undefined
}

export interface DelayOptions extends NodeOptions {
  /** Whether other messages of the same source go on meanwhile. Default: `true`. */
  readonly asyncDelayed?: boolean | Placeholder | undefined
  /** Has no effect: no delay is rejected. Default: `true`. */
  readonly callerRunsWhenRejected?: boolean | Placeholder | undefined
  /** Has no effect: waiting needs no thread. */
  readonly executorService?: Bean | undefined
}

export interface DoTryOptions extends NodeOptions {
}

export interface DynamicRouterOptions extends NodeOptions {
  /** What stands between endpoints in a text. Default: `,`. */
  readonly uriDelimiter?: string | undefined
  /** Whether endpoints that do not exist are passed over instead of failing the exchange. Default: `false`. */
  readonly ignoreInvalidEndpoints?: boolean | Placeholder | undefined
  /** Whether endpoints are kept for the next message: a negative number turns that off. The bound is 1000. */
  readonly cacheSize?: number | Placeholder | undefined
  /** The only components that a message may name, with commas between. Default: all. */
  readonly allowedSchemes?: string | undefined
}

export interface EnrichOptions extends NodeOptions {
  /** Variable whose value is sent instead of the body. */
  readonly variableSend?: string | undefined
  /** Variable that takes the reply; body and headers stay as they are. */
  readonly variableReceive?: string | undefined
  /** Method of the bean that is the strategy, where it is a plain object. */
  readonly aggregationStrategyMethodName?: string | undefined
  /** Whether that method is called where there is no old (or no new) message yet, with null. Default: `false`. */
  readonly aggregationStrategyMethodAllowNull?: boolean | Placeholder | undefined
  /** Whether the strategy also gets a reply that failed; otherwise the failure is that of the exchange. Default: `false`. */
  readonly aggregateOnException?: boolean | Placeholder | undefined
  /** Whether the request belongs to the unit of work of the message. Default: `false`. */
  readonly shareUnitOfWork?: boolean | Placeholder | undefined
  /** Whether endpoints are kept for the next message: a negative number turns that off. The bound is 1000. */
  readonly cacheSize?: number | Placeholder | undefined
  /** The only components that a message may name, with commas between. Default: all. */
  readonly allowedSchemes?: string | undefined
  /** Whether an endpoint that does not exist is passed over instead of failing the exchange. Default: `false`. */
  readonly ignoreInvalidEndpoint?: boolean | Placeholder | undefined
  /** Whether messages to one HTTP server share an endpoint; path and query are then set, and removed afterwards, as headers. Default: `true`. */
  readonly allowOptimisedComponents?: boolean | Placeholder | undefined
  /** Has no effect: a component starts with its first endpoint. Default: `true`. */
  readonly autoStartComponents?: boolean | Placeholder | undefined
}

export interface FilterOptions extends NodeOptions {
  /** Exchange property that keeps whether the exchange matched. */
  readonly statusPropertyName?: string | undefined
}

export interface IdempotentConsumerOptions extends NodeOptions {
  /** Whether a message counts as seen before its steps run; otherwise when it has ended well. Default: `true`. */
  readonly eager?: boolean | Placeholder | undefined
  /** Whether it is settled at the end of the steps whether the message counts as seen; otherwise at the end of the exchange. Default: `false`. */
  readonly completionEager?: boolean | Placeholder | undefined
  /** Whether duplicates skip the steps; otherwise they run, with CamelDuplicateMessage set. Default: `true`. */
  readonly skipDuplicate?: boolean | Placeholder | undefined
  /** Whether a message that failed may come again. Default: `true`. */
  readonly removeOnFailure?: boolean | Placeholder | undefined
}

export interface KameletOptions extends NodeOptions {
  /** Parameters of the Kamelet; an optional placeholder without value is an empty text. */
  readonly parameters?: Parameters | undefined
}

export interface LoadBalanceRoundRobinLoadBalancerOptions extends NodeOptions {
}

export interface LoadBalanceStickyLoadBalancerOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** Messages with the same key go to the same target. */
  readonly correlationExpression: Expression<B, H>
}

export interface LoadBalanceWeightedLoadBalancerOptions extends NodeOptions {
  /** A weight for each target: `4,2,1`. */
  readonly distributionRatio: string
  /** What stands between the weights. Default: `,`. */
  readonly distributionRatioDelimiter?: string | undefined
  /** Whether targets come in turn, not at random. Default: `false`. */
  readonly roundRobin?: boolean | Placeholder | undefined
}

export interface LoadBalanceFailoverLoadBalancerOptions extends NodeOptions {
  /** The failures (also as a cause) for which the next target is tried. Default: all. */
  readonly exception?: string | readonly string[] | undefined
  /** Whether each message starts at the next target. Default: `false`. */
  readonly roundRobin?: boolean | Placeholder | undefined
  /** Whether each message starts at the last good target. Default: `false`. */
  readonly sticky?: boolean | Placeholder | undefined
  /** How many further targets are tried. -1: all, with roundRobin again and again. Default: `-1`. */
  readonly maximumFailoverAttempts?: number | Placeholder | undefined
  /** Has no effect, as in Camel: the error handler works on each target first. Default: `true`. */
  readonly inheritErrorHandler?: boolean | Placeholder | undefined
}

export interface LoadBalanceCustomLoadBalancerOptions extends NodeOptions {
  /** A bean that is a function of the exchange and gives the index of the target. */
  readonly ref: Bean
}

export interface LoadBalanceOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** Each message goes to the next target. */
  readonly roundRobinLoadBalancer?: NoOptions | undefined
  /** Each message goes to some target. */
  readonly randomLoadBalancer?: NoOptions | undefined
  /** Each message goes to all targets, and on as it was. */
  readonly topicLoadBalancer?: NoOptions | undefined
  /** Messages with the same key go to the same target. */
  readonly stickyLoadBalancer?: LoadBalanceStickyLoadBalancerOptions<B, H> | undefined
  /** Targets get messages in proportion to their weights. */
  readonly weightedLoadBalancer?: LoadBalanceWeightedLoadBalancerOptions | undefined
  /** The next target is tried where one fails, each with the message as it was. */
  readonly failoverLoadBalancer?: LoadBalanceFailoverLoadBalancerOptions | undefined
  /** A function of the host application chooses the target. */
  readonly customLoadBalancer?: Bean | LoadBalanceCustomLoadBalancerOptions | undefined
}

export interface LogOptions extends NodeOptions {
  /** The level. Default: `INFO`. */
  readonly loggingLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
  /** Name of the logger, with `${routeId}`, `${nodeId}`, `${nodePrefixId}`, `${contextId}` and `${class}` in it. Default: the id of the route. */
  readonly logName?: string | undefined
  /** Marker of the line. */
  readonly marker?: string | undefined
  /** Bean of a logger; its name goes before `logName`. */
  readonly logger?: Bean | undefined
  /** Language of the message. */
  readonly logLanguage?: string | undefined
}

export interface LoopOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** Whether each turn starts from the message as it came; the last turn goes on. Default: `false`. */
  readonly copy?: boolean | Placeholder | undefined
  /** Whether the expression is asked before each turn. Default: `false`. */
  readonly doWhile?: boolean | Placeholder | undefined
  /** Whether a stopping runtime ends the loop before its end. Default: `false`. */
  readonly breakOnShutdown?: boolean | Placeholder | undefined
  /** Processor that works on each copy before it is sent: a bean that is a function of the exchange, or has a method process. */
  readonly onPrepare?: string | ExchangeFunction<B, H> | undefined
}

export interface MarshalOptions extends NodeOptions {
  /** Variable that is written instead of the body. */
  readonly variableSend?: string | undefined
  /** Variable that takes the result; the body stays as it is. */
  readonly variableReceive?: string | undefined
}

export interface MulticastOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** Method of the bean that is the strategy, where it is a plain object. */
  readonly aggregationStrategyMethodName?: string | undefined
  /** Whether that method is called where there is no old (or no new) message yet, with null. Default: `false`. */
  readonly aggregationStrategyMethodAllowNull?: boolean | Placeholder | undefined
  /**
   * Has no effect: results are joined one at a time on one thread. Default: `false`.
   * @deprecated deprecated in Camel
   */
  readonly parallelAggregate?: boolean | Placeholder | undefined
  /** Whether parts run concurrently, up to 20 at a time; the route still waits for all of them. Default: `false`. */
  readonly parallelProcessing?: boolean | Placeholder | undefined
  /** Has no effect: there is one thread. Default: `false`. */
  readonly synchronous?: boolean | Placeholder | undefined
  /** Whether parts are made on demand, and replies of parallel ones joined in the order in which they come. Default: `false`. */
  readonly streaming?: boolean | Placeholder | undefined
  /** Whether no further part runs behind one that failed; the exchange fails then. Default: `false`. */
  readonly stopOnException?: boolean | Placeholder | undefined
  /** With parallelProcessing: how long all parts together may take; what is late is left out. 0 waits. Default: `0`. */
  readonly timeout?: Duration | undefined
  /** A pool; its size bounds how many parts run at a time, and it implies parallelProcessing. */
  readonly executorService?: Bean | undefined
  /** Processor that works on each copy before it is sent: a bean that is a function of the exchange, or has a method process. */
  readonly onPrepare?: string | ExchangeFunction<B, H> | undefined
  /** Whether the parts belong to the unit of work of the message: their failures are those of the message. Default: `false`. */
  readonly shareUnitOfWork?: boolean | Placeholder | undefined
}

export interface PipelineOptions extends NodeOptions {
}

export interface PollOptions extends NodeOptions {
  /** Options of the endpoint. */
  readonly parameters?: Parameters | undefined
  /** Variable that takes what was polled; body and headers stay as they are. */
  readonly variableReceive?: string | undefined
  /** How long a message is waited for; -1 for ever, 0 not at all. Default: `20000`. */
  readonly timeout?: Duration | undefined
}

export interface PollEnrichOptions extends NodeOptions {
  /** Variable that takes what was polled; body and headers stay as they are. */
  readonly variableReceive?: string | undefined
  /** Method of the bean that is the strategy, where it is a plain object. */
  readonly aggregationStrategyMethodName?: string | undefined
  /** Whether that method is called where there is no old (or no new) message yet, with null. Default: `false`. */
  readonly aggregationStrategyMethodAllowNull?: boolean | Placeholder | undefined
  /** Whether the strategy also gets a message that failed; otherwise the failure is that of the exchange. Default: `false`. */
  readonly aggregateOnException?: boolean | Placeholder | undefined
  /** How long a message is waited for; -1 for ever, 0 not at all. Default: `-1`. */
  readonly timeout?: Duration | undefined
  /** Whether endpoints are kept for the next message: a negative number turns that off. The bound is 1000. */
  readonly cacheSize?: number | Placeholder | undefined
  /** The only components that a message may name, with commas between. Default: all. */
  readonly allowedSchemes?: string | undefined
  /** Whether an endpoint that does not exist is passed over instead of failing the exchange. Default: `false`. */
  readonly ignoreInvalidEndpoint?: boolean | Placeholder | undefined
  /** Whether messages to one HTTP server share an endpoint; path and query are then set, and removed afterwards, as headers. Default: `true`. */
  readonly allowOptimisedComponents?: boolean | Placeholder | undefined
  /** Has no effect: a component starts with its first endpoint. Default: `true`. */
  readonly autoStartComponents?: boolean | Placeholder | undefined
}

export interface ProcessOptions extends NodeOptions {
}

export interface RecipientListOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** What stands between endpoints in a text; `false` takes the text as one endpoint. Default: `,`. */
  readonly delimiter?: string | undefined
  /** Method of the bean that is the strategy, where it is a plain object. */
  readonly aggregationStrategyMethodName?: string | undefined
  /** Whether that method is called where there is no old (or no new) message yet, with null. Default: `false`. */
  readonly aggregationStrategyMethodAllowNull?: boolean | Placeholder | undefined
  /**
   * Has no effect: results are joined one at a time on one thread. Default: `false`.
   * @deprecated deprecated in Camel
   */
  readonly parallelAggregate?: boolean | Placeholder | undefined
  /** Whether parts run concurrently, up to 20 at a time; the route still waits for all of them. Default: `false`. */
  readonly parallelProcessing?: boolean | Placeholder | undefined
  /** Has no effect: there is one thread. Default: `false`. */
  readonly synchronous?: boolean | Placeholder | undefined
  /** Whether parts are made on demand, and replies of parallel ones joined in the order in which they come. Default: `false`. */
  readonly streaming?: boolean | Placeholder | undefined
  /** Whether no further part runs behind one that failed; the exchange fails then. Default: `false`. */
  readonly stopOnException?: boolean | Placeholder | undefined
  /** With parallelProcessing: how long all parts together may take; what is late is left out. 0 waits. Default: `0`. */
  readonly timeout?: Duration | undefined
  /** A pool; its size bounds how many parts run at a time, and it implies parallelProcessing. */
  readonly executorService?: Bean | undefined
  /** Processor that works on each copy before it is sent: a bean that is a function of the exchange, or has a method process. */
  readonly onPrepare?: string | ExchangeFunction<B, H> | undefined
  /** Whether the parts belong to the unit of work of the message: their failures are those of the message. Default: `false`. */
  readonly shareUnitOfWork?: boolean | Placeholder | undefined
  /** Whether endpoints that do not exist are passed over instead of failing the exchange. Default: `false`. */
  readonly ignoreInvalidEndpoints?: boolean | Placeholder | undefined
  /** Whether endpoints are kept for the next message: a negative number turns that off. The bound is 1000. */
  readonly cacheSize?: number | Placeholder | undefined
  /** The only components that a message may name, with commas between. Default: all. */
  readonly allowedSchemes?: string | undefined
}

export interface RemoveHeaderOptions extends NodeOptions {
}

export interface RemoveHeadersOptions extends NodeOptions {
  /** Headers to keep all the same: one pattern; a comma is part of it. */
  readonly excludePattern?: string | undefined
}

export interface RemovePropertiesOptions extends NodeOptions {
  /** Properties to keep all the same: one pattern; a comma is part of it. */
  readonly excludePattern?: string | undefined
}

export interface RemovePropertyOptions extends NodeOptions {
}

export interface RemoveVariableOptions extends NodeOptions {
}

export interface ResequenceBatchConfigOptions extends NodeOptions {
  /** So many messages are a batch. Default: `100`. */
  readonly batchSize?: number | Placeholder | undefined
  /** A batch is sent on when no message came for so long. Default: `1000`. */
  readonly batchTimeout?: Duration | undefined
  /** Whether messages with the same key are kept; otherwise only the first. Default: `false`. */
  readonly allowDuplicates?: boolean | Placeholder | undefined
  /** Whether the highest comes first. Default: `false`. */
  readonly reverse?: boolean | Placeholder | undefined
  /** Whether a message without number is passed over instead of failing. Default: `false`. */
  readonly ignoreInvalidExchanges?: boolean | Placeholder | undefined
}

export interface ResequenceStreamConfigOptions extends NodeOptions {
  /** How many messages may wait; the next one waits before the step. Default: `1000`. */
  readonly capacity?: number | Placeholder | undefined
  /** How long a message waits for those before it. Default: `1000`. */
  readonly timeout?: Duration | undefined
  /** Has no effect: a message is sent on as soon as it need not wait. Default: `1000`. */
  readonly deliveryAttemptInterval?: Duration | undefined
  /** Whether a message without number is passed over instead of failing. Default: `false`. */
  readonly ignoreInvalidExchanges?: boolean | Placeholder | undefined
  /** Whether a message that comes after its turn fails; otherwise it is sent on out of order. Default: `false`. */
  readonly rejectOld?: boolean | Placeholder | undefined
}

export interface ResequenceOptions extends NodeOptions {
  /** Messages are gathered and sent on in order. This is the default. */
  readonly batchConfig?: ResequenceBatchConfigOptions | undefined
  /** Messages are sent on as they come; one waits where the number before it is missing. */
  readonly streamConfig?: ResequenceStreamConfigOptions | undefined
}

export interface RollbackOptions extends NodeOptions {
  /** Only marks the exchange and ends the route, without an exception. Default: `false`. */
  readonly markRollbackOnly?: boolean | Placeholder | undefined
  /** As `markRollbackOnly`, for the innermost transaction; without transactions it only ends the route. Default: `false`. */
  readonly markRollbackOnlyLast?: boolean | Placeholder | undefined
}

export interface RoutingSlipOptions extends NodeOptions {
  /** What stands between endpoints in a text. Default: `,`. */
  readonly uriDelimiter?: string | undefined
  /** Whether endpoints that do not exist are passed over instead of failing the exchange. Default: `false`. */
  readonly ignoreInvalidEndpoints?: boolean | Placeholder | undefined
  /** Whether endpoints are kept for the next message: a negative number turns that off. The bound is 1000. */
  readonly cacheSize?: number | Placeholder | undefined
  /** The only components that a message may name, with commas between. Default: all. */
  readonly allowedSchemes?: string | undefined
}

export interface SagaOptionOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** Name of the header. */
  readonly key: string
  /** Its value. */
  readonly expression: Expression<B, H>
}

export interface SagaOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** The bean that keeps the sagas. Default: the only one that there is. */
  readonly sagaService?: string | undefined
  /** Whether the route joins the saga of the message or begins one (REQUIRED), always begins one (REQUIRES_NEW), fails without one (MANDATORY), joins one if there is one (SUPPORTS), leaves it (NOT_SUPPORTED), or fails with one (NEVER). Default: `REQUIRED`. */
  readonly propagation?: 'REQUIRED' | 'REQUIRES_NEW' | 'MANDATORY' | 'SUPPORTS' | 'NOT_SUPPORTED' | 'NEVER' | Placeholder | undefined
  /** Whether the saga ends with the route that began it, or by `saga:COMPLETE` and `saga:COMPENSATE`. Default: `AUTO`. */
  readonly completionMode?: 'AUTO' | 'MANUAL' | Placeholder | undefined
  /** A saga that is still open then is compensated. */
  readonly timeout?: Duration | undefined
  /** Endpoint that takes back what this route did. */
  readonly compensation?: string | SinkEndpoint | undefined
  /** Endpoint that is told that the saga has ended well. */
  readonly completion?: string | SinkEndpoint | undefined
  /** Headers of the messages to these endpoints, from the message as it is when the saga begins. */
  readonly option?: readonly SagaOptionOptions<B, H>[] | { readonly [name: string]: Expression<B, H> } | undefined
}

export interface SampleOptions extends NodeOptions {
  /** Every Nth message passes; then the period does not count. */
  readonly messageFrequency?: number | Placeholder | undefined
}

export interface ScriptOptions extends NodeOptions {
}

export interface SetBodyOptions extends NodeOptions {
}

export interface SetExchangePatternOptions extends NodeOptions {
}

export interface SetHeaderOptions extends NodeOptions {
}

export interface SetHeadersOptions extends NodeOptions {
}

export interface SetPropertyOptions extends NodeOptions {
}

export interface SetVariableOptions extends NodeOptions {
}

export interface SetVariablesOptions extends NodeOptions {
}

export interface SetVariablesVariablesOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** The name, with its repository where it is not the exchange; a text with `${` is simple. */
  readonly name: string
  /** The value. */
  readonly expression: Expression<B, H>
}

export interface SortOptions extends NodeOptions {
  /** The order: a bean that is a function of two elements, or has a method compare. */
  readonly comparator?: string | ((a: never, b: never) => number) | undefined
}

export interface SplitOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** Where a text is cut. `false` leaves texts whole, `single` makes whatever it is one part. Default: `,`. */
  readonly delimiter?: string | undefined
  /** Method of the bean that is the strategy, where it is a plain object. */
  readonly aggregationStrategyMethodName?: string | undefined
  /** Whether that method is called where there is no old (or no new) message yet, with null. Default: `false`. */
  readonly aggregationStrategyMethodAllowNull?: boolean | Placeholder | undefined
  /**
   * Has no effect: results are joined one at a time on one thread. Default: `false`.
   * @deprecated deprecated in Camel
   */
  readonly parallelAggregate?: boolean | Placeholder | undefined
  /** Whether parts run concurrently, up to 20 at a time; the route still waits for all of them. Default: `false`. */
  readonly parallelProcessing?: boolean | Placeholder | undefined
  /** Has no effect: there is one thread. Default: `false`. */
  readonly synchronous?: boolean | Placeholder | undefined
  /** Whether parts are made on demand, and replies of parallel ones joined in the order in which they come. Default: `false`. */
  readonly streaming?: boolean | Placeholder | undefined
  /** Whether no further part runs behind one that failed; the exchange fails then. Default: `false`. */
  readonly stopOnException?: boolean | Placeholder | undefined
  /** With parallelProcessing: how long all parts together may take; what is late is left out. 0 waits. Default: `0`. */
  readonly timeout?: Duration | undefined
  /** A pool; its size bounds how many parts run at a time, and it implies parallelProcessing. */
  readonly executorService?: Bean | undefined
  /** Processor that works on each copy before it is sent: a bean that is a function of the exchange, or has a method process. */
  readonly onPrepare?: string | ExchangeFunction<B, H> | undefined
  /** Whether the parts belong to the unit of work of the message: their failures are those of the message. Default: `false`. */
  readonly shareUnitOfWork?: boolean | Placeholder | undefined
  /** Parts are lists of so many items each. */
  readonly group?: number | Placeholder | undefined
  /** Share of failed parts (0 to 1) at which the rest is left; below it failures are tolerated. */
  readonly errorThreshold?: number | Placeholder | undefined
  /** Number of failed parts at which the rest is left; below it failures are tolerated. */
  readonly maxFailedRecords?: number | Placeholder | undefined
  /** Where the watermark is kept: a bean with get and set. */
  readonly resumeStrategy?: Bean | undefined
  /** Name of the watermark; with it parts that an earlier message has done are passed over. */
  readonly watermarkKey?: string | undefined
  /** A simple text: its value for the last part is the watermark, instead of the index. Nothing is passed over then. */
  readonly watermarkExpression?: string | undefined
}

export interface StepOptions extends NodeOptions {
}

export interface StopOptions extends NodeOptions {
}

export interface ThreadsOptions extends NodeOptions {
  /** Has no effect: there is one thread. */
  readonly executorService?: Bean | undefined
  /** Has no effect: there is one thread. */
  readonly poolSize?: number | Placeholder | undefined
  /** Has no effect: there is one thread. */
  readonly maxPoolSize?: number | Placeholder | undefined
  /** Has no effect: there is one thread. */
  readonly keepAliveTime?: number | Placeholder | undefined
  /** Has no effect: there is one thread. */
  readonly timeUnit?: 'NANOSECONDS' | 'MICROSECONDS' | 'MILLISECONDS' | 'SECONDS' | 'MINUTES' | 'HOURS' | 'DAYS' | Placeholder | undefined
  /** Has no effect: there is one thread. */
  readonly maxQueueSize?: number | Placeholder | undefined
  /** Has no effect: there is one thread. Default: `false`. */
  readonly allowCoreThreadTimeOut?: boolean | Placeholder | undefined
  /** What `${threadName}` tells behind it, after `Camel (app) thread #7 - `. Default: `Threads`. */
  readonly threadName?: string | undefined
  /** Has no effect: there is one thread. */
  readonly rejectedPolicy?: 'Abort' | 'CallerRuns' | 'Block' | Placeholder | undefined
  /** Has no effect: there is one thread. Default: `true`. */
  readonly callerRunsWhenRejected?: boolean | Placeholder | undefined
}

export interface ThrottleOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** Whether the limit is for messages in a period, or for those in flight at a time. Default: `TotalRequests`. */
  readonly mode?: 'TotalRequests' | 'ConcurrentRequests' | Placeholder | undefined
  /** Messages with the same key have a limit of their own. */
  readonly correlationExpression?: Expression<B, H> | undefined
  /** Has no effect: waiting needs no thread. */
  readonly executorService?: Bean | undefined
  /** Whether the source gives its next message while one waits. Default: `false`. */
  readonly asyncDelayed?: boolean | Placeholder | undefined
  /** Has no effect: no waiting message is rejected. Default: `true`. */
  readonly callerRunsWhenRejected?: boolean | Placeholder | undefined
  /** Whether a message over the limit fails instead of waiting. Default: `false`. */
  readonly rejectExecution?: boolean | Placeholder | undefined
  /** The period of TotalRequests. Default: `1000`. */
  readonly timePeriodMillis?: Duration | undefined
}

export interface ThrowExceptionOptions extends NodeOptions {
  /** The message of the exception, a simple text. */
  readonly message?: string | undefined
  /** Java class name of the exception. */
  readonly exceptionType?: string | undefined
  /** Bean of an error to throw, unless both `exceptionType` and `message` are given. */
  readonly ref?: Bean | undefined
}

export interface ToOptions extends NodeOptions {
  /** Options of the endpoint, where they do not stand in its URI. */
  readonly parameters?: Parameters | undefined
  /** Whether a reply is asked for; the pattern of the exchange is the same again afterwards. */
  readonly pattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** Variable whose value is sent instead of the body; headers are sent as they are. */
  readonly variableSend?: string | undefined
  /** Variable that takes the body of the reply, its headers as `header:NAME.HEADER` beside it; body and headers stay as they are. */
  readonly variableReceive?: string | undefined
}

export interface ToDOptions extends NodeOptions {
  /** Options of the endpoint; they become part of the URI, and may be simple texts too. */
  readonly parameters?: Parameters | undefined
  /** Variable whose value is sent instead of the body. */
  readonly variableSend?: string | undefined
  /** Variable that takes the reply; body and headers stay as they are. */
  readonly variableReceive?: string | undefined
  /** Whether a reply is asked for. */
  readonly pattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** Whether endpoints are kept for the next message: a negative number turns that off. The bound is 1000. */
  readonly cacheSize?: number | Placeholder | undefined
  /** The only components that a message may name, with commas between. Default: all. */
  readonly allowedSchemes?: string | undefined
  /** Whether an endpoint that does not exist is passed over instead of failing the exchange. Default: `false`. */
  readonly ignoreInvalidEndpoint?: boolean | Placeholder | undefined
  /** Whether messages to one HTTP server share an endpoint; path and query are then set, and removed afterwards, as headers. Default: `true`. */
  readonly allowOptimisedComponents?: boolean | Placeholder | undefined
  /** Has no effect: a component starts with its first endpoint. Default: `true`. */
  readonly autoStartComponents?: boolean | Placeholder | undefined
}

export interface TransformOptions extends NodeOptions {
}

export interface TransformDataTypeOptions extends NodeOptions {
  /** The type that the message has. */
  readonly fromType?: string | undefined
}

export interface UnmarshalOptions extends NodeOptions {
  /** Variable that is read instead of the body. */
  readonly variableSend?: string | undefined
  /** Variable that takes the result; the body stays as it is. */
  readonly variableReceive?: string | undefined
  /** Whether null stays null; otherwise it is a failure. Default: `false`. */
  readonly allowNullBody?: boolean | Placeholder | undefined
}

export interface ValidateOptions extends NodeOptions {
  /** Bean, a function `(exchange, predicate, id) => error`, that makes another error. */
  readonly predicateExceptionFactory?: Bean | undefined
}

export interface WireTapOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** Whether a copy of the message is sent; false sends an empty message. Default: `true`. */
  readonly copy?: boolean | Placeholder | undefined
  /** Whether the URI is a simple text. Default: `true`. */
  readonly dynamicUri?: boolean | Placeholder | undefined
  /** Processor that works on each copy before it is sent: a bean that is a function of the exchange, or has a method process. */
  readonly onPrepare?: string | ExchangeFunction<B, H> | undefined
  /** A pool: its size bounds how many taps are on their way before the route waits. Default 1020. */
  readonly executorService?: Bean | undefined
  /** Options of the endpoint. */
  readonly parameters?: Parameters | undefined
  /** Variable whose value is sent instead of the body. */
  readonly variableSend?: string | undefined
  /** Refused, as in Camel: a wire tap has no reply. */
  readonly variableReceive?: string | undefined
  /** Whether endpoints are kept for the next message: a negative number turns that off. The bound is 1000. */
  readonly cacheSize?: number | Placeholder | undefined
  /** The only components that a message may name, with commas between. Default: all. */
  readonly allowedSchemes?: string | undefined
  /** Whether an endpoint that does not exist is passed over instead of failing the exchange. Default: `false`. */
  readonly ignoreInvalidEndpoint?: boolean | Placeholder | undefined
  /** Whether messages to one HTTP server share an endpoint; path and query are then set, and removed afterwards, as headers. Default: `true`. */
  readonly allowOptimisedComponents?: boolean | Placeholder | undefined
  /** Has no effect: a component starts with its first endpoint. Default: `true`. */
  readonly autoStartComponents?: boolean | Placeholder | undefined
}

/**
 * Steps one after the other: `B` is the type of the body behind the last of them, `H` that of the headers whose names and types are known.
 * Each method adds a step and gives a new chain.
 */
export class Steps<B = unknown, H = NoHeaders> extends StepChain {
  /** A step of a plug-in: what its function has made, which `kafila config types` writes. `Out` is the body behind it. */
  eip<Out>(step: PlugInStep<B, H, Out>): Steps<Out, H>
  /** A step of a plug-in: what its function has made, which `kafila config types` writes. `Out` is the body behind it, as you say. */
  eip<Out>(step: PlugInStep<B, H>): Steps<Out, H>
  /** A step of a plug-in, or with options that the types do not know, by its name. `Out` is the body behind it. */
  eip<Out = unknown>(name: string, options?: { readonly [option: string]: unknown }): Steps<Out, H>
  eip(step: string | PlugInStep<B, H>, options: { readonly [option: string]: unknown } = {}): never {
    return typeof step === 'string' ? this.named(step, options, this.eip) : this.made(step)
  }

  /**
   * Gathers messages with the same key in a group, and runs its steps on the group when that is complete; each message itself goes on at once. A group is sent on apart from the message that completed it, which goes on first; groups start in the order in which they were completed, and one of the same key waits until the one before it has ended. A failure in their steps does not reach the sender. `CamelAggregatedSize`, `CamelAggregatedCompletedBy` and `CamelAggregatedCorrelationKey` are properties of the group. A header `CamelAggregationCompleteAllGroups` completes all groups instead of joining one; with `…Inclusive` the message is joined first.
   * @param correlationExpression The key: messages with the same text as key are one group.
   * @param aggregationStrategy Joins the messages of a group: a bean, or #class: with one of the known strategies.
   */
  aggregate<Out>(correlationExpression: Expression<B, H>, aggregationStrategy: string | Strategy<B, Out>, steps: Block<Out, H>): Steps<B, H>
  aggregate<Out>(correlationExpression: Expression<B, H>, aggregationStrategy: string | Strategy<B, Out>, options: AggregateOptions<B | NoInfer<Out>, H>, steps: Block<Out, H>): Steps<B, H>
  aggregate(correlationExpression: unknown, aggregationStrategy: unknown, second?: unknown, third?: unknown): never {
    return this.with('aggregate', [correlationExpression, aggregationStrategy, second, third], this.aggregate)
  }

  /**
   * Calls a method of a bean; what it returns is the new body. A bean is a function or an object of the host application, or one declared under `beans`. A function, and the only method of an object, gets the body and the exchange. The method is a name, or a name with arguments: `add(${body}, 1)`. Arguments are simple texts, texts in quotes, numbers, or `*` for the body.
   * @param ref The bean: its name, `#bean:name` or `#class:…`.
   */
  bean<Out = unknown>(ref?: Bean | undefined, options?: BeanOptions): Steps<Out, H> {
    return this.with('bean', [ref, options], this.bean)
  }

  /** Runs the steps of the first branch whose predicate is true, or those of `otherwise`. Where no branch matches and there is no `otherwise`, the message goes on unchanged. The route goes on behind the choice in any case. A predicate that fails is a failure of the choice: no branch runs. */
  choice<R>(branches: (choice: ChoiceClauses<B, H>) => CompleteChoice<R>, options?: ChoiceOptions): Steps<R, H>
  choice<R>(branches: (choice: ChoiceClauses<B, H>) => ChoiceClauses<B, H, R>, options?: ChoiceOptions): Steps<B | R, H>
  choice(branches: (choice: ChoiceClauses<B, H>) => unknown, options: ChoiceOptions = {}): never {
    return this.choiceOf(branches, { ...options }, this.choice)
  }

  /** Stops calling steps that keep failing or are slow, for a while, and lets a fallback make the result meanwhile. Closed, it counts how calls end. When `failureRateThreshold` percent of at least `minimumNumberOfCalls` failed (or were slow) it opens: calls are not tried any more. After `waitDurationInOpenState` it is half open: a few calls on trial decide whether it closes or opens again. Inside, the route's error handler is off, and the steps work on a copy: where they fail the message is as it was. A failure without a fallback goes past the error handler to the caller, unless `inheritErrorHandler` is set; a checked exception is then wrapped in a `RuntimeCamelException`. */
  circuitBreaker<R>(steps: Block<B, H, R>): Steps<R, H>
  circuitBreaker<R>(options: CircuitBreakerOptions<B, H>, steps: Block<B, H, R>): Steps<R, H>
  circuitBreaker(second?: unknown, third?: unknown): never {
    return this.with('circuitBreaker', [second, third], this.circuitBreaker)
  }

  /**
   * Keeps a copy of the message beside its way (Set, Push), and brings it back (Get, GetAndRemove, Pop). What is kept belongs to the exchange: called routes and parts of a split see it too, and it is gone with the exchange. `filter` says what comes back: `body`, `headers`, `header:NAME` (a name, `prefix*` or a regular expression), with commas between; `-` before a part leaves it out, `--` takes it off the message. By default the body and all headers come back, on top of those that are there.
   * @param operation What is done.
   */
  claimCheck<Out = unknown>(operation: 'Get' | 'GetAndRemove' | 'Set' | 'Push' | 'Pop' | Placeholder, options?: ClaimCheckOptions & StrategyOption<unknown, Out>): Steps<Out, H> {
    return this.with('claimCheck', [operation, options], this.claimCheck)
  }

  /**
   * Converts the body to a type. Types are named as in Java: `String`, `int`, `Integer`, `long`, `double`, `boolean`, `byte[]`, `java.util.Map`, `java.io.InputStream` … An unknown one keeps the route from starting. A null body stays null.
   * @param type The type.
   */
  convertBodyTo<const N extends string>(type: N, options?: ConvertBodyToOptions): Steps<Converted<N>, H> {
    return this.with('convertBodyTo', [type, options], this.convertBodyTo)
  }

  /**
   * Converts a header to a type. A header that is not there, or null, is left alone.
   * @param name The header; a text with `${` is simple.
   * @param type The type, named as in Java.
   */
  convertHeaderTo(name: string, type: string, options?: ConvertHeaderToOptions): Steps<B, H> {
    return this.with('convertHeaderTo', [name, type, options], this.convertHeaderTo)
  }

  /**
   * Converts a variable to a type. A variable that is not there is a failure, unless `mandatory` is false.
   * @param name The variable; a text with `${` is simple.
   * @param type The type, named as in Java.
   */
  convertVariableTo(name: string, type: string, options?: ConvertVariableToOptions): Steps<B, H> {
    return this.with('convertVariableTo', [name, type, options], this.convertVariableTo)
  }

  /**
   * Keeps the message waiting for so many milliseconds. The expression gives milliseconds as a number; durations such as `10ms` are not read here. Nothing, or a number not above 0, does not wait. Messages behind one that waits go on, so that one with a shorter delay overtakes; with `asyncDelayed: false` a source waits for its message to end before it gives the next, and order is kept.
   * @param expression Milliseconds. Without it nothing waits.
   */
  delay(expression?: Expression<B, H> | number | undefined, options?: DelayOptions): Steps<B, H> {
    return this.with('delay', [expression, options], this.delay)
  }

  /** Runs steps, takes their exceptions, and runs others in any case, as try, catch and finally do. Inside, the route's error handler is off: no redelivery, no onException. An exception that no clause takes leaves the doTry and, past the error handler, the route. The first clause that matches takes the exception; the route goes on behind the doTry. Properties in a clause: `CamelExceptionCaught`, `CamelFailureEndpoint`, `CamelFailureRouteId`. */
  doTry<R, C>(steps: Block<B, H, R>, clauses: (clauses: TryClauses<H>) => TryClauses<H, C>, options?: DoTryOptions): Steps<R | C, H> {
    return this.doTryOf(steps, clauses, { ...options }, this.doTry)
  }

  /**
   * Sends the message from endpoint to endpoint, asking an expression after each hop where to go next. Nothing (null), an empty text or an empty list ends it. An expression that always gives an endpoint never ends: `CamelSlipEndpoint` tells where the message was last. A hop that fails, stops or handles a failure ends the router and the route.
   * @param expression The next endpoint, or several; asked again after each hop.
   */
  dynamicRouter<Out = unknown>(expression: Expression<B, H>, options?: DynamicRouterOptions): Steps<Out, H> {
    return this.with('dynamicRouter', [expression, options], this.dynamicRouter)
  }

  /**
   * Asks an endpoint with a copy of the message and joins the reply to the message; by default the reply replaces it. The request is InOut. A strategy that gathers (GroupedBody, String) has no effect here, because nothing completes what it gathers. Where the expression gives nothing (null) the message goes on as it is.
   * @param expression The endpoint that is asked.
   */
  enrich<Out = unknown>(expression: Expression<B, H> | SinkEndpoint, options?: EnrichOptions & StrategyOption<unknown, Out>): Steps<Out, H> {
    return this.with('enrich', [expression, options], this.enrich)
  }

  /**
   * Runs its steps only for exchanges that match; the route goes on behind it in any case.
   * @param expression Exchanges for which this is false skip the steps.
   */
  filter<R>(expression: Condition<B, H>, steps: Block<B, H, R>): Steps<B | R, H>
  filter<R>(expression: Condition<B, H>, options: FilterOptions, steps: Block<B, H, R>): Steps<B | R, H>
  filter(expression: unknown, second?: unknown, third?: unknown): never {
    return this.with('filter', [expression, second, third], this.filter)
  }

  /**
   * Runs its steps only for the first message with an id; the route goes on behind it for all. A duplicate has the property `CamelDuplicateMessage`. An id that is nothing (null) fails the exchange, an empty text is one. The id is confirmed, or taken back after a failure, when the whole exchange has ended: a failure behind the steps counts too, also one that an error handler dealt with. With `completionEager` this is decided at their end.
   * @param expression What identifies a message.
   * @param idempotentRepository The repository, or store, that remembers which messages were seen.
   */
  idempotentConsumer<R>(expression: Expression<B, H>, idempotentRepository: Bean, steps: Block<B, H, R>): Steps<B | R, H>
  idempotentConsumer<R>(expression: Expression<B, H>, idempotentRepository: Bean, options: IdempotentConsumerOptions, steps: Block<B, H, R>): Steps<B | R, H>
  idempotentConsumer(expression: unknown, idempotentRepository: unknown, second?: unknown, third?: unknown): never {
    return this.with('idempotentConsumer', [expression, idempotentRepository, second, third], this.idempotentConsumer)
  }

  /**
   * Calls a Kamelet; what `kamelet:sink` calls inside of it are the steps of this step. Without steps of its own it takes those behind it, as every block does. A Kamelet that has no `kamelet:sink` calls the steps at its end. Unlike with `to`, the Kamelet does not take over the error handler or the route configuration of this route: failures inside go to the global error handler, and to the sender.
   * @param name The Kamelet, with the id of its route behind a slash and parameters behind a question mark.
   */
  kamelet<Reply = B>(name: string, steps?: Block<B, H>): Steps<Reply, H>
  kamelet<Reply = B>(name: string, options: KameletOptions, steps?: Block<B, H>): Steps<Reply, H>
  kamelet(name: unknown, second?: unknown, third?: unknown): never {
    return this.with('kamelet', [name, second, third], this.kamelet)
  }

  /** Sends each message to one of its steps, chosen in turn, at random, by a key or by what works. Each child is a target; steps that belong together stand in a `pipeline`. failoverLoadBalancer starts each try with a fresh copy of the message; what was done by a target that failed stays done. */
  loadBalance<Out = unknown>(steps?: Block<B, H>): Steps<Out, H>
  loadBalance<Out = unknown>(options: LoadBalanceOptions<B, H>, steps?: Block<B, H>): Steps<Out, H>
  loadBalance(second?: unknown, third?: unknown): never {
    return this.with('loadBalance', [second, third], this.loadBalance)
  }

  /**
   * Writes a line to the log. With `logMask` on the route, values of secrets (`password=…`) are written as `xxxxx`.
   * @param message The line; a simple text unless `logLanguage` says otherwise.
   */
  log(message: string, options?: LogOptions): Steps<B, H> {
    return this.with('log', [message, options], this.log)
  }

  /**
   * Runs its steps so many times, or as long as a condition holds. Turns work on one message, each on what the one before made, unless `copy` is set. A failure, a stop or a handled failure ends the loop and the route. `CamelLoopIndex` counts from 0 and is null before the first turn; a loop inside a loop overwrites it, and `CamelLoopSize`.
   * @param expression How many turns; with doWhile whether there is another turn.
   */
  loop<R>(expression: Expression<B, H> | number, steps: Block<B, H, R>): Steps<B | R, H>
  loop<R>(expression: Expression<B, H> | number, options: LoopOptions<B, H>, steps: Block<B, H, R>): Steps<B | R, H>
  loop(expression: unknown, second?: unknown, third?: unknown): never {
    return this.with('loop', [expression, second, third], this.loop)
  }

  /**
   * Writes the body in a data format.
   * @param dataFormatType The data format, by its key.
   */
  marshal(dataFormatType: DataFormatValue, options?: MarshalOptions): Steps<unknown, H> {
    return this.with('marshal', [dataFormatType, options], this.marshal)
  }

  /** Sends a copy of the message to each of its steps, and goes on with their joined replies: by default the last one. Each child is a branch of its own; steps that belong together stand in a `pipeline`. Copies are shallow: branches share a body that can be changed in place, unless `onPrepare` copies it. */
  multicast<Out = unknown>(steps: Block<B, H>): Steps<Out, H>
  multicast<Out = unknown>(options: MulticastOptions<B, H> & StrategyOption<unknown, Out>, steps: Block<B, H>): Steps<Out, H>
  multicast(second?: unknown, third?: unknown): never {
    return this.with('multicast', [second, third], this.multicast)
  }

  /** Runs its steps one after the other: as one branch of a multicast, or to give a part of a route a name. */
  pipeline<R>(steps: Block<B, H, R>): Steps<R, H>
  pipeline<R>(options: PipelineOptions, steps: Block<B, H, R>): Steps<R, H>
  pipeline(second?: unknown, third?: unknown): never {
    return this.with('pipeline', [second, third], this.pipeline)
  }

  /**
   * Polls one message from an endpoint: its body replaces the body, its headers are added. Where nothing came in time the body is null. An expression on the body in the `fileName` of a `file:` endpoint finds nothing: the name is asked without it.
   * @param uri The endpoint; a simple text.
   */
  poll<Out = unknown>(uri: string | SourceEndpoint, options?: PollOptions): Steps<Out, H> {
    return this.with('poll', [uri, options], this.poll)
  }

  /**
   * Polls one message from an endpoint and joins it to the message; by default it replaces the body and adds its headers. An expression on the body in the `fileName` of a `file:` endpoint finds nothing (the name is asked without it), unless `allowOptimisedComponents` is false. Where nothing came in time the strategy gets no message; by default the body is null then. Where the expression gives nothing (null) nothing is polled.
   * @param expression The endpoint that is polled.
   */
  pollEnrich<Out = unknown>(expression: Expression<B, H> | SourceEndpoint, options?: PollEnrichOptions & StrategyOption<unknown, Out>): Steps<Out, H> {
    return this.with('pollEnrich', [expression, options], this.pollEnrich)
  }

  /**
   * Calls a function of the host application with the exchange. The bean is a function `(exchange) => …`, or an object with a method `process`; a promise is waited for, another result ignored.
   * @param ref The bean: its name, `#bean:name` or `#class:…`.
   */
  process<Out = B>(ref: string | BodyProcessor<B, Out, H>, options?: ProcessOptions): Steps<Out, H> {
    return this.with('process', [ref, options], this.process)
  }

  /**
   * Sends a copy of the message to each endpoint that an expression names, and goes on with their joined replies: by default the last one. All endpoints are resolved before anything is sent: one that does not exist fails the exchange, unless `ignoreInvalidEndpoints` is set. Where there is none the route goes on. Property placeholders in what the message names are resolved; `allowedSchemes` bounds which components it may name.
   * @param expression The endpoints: a list, or a text with a delimiter between them.
   */
  recipientList<Out = unknown>(expression: Expression<B, H>, options?: RecipientListOptions<B, H> & StrategyOption<unknown, Out>): Steps<Out, H> {
    return this.with('recipientList', [expression, options], this.recipientList)
  }

  /**
   * Takes a header away. The name is taken as it is: no pattern (see removeHeaders) and no simple text.
   * @param name The name, compared without case.
   */
  removeHeader<const N extends string>(name: N, options?: RemoveHeaderOptions): Steps<B, Omit<H, N>> {
    return this.with('removeHeader', [name, options], this.removeHeader)
  }

  /**
   * Takes all headers away whose names match a pattern. A pattern is a name, `prefix*`, or a regular expression over the whole name; case does not matter. `*` means all.
   * @param pattern Headers to take away.
   */
  removeHeaders(pattern: string, options?: RemoveHeadersOptions): Steps<B, NoHeaders> {
    return this.with('removeHeaders', [pattern, options], this.removeHeaders)
  }

  /**
   * Takes all exchange properties away whose names match a pattern. A pattern is a name, `prefix*`, or a regular expression over the whole name; case does not matter. `*` means all, those that other steps keep (`CamelSplitIndex`) among them.
   * @param pattern Properties to take away.
   */
  removeProperties(pattern: string, options?: RemovePropertiesOptions): Steps<B, H> {
    return this.with('removeProperties', [pattern, options], this.removeProperties)
  }

  /**
   * Takes an exchange property away.
   * @param name The name, compared with case.
   */
  removeProperty(name: string, options?: RemovePropertyOptions): Steps<B, H> {
    return this.with('removeProperty', [name, options], this.removeProperty)
  }

  /**
   * Takes a variable away. The name may be a simple text. `*` takes all variables of the exchange away; any other name is no pattern. A name of the `route:` repository needs the id of the route.
   * @param name The name, with its repository where it is not the exchange (`global:x`).
   */
  removeVariable(name: string, options?: RemoveVariableOptions): Steps<B, H> {
    return this.with('removeVariable', [name, options], this.removeVariable)
  }

  /**
   * Puts messages in order: gathers a batch and sorts it, or holds those back that came before their turn. Each message itself goes on at once. Messages run the steps apart from their senders, who go on first. A stream does not know the first number: it waits `timeout` for one that might come before it. Numbers must be whole, one apart.
   * @param expression The key, or number, by which messages are put in order.
   */
  resequence(expression: Expression<B, H>, steps: Block<B, H>): Steps<B, H>
  resequence(expression: Expression<B, H>, options: ResequenceOptions, steps: Block<B, H>): Steps<B, H>
  resequence(expression: unknown, second?: unknown, third?: unknown): never {
    return this.with('resequence', [expression, second, third], this.resequence)
  }

  /**
   * Marks the exchange for rollback and fails it: it is not redelivered. No step runs any more, here or in the routes that called this one. A doCatch that takes the exception runs its steps, but the exchange fails all the same.
   * @param message The message of the exception.
   */
  rollback(message?: string | undefined, options?: RollbackOptions): Steps<B, H> {
    return this.with('rollback', [message, options], this.rollback)
  }

  /**
   * Sends the message through a list of endpoints, one after the other; each gets what the one before made. A plain text names the header with the endpoints. The list is made once, at the beginning. `CamelSlipEndpoint` is the endpoint of the current hop, and stays afterwards.
   * @param expression The endpoints: a list, or a text.
   */
  routingSlip<Out = unknown>(expression: Expression<B, H>, options?: RoutingSlipOptions): Steps<Out, H> {
    return this.with('routingSlip', [expression, options], this.routingSlip)
  }

  /** Makes a route part of a saga: when all goes well its parts are told, otherwise each takes back what it did. A saga holds its whole route, as in Camel: the steps before it and behind it run inside, in their order, and its own steps last. It stands among the steps of the route itself, once. Among the steps of an `onException`, or of another saga, it holds its own steps alone. The header `Long-Running-Action` carries the id of the saga to other routes. Compensation and completion get an empty message with that header and the options, those of the last part first; one that fails is tried again (`maxRetryAttempts` of the service). */
  saga<R = B>(steps?: Block<B, H, R>): Steps<R, H>
  saga<R = B>(options: SagaOptions<B, H>, steps?: Block<B, H, R>): Steps<R, H>
  saga(second?: unknown, third?: unknown): never {
    return this.with('saga', [second, third], this.saga)
  }

  /**
   * Lets one message pass in each period, or every Nth, and stops the others. A stopped message ends its way here, also in the routes that called this one; that is no failure. Delivery: a stopped message is acknowledged.
   * @param samplePeriod One message passes in each such period.
   */
  sample(samplePeriod?: Duration | undefined, options?: SampleOptions): Steps<B, H> {
    return this.with('sample', [samplePeriod, options], this.sample)
  }

  /**
   * Runs an expression for its effects; its result is ignored. A failure of the expression is a failure of the step.
   * @param expression What is run.
   */
  script(expression: Expression<B, H>, options?: ScriptOptions): Steps<B, H> {
    return this.with('script', [expression, options], this.script)
  }

  /**
   * Replaces the body by the result of an expression.
   * @param expression The new body.
   */
  setBody<R>(expression: Expression<B, H, R>, options?: SetBodyOptions): Steps<R, H> {
    return this.with('setBody', [expression, options], this.setBody)
  }

  /**
   * Sets whether a reply is expected, for the rest of the route.
   * @param pattern With `InOut` steps behind it ask for replies; with `InOnly` they do not.
   */
  setExchangePattern(pattern: 'InOnly' | 'InOut' | Placeholder, options?: SetExchangePatternOptions): Steps<B, H> {
    return this.with('setExchangePattern', [pattern, options], this.setExchangePattern)
  }

  /**
   * Sets a header to the result of an expression. Names are compared without case. An expression that gives nothing sets a header that is null.
   * @param name The name; a text with `${` is simple.
   * @param expression The value.
   */
  setHeader<const N extends string, V>(name: N, expression: Expression<B, H, V>, options?: SetHeaderOptions): Steps<B, WithHeader<H, N, V>> {
    return this.with('setHeader', [name, expression, options], this.setHeader)
  }

  /** Sets several headers, each to the result of its own expression. The headers are set one after the other: an expression sees those before it. Where one fails, those before it stay set. */
  setHeaders<V extends object>(headers: { readonly [N in keyof V]: Expression<B, H, V[N]> }, options?: SetHeadersOptions): Steps<B, Omit<H, keyof V> & Readonly<V>>
  setHeaders(headers: readonly { readonly name: string; readonly expression: Expression<B, H> }[], options?: SetHeadersOptions): Steps<B, H>
  setHeaders(headers: object, options?: SetHeadersOptions): never {
    return this.with('setHeaders', [headers, options], this.setHeaders)
  }

  /**
   * Sets an exchange property to the result of an expression. Properties belong to the exchange, not to the message: no endpoint sends them. Names are compared with case.
   * @param name The name; a text with `${` is simple.
   * @param expression The value.
   */
  setProperty(name: string, expression: Expression<B, H>, options?: SetPropertyOptions): Steps<B, H> {
    return this.with('setProperty', [name, expression, options], this.setProperty)
  }

  /**
   * Sets a variable to the result of an expression. A name without prefix is a variable of the exchange. `global:x` is kept for the whole runtime, `route:x` for this route and `route:ID:x` for another one. An expression that gives nothing takes the variable away.
   * @param name The name, with its repository where it is not the exchange; a text with `${` is simple.
   * @param expression The value.
   */
  setVariable(name: string, expression: Expression<B, H>, options?: SetVariableOptions): Steps<B, H> {
    return this.with('setVariable', [name, expression, options], this.setVariable)
  }

  /**
   * Sets several variables, each to the result of its own expression. The variables are set one after the other: an expression sees those before it.
   * @param variables The variables, in the order in which they are set.
   */
  setVariables(variables: readonly SetVariablesVariablesOptions<B, H>[] | { readonly [name: string]: Expression<B, H> }, options?: SetVariablesOptions): Steps<B, H> {
    return this.with('setVariables', [variables, options], this.setVariables)
  }

  /**
   * Sorts the list that an expression gives; the sorted list becomes the body. The list itself is sorted, so that a header or variable that holds it is sorted too. A text is no list: use `tokenize`. Without `comparator` the elements must be of one type; integers and decimals are two.
   * @param expression The list. Default: the body.
   */
  sort(expression?: Expression<B, H> | undefined, options?: SortOptions): Steps<B, H> {
    return this.with('sort', [expression, options], this.sort)
  }

  /**
   * Takes a message apart and runs its steps on every part; the route goes on with the message as it was, or with what the strategy made. A text is cut at commas, also JSON, unless the expression says otherwise (`tokenize`, `jsonpath`, `xpath`). Items that are null are left out. Without `streaming` all items are there before the first part runs; with it they are taken one by one, so that a part is all that is in memory. `CamelSplitSize` is then only known with the last part.
   * @param expression What is split: a list, map, text, iterator or stream of items.
   */
  split<P, Out = B>(expression: Expression<B, H, P>, steps: Block<PartOf<P>, H>): Steps<Out, H>
  split<P, Out = B>(expression: Expression<B, H, P>, options: SplitOptions<B, H> & StrategyOption<PartOf<P>, Out>, steps: Block<PartOf<P>, H>): Steps<Out, H>
  split(expression: unknown, second?: unknown, third?: unknown): never {
    return this.with('split', [expression, second, third], this.split)
  }

  /** Gives a part of a route a name, for metrics and tracing. While its steps run, the property `CamelStepId` is its id. */
  step<R>(steps: Block<B, H, R>): Steps<R, H>
  step<R>(options: StepOptions, steps: Block<B, H, R>): Steps<R, H>
  step(second?: unknown, third?: unknown): never {
    return this.with('step', [second, third], this.step)
  }

  /** Ends the routing of the message, here and in the routes that called this one. It is no failure: the delivery counts as completed. A `doFinally` around it does not run. */
  stop(options?: StopOptions): Steps<B, H> {
    return this.with('stop', [options], this.stop)
  }

  /** Lets the source take its next message while this one goes on. In Camel the rest of the route runs on another thread. Here there is one thread: the source is set free, and other work gets its turn before the message goes on. How many messages are in flight is bounded by the route. Order is not kept behind it where a message has to wait. */
  threads(options?: ThreadsOptions): Steps<B, H> {
    return this.with('threads', [options], this.threads)
  }

  /**
   * Lets only so many messages pass in a period, or be in flight at a time; the others wait or fail. Waiting messages pass in the order in which they came. How many wait is bounded by what the sources have in flight. With ConcurrentRequests a message counts until its exchange has ended, not only until the next step.
   * @param expression The limit; asked with each message.
   */
  throttle(expression: Expression<B, H> | number, options?: ThrottleOptions<B, H>): Steps<B, H> {
    return this.with('throttle', [expression, options], this.throttle)
  }

  /** Fails the exchange with an exception. A class that has no constructor with just a message (or without, where there is no message) cannot be thrown: the message fails with a `CamelExchangeException`. Exceptions are named by their full Java class names (`java.lang.IllegalArgumentException`), as in onException and doCatch; an unknown one keeps the route from starting. */
  throwException(options?: ThrowExceptionOptions): Steps<B, H> {
    return this.with('throwException', [options], this.throwException)
  }

  /**
   * Sends the message to an endpoint; a reply replaces it. The step has ended when the endpoint has taken the message as far as it promises; what that is stands with each connector. A called route (`direct:`) that was stopped, or whose error handler has dealt with a failure, ends this one too.
   * @param uri The endpoint.
   */
  to<Reply = B>(uri: string | SinkEndpoint, options?: ToOptions): Steps<Reply, H> {
    return this.with('to', [uri, options], this.to)
  }

  /**
   * Sends the message to an endpoint whose URI is made from the message; a reply replaces it. The URI is a `simple` text; `language:NAME:TEXT` takes another language. Where it gives nothing (null) nothing is sent; an empty text fails. A message that may choose the endpoint may choose any component: `allowedSchemes` names those that it may use.
   * @param uri The endpoint, a simple text.
   */
  toD<Reply = B>(uri: string | SinkEndpoint, options?: ToDOptions): Steps<Reply, H> {
    return this.with('toD', [uri, options], this.toD)
  }

  /**
   * Replaces the body by the result of an expression; headers stay.
   * @param expression The new body.
   */
  transform<R>(expression: Expression<B, H, R>, options?: TransformOptions): Steps<R, H> {
    return this.with('transform', [expression, options], this.transform)
  }

  /**
   * Turns the message into a data type: its body, and the header that names the type. Known types: `application-json`, `application-octet-stream`, `application-x-java-object`, `application-x-struct`, `text-plain`. Another one keeps the route from starting. `application-json` takes JSON text and nodes; a map or list is first to be marshalled, or named by its class in the property `X-Content-Class`.
   * @param toType The type that it gets.
   */
  transformDataType<Out = unknown>(toType: string, options?: TransformDataTypeOptions): Steps<Out, H> {
    return this.with('transformDataType', [toType, options], this.transformDataType)
  }

  /**
   * Reads the body, which is in a data format.
   * @param dataFormatType The data format, by its key.
   */
  unmarshal<T>(dataFormatType: DataFormatValue<T>, options?: UnmarshalOptions): Steps<T, H> {
    return this.with('unmarshal', [dataFormatType, options], this.unmarshal)
  }

  /**
   * Fails messages for which a predicate is false. The failure is a `PredicateValidationException`, a `org.apache.camel.ValidationException`.
   * @param expression What must be true.
   */
  validate(expression: Condition<B, H>, options?: ValidateOptions): Steps<B, H> {
    return this.with('validate', [expression, options], this.validate)
  }

  /**
   * Sends a copy of the message to an endpoint beside the route, which does not wait for it. The copy is InOnly, has a unit of work of its own, and shares the body: `onPrepare` may copy what is changed in place. A failure of the tap is logged and does not reach the route. The route goes on first. Where 1020 taps are on their way it waits for one of them to end.
   * @param uri The endpoint, a simple text unless dynamicUri is false.
   */
  wireTap(uri: string | SinkEndpoint, options?: WireTapOptions<B, H>): Steps<B, H> {
    return this.with('wireTap', [uri, options], this.wireTap)
  }
}
