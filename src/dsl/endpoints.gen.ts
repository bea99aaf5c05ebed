// Generated from the declarations of the connectors by `npm run generate`. Do not edit.
import { endpointOf } from './generated.ts'
import type { Bean, Duration, NoOptions, Parameters, Placeholder } from './types.ts'
import type { Endpoint } from './values.ts'

export interface Aws2S3EndpointOptions {
  /** The region, in small letters (`eu-west-1`); `AWS_REGION` or the profile without it. */
  readonly region?: string | undefined
  /** Whether `uriEndpointOverride` is the address. Default: `false`. */
  readonly overrideEndpoint?: boolean | Placeholder | undefined
  /** Address of the service (`http://localhost:9000`), with `overrideEndpoint`. */
  readonly uriEndpointOverride?: string | undefined
  /** Whether the bucket stands in the path instead of the host name: most services but AWS want that. Default: `false`. */
  readonly forcePathStyle?: boolean | Placeholder | undefined
  /** The access key, as AWS calls the name of who asks. */
  readonly accessKey?: string | undefined
  /** The secret that belongs to the access key. */
  readonly secretKey?: string | undefined
  /** The token of a session, with `useSessionCredentials`. */
  readonly sessionToken?: string | undefined
  /** Whether the credentials come from the environment: variables, web identity, profile, container, instance. Default: `false`. */
  readonly useDefaultCredentialsProvider?: boolean | Placeholder | undefined
  /** Whether the credentials come from a profile. Default: `false`. */
  readonly useProfileCredentialsProvider?: boolean | Placeholder | undefined
  /** The name of the profile; `default` without it. */
  readonly profileCredentialsName?: string | undefined
  /** Whether the credentials are those of a session, with `sessionToken`. Default: `false`. */
  readonly useSessionCredentials?: boolean | Placeholder | undefined
  /** Whether any certificate is taken, also one that nobody has signed. Default: `false`. */
  readonly trustAllCertificates?: boolean | Placeholder | undefined
  /** Host of a proxy that requests go through. */
  readonly proxyHost?: string | undefined
  /** Port of the proxy; 443 or 80 without it. */
  readonly proxyPort?: number | Placeholder | undefined
  /** How the proxy itself is reached. Default: `HTTPS`. */
  readonly proxyProtocol?: 'HTTP' | 'HTTPS' | Placeholder | undefined
  /** Whether missing buckets are created, also the destination of `moveAfterRead`. Default: `false`. */
  readonly autoCreateBucket?: boolean | Placeholder | undefined
  /** The policy that a bucket gets when it is created. */
  readonly policy?: string | undefined
  /** A bean that is a client of `@aws-sdk/client-s3`; it is not closed. */
  readonly amazonS3Client?: Bean | undefined
  /** Own: how long a connection may take to stand. Default: `5000`. */
  readonly connectionTimeout?: Duration | undefined
  /** Own: how long the service may be silent. Default: `60000`. */
  readonly socketTimeout?: Duration | undefined
  /** Own: how often a request is sent at most; between the attempts it waits as long as the service asks for (Retry-After). Default: `3`. */
  readonly maxAttempts?: number | Placeholder | undefined
  /** Only objects whose keys begin so. */
  readonly prefix?: string | undefined
  /** Only objects whose keys have no such text behind the prefix: `/` leaves out what is in sub folders. */
  readonly delimiter?: string | undefined
  /** Whether the content is left out, whatever `includeBody` says. Default: `false`. */
  readonly ignoreBody?: boolean | Placeholder | undefined
  /** Whether the body is the request of the operation: a map with the names of the S3 API (`Bucket`, `Key`, also in small). Default: `false`. */
  readonly pojoRequest?: boolean | Placeholder | undefined
  /** Whether objects are encrypted with a key of your own. Default: `false`. */
  readonly useCustomerKey?: boolean | Placeholder | undefined
  /** That key, in base64. */
  readonly customerKeyId?: string | undefined
  /** The MD5 of that key, in base64; computed unless given. */
  readonly customerKeyMD5?: string | undefined
  /** The algorithm for that key: AES256. */
  readonly customerAlgorithm?: string | undefined
}

export interface Aws2S3SourceOptions extends Aws2S3EndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** How long before the first poll, in `timeUnit`. Default: `1000`. */
  readonly initialDelay?: Duration | undefined
  /** How long between polls, in `timeUnit`. Default: `500`. */
  readonly delay?: Duration | undefined
  /** Unit of `initialDelay` and `delay`. Default: `MILLISECONDS`. */
  readonly timeUnit?: 'MILLISECONDS' | 'SECONDS' | 'MINUTES' | 'HOURS' | 'DAYS' | Placeholder | undefined
  /** Whether `delay` counts from the end of a poll; otherwise from its start. Default: `true`. */
  readonly useFixedDelay?: boolean | Placeholder | undefined
  /** How many polls at most; 0 or less: without end. Default: `0`. */
  readonly repeatCount?: number | Placeholder | undefined
  /** Whether the next poll follows at once when one got messages. Default: `false`. */
  readonly greedy?: boolean | Placeholder | undefined
  /** How many polls are skipped when backing off. */
  readonly backoffMultiplier?: number | Placeholder | undefined
  /** Backs off after so many polls in a row that got nothing. */
  readonly backoffIdleThreshold?: number | Placeholder | undefined
  /** Backs off after so many polls in a row that failed. */
  readonly backoffErrorThreshold?: number | Placeholder | undefined
  /** Whether a poll that gets nothing sends a message without body. Default: `false`. */
  readonly sendEmptyMessageWhenIdle?: boolean | Placeholder | undefined
  /** Whether polling begins when the route starts. Default: `true`. */
  readonly startScheduler?: boolean | Placeholder | undefined
  /** Has no effect: polls are not logged. Default: `TRACE`. */
  readonly runLoggingLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
  /** Another scheduler; only `none` is supported. Default: `none`. */
  readonly scheduler?: 'none' | Placeholder | undefined
  /** Takes only the object of this key; nothing is listed then. */
  readonly fileName?: string | undefined
  /** Whether objects that stand for folders are taken: those of type `application/x-directory`, and empty ones whose key ends in `/`. Default: `true`. */
  readonly includeFolders?: boolean | Placeholder | undefined
  /** Takes objects only while there is an object of this key. */
  readonly doneFileName?: string | undefined
  /** How many objects a poll takes; 0 or less: 1000. Default: `10`. */
  readonly maxMessagesPerPoll?: number | Placeholder | undefined
  /** Own: the order. `key` is that of the service; for `lastModified` (oldest first) each poll lists all objects, and objects must be deleted or remembered. Default: `key`. */
  readonly sortBy?: 'key' | 'lastModified' | Placeholder | undefined
  /** Own: how many objects are worked on at a time. Default: `1`. */
  readonly concurrency?: number | Placeholder | undefined
  /** Whether the body is the content; otherwise it is a stream over it. Content of more than 256 KB is read only when somebody asks for it, either way. Default: `true`. */
  readonly includeBody?: boolean | Placeholder | undefined
  /** Whether streams that were opened and not read to their end are closed when the message has ended. Default: `true`. */
  readonly autocloseBody?: boolean | Placeholder | undefined
  /** Whether an object is deleted when its message has succeeded. Default: `true`. */
  readonly deleteAfterRead?: boolean | Placeholder | undefined
  /** Whether it is copied to `destinationBucket` before that. Default: `false`. */
  readonly moveAfterRead?: boolean | Placeholder | undefined
  /** The bucket that objects are moved to. */
  readonly destinationBucket?: string | undefined
  /** Stands before the key there. */
  readonly destinationBucketPrefix?: string | undefined
  /** Stands behind the key there. */
  readonly destinationBucketSuffix?: string | undefined
  /** Whether `prefix` is taken off the key there. Default: `false`. */
  readonly removePrefixOnMove?: boolean | Placeholder | undefined
  /** Own: whether each object is taken once; for objects that stay where they are. A new content under the same key counts as another object. Default: `false`. */
  readonly idempotent?: boolean | Placeholder | undefined
  /** Own: what tells an object that was taken; its key and ETag unless given: `${header.CamelAwsS3Key}`. */
  readonly idempotentKey?: string | undefined
  /** Own: remembers the objects that have succeeded; 10,000 in memory unless given. */
  readonly idempotentRepository?: Bean | undefined
  /** Remembers the objects that are worked on; in memory unless given. */
  readonly inProgressRepository?: Bean | undefined
  /**
   * Has no effect, as in Camel. Default: `60`.
   * @deprecated it has no effect in Camel either
   */
  readonly maxConnections?: number | Placeholder | undefined
}

export interface Aws2S3SinkOptions extends Aws2S3EndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** What to do, where no header CamelAwsS3Operation says so; without either the body is put. */
  readonly operation?: 'copyObject' | 'listObjects' | 'deleteObject' | 'deleteObjects' | 'deleteBucket' | 'listBuckets' | 'getObject' | 'getObjectRange' | 'createDownloadLink' | 'createUploadLink' | 'headBucket' | 'headObject' | 'restoreObject' | 'getObjectTagging' | 'putObjectTagging' | 'deleteObjectTagging' | 'getObjectAcl' | 'putObjectAcl' | 'createBucket' | 'getBucketTagging' | 'putBucketTagging' | 'deleteBucketTagging' | 'getBucketVersioning' | 'putBucketVersioning' | 'getBucketPolicy' | 'putBucketPolicy' | 'deleteBucketPolicy' | Placeholder | undefined
  /** The key, where no header CamelAwsS3Key gives one: `${date:now:yyyyMMdd}/${exchangeId}.json`. */
  readonly keyName?: string | undefined
  /** Own: whether a header CamelAwsS3Key wins over `keyName`. Set it to false where messages come from a bucket and get new keys: the source sets that header. Default: `true`. */
  readonly keyFromHeader?: boolean | Placeholder | undefined
  /** The storage class, such as STANDARD_IA or GLACIER. */
  readonly storageClass?: string | undefined
  /** Whether bodies of `partSize` or more are uploaded in parts. A stream of unknown length always is when it is that long. Default: `false`. */
  readonly multiPartUpload?: boolean | Placeholder | undefined
  /** Bytes of a part, at least 5 MB; so much of a stream is held in memory. Default: `26214400`. */
  readonly partSize?: number | Placeholder | undefined
  /** Whether a body that is a file is deleted afterwards. Default: `false`. */
  readonly deleteAfterWrite?: boolean | Placeholder | undefined
  /** Whether an object that is there already is left as it is, and the message fails. Default: `false`. */
  readonly conditionalWritesEnabled?: boolean | Placeholder | undefined
  /** Own: the ETag that the object must have now; otherwise it is left as it is, and the message fails. */
  readonly ifMatch?: string | undefined
  /** Own: the checksum that is sent along. `supported`: CRC32; `required`: only where S3 demands one, for services that know no checksums. Default: `supported`. */
  readonly checksum?: 'supported' | 'required' | 'CRC32' | 'CRC32C' | 'SHA1' | 'SHA256' | Placeholder | undefined
  /** Whether objects are encrypted with a key of KMS. Default: `false`. */
  readonly useAwsKMS?: boolean | Placeholder | undefined
  /** The id of that key. */
  readonly awsKMSKeyId?: string | undefined
  /** Whether objects are encrypted with a key of S3. Default: `false`. */
  readonly useSSES3?: boolean | Placeholder | undefined
  /** Whether the bodies of many messages are written one behind the other into one object. A message ends when its object is there. Default: `false`. */
  readonly streamingUploadMode?: boolean | Placeholder | undefined
  /** How many messages make an object. Default: `10`. */
  readonly batchMessageNumber?: number | Placeholder | undefined
  /** How many bytes make an object. Default: `1000000`. */
  readonly batchSize?: number | Placeholder | undefined
  /** Has no effect: a body is not cut. Default: `1000000`. */
  readonly bufferSize?: number | Placeholder | undefined
  /** How long after its first message an object is written at the latest, in milliseconds. Default: `1000`. */
  readonly streamingUploadTimeout?: Duration | undefined
  /** What is added to the name in `keyName` from the second object on: a number, a UUID, or the time in milliseconds. Default: `progressive`. */
  readonly namingStrategy?: 'progressive' | 'random' | 'timestamp' | Placeholder | undefined
  /** With `progressive`: whether numbers go on behind those that are there (`lastPart`) or begin anew and overwrite them (`override`). Default: `lastPart`. */
  readonly restartingPolicy?: 'override' | 'lastPart' | Placeholder | undefined
  /** Whether an object holds only messages of one window of time, whose beginning is added to its name. Default: `false`. */
  readonly timestampGroupingEnabled?: boolean | Placeholder | undefined
  /** The header with the time of a message, in milliseconds. Default: `CamelMessageTimestamp`. */
  readonly timestampHeaderName?: string | undefined
  /** How long a window is. Default: `300000`. */
  readonly timestampWindowSizeMillis?: number | Placeholder | undefined
  /** Own: how long a message waits for a connection before it fails. Default: `5000`. */
  readonly connectionWait?: Duration | undefined
}

export interface BeanEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** The method, with or without arguments: `add(${body}, 1)`. May be left out where the bean is a function or has one method. */
  readonly method?: string | undefined
  /** Whether one bean serves all messages; a named bean is made once in any case. Default: `Singleton`. */
  readonly scope?: 'Singleton' | 'Request' | 'Prototype' | Placeholder | undefined
}

export interface CaffeineCacheEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** What is done, unless the header CamelCaffeineAction says otherwise. */
  readonly action?: 'GET' | 'GET_ALL' | 'PUT' | 'PUT_ALL' | 'INVALIDATE' | 'INVALIDATE_ALL' | 'CLEANUP' | 'AS_MAP' | Placeholder | undefined
  /** The key, unless the header CamelCaffeineKey says otherwise. */
  readonly key?: string | undefined
  /** Java type that a value is converted to. */
  readonly valueType?: string | undefined
  /** By what values leave the cache: the size it has, or the time they are in it. Default: `SIZE_BASED`. */
  readonly evictionType?: 'SIZE_BASED' | 'TIME_BASED' | Placeholder | undefined
  /** How many values are kept with SIZE_BASED; the longest unused leave. Default: `100000`. */
  readonly maximumSize?: number | Placeholder | undefined
  /** With TIME_BASED, how long a value stays unused, in seconds. Default: `300`. */
  readonly expireAfterAccessTime?: number | Placeholder | undefined
  /** With TIME_BASED, how long a value stays at all, in seconds. Default: `300`. */
  readonly expireAfterWriteTime?: number | Placeholder | undefined
  /** Has no effect. */
  readonly initialCapacity?: number | Placeholder | undefined
  /** Whether the cache is made; a cache from elsewhere is not supported. Default: `true`. */
  readonly createCacheIfNotExist?: boolean | Placeholder | undefined
  /** Has no effect: nothing shows the figures. Default: `false`. */
  readonly statsEnabled?: boolean | Placeholder | undefined
}

export interface ClassEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** The method, with or without arguments: `add(${body}, 1)`. May be left out where the bean is a function or has one method. */
  readonly method?: string | undefined
  /** Whether one bean serves all messages; a named bean is made once in any case. Default: `Singleton`. */
  readonly scope?: 'Singleton' | 'Request' | 'Prototype' | Placeholder | undefined
}

export interface ControlbusEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** The route; `current` is the one that sends. */
  readonly routeId?: string | undefined
  /** What to do; `status` makes the state of the route the body (`Started`), `stats` what it has counted, as XML; without `routeId` that of all routes. */
  readonly action?: 'start' | 'stop' | 'fail' | 'suspend' | 'resume' | 'restart' | 'status' | 'stats' | Placeholder | undefined
  /** Whether the message goes on at once; a result is then dropped. Default: `false`. */
  readonly async?: boolean | Placeholder | undefined
  /** Milliseconds between stop and start of a `restart`. Default: `1000`. */
  readonly restartDelay?: number | Placeholder | undefined
  /** Level at which actions are logged. Default: `INFO`. */
  readonly loggingLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
}

export interface CronEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** The cron expression, blanks written as `+`. */
  readonly schedule: string
}

export interface DatasetEndpointOptions {
  /** How the header `CamelDataSetIndex` is used: the source sets it unless `off`; the sink checks it, and with `lenient` sets it where it is missing. Default: `lenient`. */
  readonly dataSetIndex?: 'strict' | 'lenient' | 'off' | Placeholder | undefined
  /** Has no effect: nothing browses endpoints here. Default: `100`. */
  readonly browseLimit?: string | undefined
}

export interface DatasetSourceOptions extends DatasetEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** How long before the first message. Default: `1000`. */
  readonly initialDelay?: Duration | undefined
  /** How long between messages. Default: `3`. */
  readonly produceDelay?: Duration | undefined
  /** How many messages are sent before the route counts as started. Default: `0`. */
  readonly preloadSize?: number | Placeholder | undefined
  /** Has no effect: the size of a data set does not grow. Default: `0`. */
  readonly minRate?: number | Placeholder | undefined
}

export interface DatasetSinkOptions extends DatasetEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** How long each message takes. Default: `0`. */
  readonly consumeDelay?: Duration | undefined
  /** Has no effect: expectations are made by the test itself. Default: `-1`. */
  readonly expectedCount?: number | Placeholder | undefined
  /** Has no effect: messages are checked, not kept. Default: `-1`. */
  readonly retainFirst?: number | Placeholder | undefined
  /** Has no effect: messages are checked, not kept. Default: `-1`. */
  readonly retainLast?: number | Placeholder | undefined
  /** Has no effect: messages are checked, not kept. Default: `true`. */
  readonly copyOnExchange?: boolean | Placeholder | undefined
  /** Has no effect: a message that is not the expected one is logged. Default: `true`. */
  readonly failFast?: boolean | Placeholder | undefined
  /** Whether a line is logged for each message. Default: `false`. */
  readonly log?: boolean | Placeholder | undefined
  /** Has no effect: expectations are made by the test itself. */
  readonly assertPeriod?: Duration | undefined
  /** Has no effect: expectations are made by the test itself. */
  readonly resultWaitTime?: Duration | undefined
  /** Has no effect: expectations are made by the test itself. */
  readonly resultMinimumWaitTime?: Duration | undefined
  /** Has no effect: expectations are made by the test itself. */
  readonly sleepForEmptyTest?: Duration | undefined
}

export interface DirectEndpointOptions {
  /** Has no effect: a message is worked on synchronously as far as its steps are synchronous. Default: `false`. */
  readonly synchronous?: boolean | Placeholder | undefined
}

export interface DirectSourceOptions extends DirectEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
}

export interface DirectSinkOptions extends DirectEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Whether a call waits for a consumer where there is none. Default: `true`. */
  readonly block?: boolean | Placeholder | undefined
  /** How long it waits, even where a call without consumer does not fail. Default: `30000`. */
  readonly timeout?: Duration | undefined
  /** Whether a call without consumer fails. Default: `true`. */
  readonly failIfNoConsumers?: boolean | Placeholder | undefined
}

export interface DlqEndpointOptions {
  /** The folder that letters are kept in, from the directory of the runtime on. Default: .kafila/dead-letters. */
  readonly directory?: string | undefined
  /** A store to keep them in instead: a bean of the type kafila.LmdbStore or kafila.PostgresStore. */
  readonly store?: Bean | undefined
}

export interface DlqSourceOptions extends DlqEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** How often it is looked for new letters. Default: `1000`. */
  readonly delay?: Duration | undefined
}

export interface DlqSinkOptions extends DlqEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
}

export interface FileEndpointOptions {
  /** What text in the files is encoded in; UTF-8 unless given. */
  readonly charset?: string | undefined
  /** A file beside each file that says that it is complete: a name, which may contain `${file:name}` or `${file:name.noext}`. The source waits for it and deletes it, the sink writes it. */
  readonly doneFileName?: string | undefined
  /** Whether missing folders are created. Default: `true`. */
  readonly autoCreate?: boolean | Placeholder | undefined
  /** Has no effect: folders are created one by one anyway. Default: `false`. */
  readonly autoCreateStepwise?: boolean | Placeholder | undefined
  /** Whether a file that cannot be renamed, since the target is on another device, is copied and deleted. Default: `true`. */
  readonly copyAndDeleteOnRenameFail?: boolean | Placeholder | undefined
  /** Whether files are moved by copying and deleting them. Default: `false`. */
  readonly renameUsingCopy?: boolean | Placeholder | undefined
  /** Has no effect: files are read and written in chunks of 256 KB. Default: `131072`. */
  readonly bufferSize?: number | Placeholder | undefined
  /** Has no effect: nothing browses endpoints here. Default: `100`. */
  readonly browseLimit?: string | undefined
  /** Has no effect: a message is worked on synchronously as far as its steps are synchronous. Default: `false`. */
  readonly synchronous?: boolean | Placeholder | undefined
  /** Takes only the file of this name (without folder); an expression of the file language. */
  readonly fileName?: string | undefined
  /** Whether the name of a file is told without its sub folders. Default: `false`. */
  readonly flatten?: boolean | Placeholder | undefined
}

export interface FileSourceOptions extends FileEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** How long before the first poll, in `timeUnit`. Default: `1000`. */
  readonly initialDelay?: Duration | undefined
  /** How long between polls, in `timeUnit`. Default: `500`. */
  readonly delay?: Duration | undefined
  /** Unit of `initialDelay` and `delay`. Default: `MILLISECONDS`. */
  readonly timeUnit?: 'MILLISECONDS' | 'SECONDS' | 'MINUTES' | 'HOURS' | 'DAYS' | Placeholder | undefined
  /** Whether `delay` counts from the end of a poll; otherwise from its start. Default: `true`. */
  readonly useFixedDelay?: boolean | Placeholder | undefined
  /** How many polls at most; 0 or less: without end. Default: `0`. */
  readonly repeatCount?: number | Placeholder | undefined
  /** Whether the next poll follows at once when one got messages. Default: `false`. */
  readonly greedy?: boolean | Placeholder | undefined
  /** How many polls are skipped when backing off. */
  readonly backoffMultiplier?: number | Placeholder | undefined
  /** Backs off after so many polls in a row that got nothing. */
  readonly backoffIdleThreshold?: number | Placeholder | undefined
  /** Backs off after so many polls in a row that failed. */
  readonly backoffErrorThreshold?: number | Placeholder | undefined
  /** Whether a poll that gets nothing sends a message without body. Default: `false`. */
  readonly sendEmptyMessageWhenIdle?: boolean | Placeholder | undefined
  /** Whether polling begins when the route starts. Default: `true`. */
  readonly startScheduler?: boolean | Placeholder | undefined
  /** Has no effect: polls are not logged. Default: `TRACE`. */
  readonly runLoggingLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
  /** Another scheduler; only `none` is supported. Default: `none`. */
  readonly scheduler?: 'none' | Placeholder | undefined
  /** Whether sub folders are looked into. Default: `false`. */
  readonly recursive?: boolean | Placeholder | undefined
  /** How deep a file must lie; 1 is the folder itself. Default: `0`. */
  readonly minDepth?: number | Placeholder | undefined
  /** How deep a file may lie. Default: `2147483647`. */
  readonly maxDepth?: number | Placeholder | undefined
  /** Takes only files whose name matches this regular expression as a whole, whatever its case. */
  readonly include?: string | undefined
  /** Leaves out files whose name matches this regular expression; stronger than `include`. */
  readonly exclude?: string | undefined
  /** Takes only files with these extensions, separated by commas. */
  readonly includeExt?: string | undefined
  /** Leaves out files with these extensions, separated by commas. */
  readonly excludeExt?: string | undefined
  /** Takes only files whose path below the folder matches one of these patterns (`**\/*.txt`), separated by commas. */
  readonly antInclude?: string | undefined
  /** Leaves out files whose path matches one of these patterns; stronger than `antInclude`. */
  readonly antExclude?: string | undefined
  /** Whether the case matters in those patterns. Default: `true`. */
  readonly antFilterCaseSensitive?: boolean | Placeholder | undefined
  /** Takes only files for which this is true: `${file:size} > 5000`. */
  readonly filterFile?: string | undefined
  /** Looks only into sub folders for which this is true. */
  readonly filterDirectory?: string | undefined
  /** Whether files are taken whose names begin with a dot. Default: `false`. */
  readonly includeHiddenFiles?: boolean | Placeholder | undefined
  /** Whether sub folders are looked into whose names begin with a dot. Default: `false`. */
  readonly includeHiddenDirs?: boolean | Placeholder | undefined
  /** Sorts each folder before its files are looked at; a minus sorts downwards. Default: `false`. */
  readonly preSort?: 'true' | 'false' | 'name' | '-name' | 'modified' | '-modified' | 'size' | '-size' | Placeholder | undefined
  /** Sorts the files of a poll: `file:name`, `reverse:file:length;ignoreCase:file:name`. */
  readonly sortBy?: string | undefined
  /** Whether the files of a poll are put in random order. Default: `false`. */
  readonly shuffle?: boolean | Placeholder | undefined
  /** How many files a poll takes; 0 or less: all. Default: `0`. */
  readonly maxMessagesPerPoll?: number | Placeholder | undefined
  /** Whether looking stops when so many are found; otherwise all are looked at and sorted first. Default: `true`. */
  readonly eagerMaxMessagesPerPoll?: boolean | Placeholder | undefined
  /** Whether a file is deleted when its message has succeeded. Default: `false`. */
  readonly delete?: boolean | Placeholder | undefined
  /** Whether a file stays where it is; each is then taken once (`idempotent`). Default: `false`. */
  readonly noop?: boolean | Placeholder | undefined
  /** Where a file is moved when its message has succeeded: a folder, or an expression for the whole name. Default: `.camel`. */
  readonly move?: string | undefined
  /** Where a file is moved when its message has failed; otherwise it stays and comes again. */
  readonly moveFailed?: string | undefined
  /** Where a file is moved before its message is worked on. */
  readonly preMove?: string | undefined
  /** Whether a file is taken once only; set by `noop`. */
  readonly idempotent?: boolean | Placeholder | undefined
  /** What tells a file that was taken: its absolute path unless given; `${file:name}-${file:size}`. */
  readonly idempotentKey?: string | undefined
  /** Whether a file is remembered before its message is worked on. Default: `true`. */
  readonly idempotentEager?: boolean | Placeholder | undefined
  /** Remembers the files; 1000 in memory unless given. */
  readonly idempotentRepository?: Bean | undefined
  /** Remembers the files that are worked on. */
  readonly inProgressRepository?: Bean | undefined
  /** How to find out that nobody else works on a file: `changed` waits until it does not grow, `rename` tries to rename it, `markerFile` and `fileLock` set a file beside it (there are no locks of the operating system in Node.js), `idempotent` asks the repository. Default: `none`. */
  readonly readLock?: 'none' | 'markerFile' | 'fileLock' | 'rename' | 'changed' | 'idempotent' | 'idempotent-changed' | 'idempotent-rename' | Placeholder | undefined
  /** Milliseconds between attempts. Default: `1000`. */
  readonly readLockCheckInterval?: number | Placeholder | undefined
  /** Milliseconds after which the file is left for the next poll; 0 or less: never. Default: `10000`. */
  readonly readLockTimeout?: number | Placeholder | undefined
  /** Bytes that a file must have, for `changed`. Default: `1`. */
  readonly readLockMinLength?: number | Placeholder | undefined
  /** Milliseconds that a file must be old, for `changed`. Default: `0`. */
  readonly readLockMinAge?: number | Placeholder | undefined
  /** Whether `changed` and `rename` set a marker file too. Default: `true`. */
  readonly readLockMarkerFile?: boolean | Placeholder | undefined
  /** Whether marker files of a run that crashed are deleted at the start. Default: `true`. */
  readonly readLockDeleteOrphanLockFiles?: boolean | Placeholder | undefined
  /** Level at which a file that could not be locked is logged. Default: `DEBUG`. */
  readonly readLockLoggingLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
  /** Whether the repository forgets a file that has succeeded. Default: `false`. */
  readonly readLockRemoveOnCommit?: boolean | Placeholder | undefined
  /** Whether the repository forgets a file that has failed. Default: `true`. */
  readonly readLockRemoveOnRollback?: boolean | Placeholder | undefined
  /** Milliseconds before the repository is told. Default: `0`. */
  readonly readLockIdempotentReleaseDelay?: number | Placeholder | undefined
  /** Whether the message ends before that. Default: `false`. */
  readonly readLockIdempotentReleaseAsync?: boolean | Placeholder | undefined
  /** Has no effect: there are no thread pools. */
  readonly readLockIdempotentReleaseAsyncPoolSize?: number | Placeholder | undefined
  /** Whether a poll fails where the folder is missing. Default: `false`. */
  readonly directoryMustExist?: boolean | Placeholder | undefined
  /** Whether the start fails where the folder is missing; with `autoCreate=false`. Default: `false`. */
  readonly startingDirectoryMustExist?: boolean | Placeholder | undefined
  /** Whether the start fails where the folder cannot be read and written. Default: `false`. */
  readonly startingDirectoryMustHaveAccess?: boolean | Placeholder | undefined
  /** Whether the header `CamelFileContentType` tells the type of a file, by its ending. Default: `false`. */
  readonly probeContentType?: boolean | Placeholder | undefined
  /** Further attributes of a file as a map in the header `CamelFileExtendedAttributes`: names such as `basic:creationTime`, `posix:permissions`, `basic:*`. */
  readonly extendedAttributes?: string | undefined
  /** Has no effect: files are local. */
  readonly localWorkDirectory?: string | undefined
}

export interface FileSinkOptions extends FileEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Whether a name that leads out of the folder is refused. Default: `true`. */
  readonly jailStartingDirectory?: boolean | Placeholder | undefined
  /** What happens where the file is there already. Default: `Override`. */
  readonly fileExist?: 'Override' | 'Append' | 'Fail' | 'Ignore' | 'Move' | 'TryRename' | Placeholder | undefined
  /** Written behind each body that is appended; `\n`, `\t` and `\r` stand for line feed, tab and carriage return. */
  readonly appendChars?: string | undefined
  /** Where `fileExist=Move` moves the file that is there: a folder, or an expression for the whole name. */
  readonly moveExisting?: string | undefined
  /** Whether a file that is there is dealt with before the temporary one is written, or after. Default: `true`. */
  readonly eagerDeleteTargetFile?: boolean | Placeholder | undefined
  /** The file is written under its name with this prefix, and renamed when it is complete. */
  readonly tempPrefix?: string | undefined
  /** The file is written under this name, and renamed when it is complete. */
  readonly tempFileName?: string | undefined
  /** Whether a null body makes an empty file; otherwise it fails. Default: `false`. */
  readonly allowNullBody?: boolean | Placeholder | undefined
  /** A checksum of the body goes into the header `CamelFileChecksum`: an algorithm by Java's name (`MD5`, `SHA-256`, `SHA3-256`). */
  readonly checksumFileAlgorithm?: string | undefined
  /** Whether it goes into a file beside the file too, the algorithm being the extension. Default: `true`. */
  readonly checksumWriteFile?: boolean | Placeholder | undefined
  /** Permissions of the file (`644`). */
  readonly chmod?: string | undefined
  /** Permissions of folders that are created (`755`). */
  readonly chmodDirectory?: string | undefined
  /** Whether the message ends only when the device has the content. Default: `false`. */
  readonly forceWrites?: boolean | Placeholder | undefined
  /** Whether the file gets the time in the header `CamelFileLastModified`. Default: `false`. */
  readonly keepLastModified?: boolean | Placeholder | undefined
}

export interface HttpEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** The method. Without it: CamelHttpMethod, else GET where there is a query or no body, else POST. */
  readonly httpMethod?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD' | 'OPTIONS' | 'TRACE' | 'PATCH' | Placeholder | undefined
  /** Ignores CamelHttpUri, passes bodies on as they are, keeps no cookies, and does not repeat query parameters as headers. Default: `false`. */
  readonly bridgeEndpoint?: boolean | Placeholder | undefined
  /** Whether other statuses than those of okStatusCodeRange are failures. Default: `true`. */
  readonly throwExceptionOnFailure?: boolean | Placeholder | undefined
  /** The good statuses: 200-204,209,301-304. Default: `200-299`. */
  readonly okStatusCodeRange?: string | undefined
  /** Closes the connection after the answer. Default: `false`. */
  readonly connectionClose?: boolean | Placeholder | undefined
  /** Ignores CamelHttpMethod, CamelHttpUri, CamelHttpPath and CamelHttpQuery. Default: `false`. */
  readonly skipControlHeaders?: boolean | Placeholder | undefined
  /** Sends no headers of the message. Default: `false`. */
  readonly skipRequestHeaders?: boolean | Placeholder | undefined
  /** Takes no headers of the answer. Default: `false`. */
  readonly skipResponseHeaders?: boolean | Placeholder | undefined
  /** Keeps the headers of the message beside those of the answer. Default: `true`. */
  readonly copyHeaders?: boolean | Placeholder | undefined
  /** Sends the body as a part of a form. Default: `false`. */
  readonly multipartUpload?: boolean | Placeholder | undefined
  /** The name of that part. Default: `data`. */
  readonly multipartUploadName?: string | undefined
  /** Value of the Host header. */
  readonly customHostHeader?: string | undefined
  /** Sends the message's own Host header. Default: `false`. */
  readonly preserveHostHeader?: boolean | Placeholder | undefined
  /** Value of the User-Agent header; `kafila` without it. */
  readonly userAgent?: string | undefined
  /** Sends the body with DELETE. Default: `false`. */
  readonly deleteWithBody?: boolean | Placeholder | undefined
  /** Sends the body with GET. Default: `false`. */
  readonly getWithBody?: boolean | Placeholder | undefined
  /** Follows redirects; without it they are failures. Default: `false`. */
  readonly followRedirects?: boolean | Placeholder | undefined
  /** Leaves the body of the answer unread: the message has none then. Default: `false`. */
  readonly ignoreResponseBody?: boolean | Placeholder | undefined
  /** Passes the answer on unread; it can be read once. Default: `false`. */
  readonly disableStreamCache?: boolean | Placeholder | undefined
  /** Adds the charset of the exchange to the content type of text. Default: `true`. */
  readonly contentTypeCharsetEnabled?: boolean | Placeholder | undefined
  /** Most connections to one server. Default: `20`. */
  readonly connectionsPerRoute?: number | Placeholder | undefined
  /** Most connections altogether. Default: `200`. */
  readonly maxTotalConnections?: number | Placeholder | undefined
  /** Time for a connection to stand; 0 for ever. Default: `180000`. */
  readonly connectTimeout?: Duration | undefined
  /** Time without a byte of the answer; soTimeout without it. */
  readonly responseTimeout?: Duration | undefined
  /** Time without a byte of the answer; 0 for ever. Default: `180000`. */
  readonly soTimeout?: Duration | undefined
  /** Time that a request waits for a free connection. Default: `180000`. */
  readonly connectionRequestTimeout?: Duration | undefined
  /** How the client proves who it is; NTLM is not supported. */
  readonly authMethod?: 'Basic' | 'Bearer' | 'NTLM' | Placeholder | undefined
  /** The user. */
  readonly authUsername?: string | undefined
  /** The password. */
  readonly authPassword?: string | undefined
  /** The token. */
  readonly authBearerToken?: string | undefined
  /** Sends credentials at once instead of when the server asks for them. Default: `false`. */
  readonly authenticationPreemptive?: boolean | Placeholder | undefined
  /** OAuth 2 client; with the secret and the endpoint each request carries a token. */
  readonly oauth2ClientId?: string | undefined
  /** OAuth 2 secret. */
  readonly oauth2ClientSecret?: string | undefined
  /** Address that gives tokens. */
  readonly oauth2TokenEndpoint?: string | undefined
  /** OAuth 2 scope. */
  readonly oauth2Scope?: string | undefined
  /** OAuth 2 resource. */
  readonly oauth2ResourceIndicator?: string | undefined
  /** Sends id and secret in the body instead of the Authorization header. Default: `false`. */
  readonly oauth2BodyAuthentication?: boolean | Placeholder | undefined
  /** Keeps a token until it expires. Default: `false`. */
  readonly oauth2CacheTokens?: boolean | Placeholder | undefined
  /** How long a token holds that does not say. Default: `3600`. */
  readonly oauth2CachedTokensDefaultExpirySeconds?: number | Placeholder | undefined
  /** How long before its end a token is renewed. Default: `5`. */
  readonly oauth2CachedTokensExpirationMarginSeconds?: number | Placeholder | undefined
  /** Proxy. */
  readonly proxyHost?: string | undefined
  /** Port of the proxy. */
  readonly proxyPort?: number | Placeholder | undefined
  /** Proxy; before proxyHost. */
  readonly proxyAuthHost?: string | undefined
  /** Port of the proxy; before proxyPort. */
  readonly proxyAuthPort?: number | Placeholder | undefined
  /** How the proxy is reached; always http. Default: `http`. */
  readonly proxyAuthScheme?: 'http' | 'https' | Placeholder | undefined
  /** How the client proves to the proxy who it is; always Basic. */
  readonly proxyAuthMethod?: 'Basic' | 'Bearer' | 'NTLM' | Placeholder | undefined
  /** User for the proxy. */
  readonly proxyAuthUsername?: string | undefined
  /** Password for the proxy. */
  readonly proxyAuthPassword?: string | undefined
  /** Hosts that are reached without the proxy, with commas between: localhost, *.example.com, 192.168.*. */
  readonly nonProxyHosts?: string | undefined
  /** A bean with options of node:tls: ca, cert, key, pfx, passphrase, rejectUnauthorized, servername. */
  readonly sslContextParameters?: Bean | undefined
  /** Has no effect: expired cookies are never kept. Default: `true`. */
  readonly clearExpiredCookies?: boolean | Placeholder | undefined
  /** Has no effect: the host name is always verified, unless the tls options say otherwise. Default: `CLIENT`. */
  readonly hostnameVerificationPolicy?: 'CLIENT' | 'BUILTIN' | 'BOTH' | Placeholder | undefined
  /** Has no effect: there are no Java system properties. Default: `false`. */
  readonly useSystemProperties?: boolean | Placeholder | undefined
}

export interface ImapEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** How long before the first poll, in `timeUnit`. Default: `1000`. */
  readonly initialDelay?: Duration | undefined
  /** How long between polls, in `timeUnit`. Default: `60000`. */
  readonly delay?: Duration | undefined
  /** Unit of `initialDelay` and `delay`. Default: `MILLISECONDS`. */
  readonly timeUnit?: 'MILLISECONDS' | 'SECONDS' | 'MINUTES' | 'HOURS' | 'DAYS' | Placeholder | undefined
  /** Whether `delay` counts from the end of a poll; otherwise from its start. Default: `true`. */
  readonly useFixedDelay?: boolean | Placeholder | undefined
  /** How many polls at most; 0 or less: without end. Default: `0`. */
  readonly repeatCount?: number | Placeholder | undefined
  /** Whether the next poll follows at once when one got messages. Default: `false`. */
  readonly greedy?: boolean | Placeholder | undefined
  /** How many polls are skipped when backing off. */
  readonly backoffMultiplier?: number | Placeholder | undefined
  /** Backs off after so many polls in a row that got nothing. */
  readonly backoffIdleThreshold?: number | Placeholder | undefined
  /** Backs off after so many polls in a row that failed. */
  readonly backoffErrorThreshold?: number | Placeholder | undefined
  /** Whether a poll that gets nothing sends a message without body. Default: `false`. */
  readonly sendEmptyMessageWhenIdle?: boolean | Placeholder | undefined
  /** Whether polling begins when the route starts. Default: `true`. */
  readonly startScheduler?: boolean | Placeholder | undefined
  /** Has no effect: polls are not logged. Default: `TRACE`. */
  readonly runLoggingLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
  /** Another scheduler; only `none` is supported. Default: `none`. */
  readonly scheduler?: 'none' | Placeholder | undefined
  /** The user who logs in; without one nobody does. */
  readonly username?: string | undefined
  /** The password. */
  readonly password?: string | undefined
  /** A token of OAuth 2 instead of the password (XOAUTH2); not of Camel. */
  readonly accessToken?: string | undefined
  /** How long to wait for a connection, and for an answer of the server, in milliseconds. Default: `30000`. */
  readonly connectionTimeout?: number | Placeholder | undefined
  /** Whether a plain connection is made a secure one (STARTTLS): where the server offers it, always, or never; not of Camel. mail.smtp.starttls.required=true and the like say the same. Default: `auto`. */
  readonly startTls?: 'auto' | 'required' | 'never' | Placeholder | undefined
  /** A bean with options of node:tls: ca, cert, key, pfx, passphrase, rejectUnauthorized, servername. */
  readonly sslContextParameters?: Bean | undefined
  /** Logs what client and server say, without passwords, at level DEBUG. Default: `false`. */
  readonly debugMode?: boolean | Placeholder | undefined
  /** Has no effect: the scheme says the protocol. Default: `false`. */
  readonly ignoreUriScheme?: boolean | Placeholder | undefined
  /** Whether a mail is deleted when its message has ended well; CamelMailDelete of the message overrides it. Default: `false`. */
  readonly delete?: boolean | Placeholder | undefined
  /** How many mails a poll takes at most; 0 or less: all. */
  readonly maxMessagesPerPoll?: number | Placeholder | undefined
  /** How many mails a poll takes at most, before maxMessagesPerPoll; 0: none, -1: all. Default: `-1`. */
  readonly fetchSize?: number | Placeholder | undefined
  /** How many mails are worked on at a time; not of Camel. Default: `1`. */
  readonly concurrency?: number | Placeholder | undefined
  /** Whether a mail becomes body, headers and attachments; otherwise the body is the mail as it was sent, as bytes. Default: `true`. */
  readonly mapMailMessage?: boolean | Placeholder | undefined
  /** Whether headers with other than ASCII characters are decoded. Default: `false`. */
  readonly mimeDecodeHeaders?: boolean | Placeholder | undefined
  /** Has no effect: names of attachments are always decoded. Default: `false`. */
  readonly decodeFilename?: boolean | Placeholder | undefined
  /** Whether a mail that cannot be read is left out in silence; it is tried again later. Default: `false`. */
  readonly skipFailedMessage?: boolean | Placeholder | undefined
  /** Whether a mail that cannot be read is told as a failure of its own (bridgeErrorHandler); otherwise the poll fails when the others are done. Default: `false`. */
  readonly handleFailedMessage?: boolean | Placeholder | undefined
  /** Whether a mail with two attachments of one name fails; otherwise the second is left out. Default: `false`. */
  readonly failOnDuplicateFileAttachment?: boolean | Placeholder | undefined
  /** Gives names to attachments without one. */
  readonly generateMissingAttachmentNames?: 'uuid' | Placeholder | undefined
  /** Gives another name to the second attachment of one name. Default: `never`. */
  readonly handleDuplicateAttachmentNames?: 'never' | 'uuidPrefix' | 'uuidSuffix' | Placeholder | undefined
  /** Remembers mails whose message has ended well by their unique id, until they are marked or deleted. */
  readonly idempotentRepository?: Bean | undefined
  /** Whether a mail is forgotten when it is marked or deleted. Default: `true`. */
  readonly idempotentRepositoryRemoveOnCommit?: boolean | Placeholder | undefined
  /** Whether the connection is closed after a poll, as soon as no mail is in hand. Default: `false`. */
  readonly disconnect?: boolean | Placeholder | undefined
  /** The folder that is polled. Default: `INBOX`. */
  readonly folderName?: string | undefined
  /** Whether only mails come that nobody has seen yet. Default: `true`. */
  readonly unseen?: boolean | Placeholder | undefined
  /** Whether a mail stays unseen while it is worked on; otherwise one that fails does not come again. Default: `true`. */
  readonly peek?: boolean | Placeholder | undefined
  /** A folder that a mail is copied to when its message has ended well; CamelMailCopyTo overrides it. */
  readonly copyTo?: string | undefined
  /** A folder that a mail is moved to when its message has ended well; CamelMailMoveTo overrides it. */
  readonly moveTo?: string | undefined
  /** The order of the mails of a poll: arrival, cc, date, from, size, subject, to, with commas between; reverse before one turns it round. */
  readonly sortTerm?: string | undefined
  /** Whether the next poll follows at once when the server tells of a new mail (IDLE); not of Camel. Default: `false`. */
  readonly idle?: boolean | Placeholder | undefined
  /** Has no effect: the folder stays open between polls, for mails whose message ends later; disconnect closes it. Default: `true`. */
  readonly closeFolder?: boolean | Placeholder | undefined
}

export interface JsonValidatorEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Whether the schema is read once; otherwise for every message. Default: `true`. */
  readonly contentCache?: boolean | Placeholder | undefined
  /** Whether a null body fails. Default: `true`. */
  readonly failOnNullBody?: boolean | Placeholder | undefined
  /** Checks this header instead of the body. */
  readonly headerName?: string | undefined
  /** Whether a missing header fails. Default: `true`. */
  readonly failOnNullHeader?: boolean | Placeholder | undefined
  /** Has no effect: a schema sees no message. Default: `false`. */
  readonly allowContextMapAll?: boolean | Placeholder | undefined
}

export interface JsonataEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Whether the body is values or JSON text. Default: `Jackson`. */
  readonly inputType?: 'Jackson' | 'JsonString' | Placeholder | undefined
  /** Whether the result is a JSON node or JSON text. Default: `Jackson`. */
  readonly outputType?: 'Jackson' | 'JsonString' | Placeholder | undefined
  /** Whether JSON text is indented. Default: `false`. */
  readonly prettyPrint?: boolean | Placeholder | undefined
  /** Whether the expression is read once; otherwise for every message. Default: `true`. */
  readonly contentCache?: boolean | Placeholder | undefined
  /** Whether the header `CamelJsonataResourceUri` may bring the expression: its place, or (without scheme) its text. Default: `false`. */
  readonly allowTemplateFromHeader?: boolean | Placeholder | undefined
  /** Has no effect, as in Camel: an expression sees its input only. Default: `false`. */
  readonly allowContextMapAll?: boolean | Placeholder | undefined
  /** A bean whose functions and values the expression sees by their names. */
  readonly frameBinding?: Bean | undefined
}

export interface KafkaEndpointOptions {
  /** How brokers are talked to; saslAuthType may say more. Default: `PLAINTEXT`. */
  readonly securityProtocol?: 'PLAINTEXT' | 'SASL_PLAINTEXT' | 'SASL_SSL' | 'SSL' | Placeholder | undefined
  /** Sets securityProtocol and saslMechanism in one: PLAIN, SCRAM_* and OAUTH mean SASL_SSL unless securityProtocol is SASL_PLAINTEXT. AWS_MSK_IAM and KERBEROS are not supported. */
  readonly saslAuthType?: 'NONE' | 'PLAIN' | 'SCRAM_SHA_256' | 'SCRAM_SHA_512' | 'SSL' | 'OAUTH' | 'AWS_MSK_IAM' | 'KERBEROS' | Placeholder | undefined
  /** How the client proves who it is; GSSAPI (Kerberos) is not supported. Default: `GSSAPI`. */
  readonly saslMechanism?: 'GSSAPI' | 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512' | 'OAUTHBEARER' | Placeholder | undefined
  /** The user, for PLAIN and SCRAM. */
  readonly saslUsername?: string | undefined
  /** The password, for PLAIN and SCRAM. */
  readonly saslPassword?: string | undefined
  /** User and password as Java writes them, in the form: org.apache.kafka.common.security.plain.PlainLoginModule required username="U" password="P"; (saslUsername and saslPassword say the same). */
  readonly saslJaasConfig?: string | undefined
  /** OAuth 2 client, for OAUTHBEARER. */
  readonly oauthClientId?: string | undefined
  /** OAuth 2 secret. */
  readonly oauthClientSecret?: string | undefined
  /** Address that gives tokens. */
  readonly oauthTokenEndpointUri?: string | undefined
  /** OAuth 2 scope. */
  readonly oauthScope?: string | undefined
  /** A bean with options of node:tls: ca, cert, key, pfx, passphrase, rejectUnauthorized, servername. Before the other ssl options. */
  readonly sslContextParameters?: Bean | undefined
  /** A file with the certificates that are trusted, in PEM. */
  readonly sslTruststoreLocation?: string | undefined
  /** Its form: PEM. Without it, the form is told by the content; JKS and PKCS12 are not read. */
  readonly sslTruststoreType?: 'JKS' | 'PEM' | 'PKCS12' | Placeholder | undefined
  /** Has no effect: PEM has no password. */
  readonly sslTruststorePassword?: string | undefined
  /** A file with the client's own key and certificate: PEM (both in one file) or PKCS12. */
  readonly sslKeystoreLocation?: string | undefined
  /** Its form: PEM or PKCS12. Without it, the form is told by the content; JKS is not read. */
  readonly sslKeystoreType?: 'JKS' | 'PEM' | 'PKCS12' | Placeholder | undefined
  /** The password of a PKCS12 file. */
  readonly sslKeystorePassword?: string | undefined
  /** The password of the key. */
  readonly sslKeyPassword?: string | undefined
  /** Whether the name of the broker must be that of its certificate: https, or none. Default: `https`. */
  readonly sslEndpointAlgorithm?: string | undefined
  /** The ciphers that may be used, with commas between. */
  readonly sslCipherSuites?: string | undefined
  /** The versions that may be used: TLSv1.2,TLSv1.3. */
  readonly sslEnabledProtocols?: string | undefined
  /** Has no effect: sslEnabledProtocols says which versions are used. */
  readonly sslProtocol?: string | undefined
  /** Has no effect: a message is worked on synchronously as far as its steps are synchronous. Default: `false`. */
  readonly synchronous?: boolean | Placeholder | undefined
  /** The brokers, or some of them: host1:9092,host2:9092. Or camel.component.kafka.brokers. */
  readonly brokers?: string | undefined
  /** The name by which brokers log this client. */
  readonly clientId?: string | undefined
  /** How long is believed what brokers said about topics. Default: `300000`. */
  readonly metadataMaxAgeMs?: Duration | undefined
  /** How long a stop waits for the connection to close. Default: `30000`. */
  readonly shutdownTimeout?: Duration | undefined
  /** The longest pause before a lost connection is tried again. Default: `1000`. */
  readonly reconnectBackoffMaxMs?: Duration | undefined
  /** Has no effect: the pauses between requests that failed begin with 100 ms. Default: `100`. */
  readonly retryBackoffMs?: Duration | undefined
  /** Has no effect: the pauses between requests that failed grow to a second. Default: `1000`. */
  readonly retryBackoffMaxMs?: Duration | undefined
  /** Has no effect: addresses are checked when the route is built; an unknown host is tried again and again. Default: `true`. */
  readonly preValidateHostAndPort?: boolean | Placeholder | undefined
}

export interface KafkaSourceOptions extends KafkaEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** Whether the topic is a regular expression: all topics with such a name are read, new ones too. Default: `false`. */
  readonly topicIsPattern?: boolean | Placeholder | undefined
  /** The group that shares the records; without it a group of its own is made at each start, which knows no positions. */
  readonly groupId?: string | undefined
  /** How many members of the group there are; each works on its own partitions. Default: `1`. */
  readonly consumersCount?: number | Placeholder | undefined
  /** How many records a member works on at a time (Kafila). Above 1 the order is kept for each key, and for the records without key of each partition. Default: `1`. */
  readonly concurrency?: number | Placeholder | undefined
  /** Where reading begins without a committed position: after what is there, or at its beginning. none is not supported. Default: `latest`. */
  readonly autoOffsetReset?: 'latest' | 'earliest' | 'none' | Placeholder | undefined
  /** Where reading begins at the start of the route, whatever was committed. */
  readonly seekTo?: 'BEGINNING' | 'END' | Placeholder | undefined
  /** How many records of a partition wait at most before no more are fetched; in a batch: how many are one list. Default: `500`. */
  readonly maxPollRecords?: number | Placeholder | undefined
  /** Whether several records are one message: its body is a list of exchanges. Default: `false`. */
  readonly batching?: boolean | Placeholder | undefined
  /** How long a batch that is not full waits for further records; without it, it does not wait. */
  readonly batchingIntervalMs?: Duration | undefined
  /** Whether a record that failed is tried again until it succeeds, which is the default; false skips it, as Camel does. */
  readonly breakOnFirstError?: boolean | Placeholder | undefined
  /** What follows a failure to read: it is tried again, with a new connection where needed. STOP and DISCARD are not supported. Default: `ERROR_HANDLER`. */
  readonly pollOnError?: 'DISCARD' | 'ERROR_HANDLER' | 'RECONNECT' | 'RETRY' | 'STOP' | Placeholder | undefined
  /** Has no effect: positions are committed when their records have ended, not when they are read. Default: `true`. */
  readonly autoCommitEnable?: boolean | Placeholder | undefined
  /** How long a position waits at most until it is committed; 20 ms without it. */
  readonly autoCommitIntervalMs?: Duration | undefined
  /** Whether the route commits: records then have CamelKafkaManualCommit, whose commit() does it, and only what is committed so counts. Default: `false`. */
  readonly allowManualCommit?: boolean | Placeholder | undefined
  /** Whether records of open and aborted transactions are read. Default: `read_uncommitted`. */
  readonly isolationLevel?: 'read_uncommitted' | 'read_committed' | Placeholder | undefined
  /** The Java class that reads keys. Default: `org.apache.kafka.common.serialization.StringDeserializer`. */
  readonly keyDeserializer?: string | undefined
  /** The Java class that reads values. Default: `org.apache.kafka.common.serialization.StringDeserializer`. */
  readonly valueDeserializer?: string | undefined
  /** How headers are read: as bytes, or as text with #class:org.apache.camel.component.kafka.serde.ToStringKafkaHeaderDeserializer. */
  readonly headerDeserializer?: string | undefined
  /** How the group shares out partitions: RangeAssignor or RoundRobinAssignor. Default: `org.apache.kafka.clients.consumer.RangeAssignor`. */
  readonly partitionAssignor?: string | undefined
  /** A member that is silent for so long is given up by its group. Default: `45000`. */
  readonly sessionTimeoutMs?: Duration | undefined
  /** How often a member is heard of. Default: `3000`. */
  readonly heartbeatIntervalMs?: Duration | undefined
  /** How long the group waits for its members when it shares out partitions. Default: `300000`. */
  readonly maxPollIntervalMs?: Duration | undefined
  /** How long records in hand may take to end before their partitions are given back (Kafila); others may get them again. Default: `10000`. */
  readonly rebalanceDrainMs?: Duration | undefined
  /** A fetch waits until so many bytes are there, or fetchWaitMaxMs is over. Default: `1`. */
  readonly fetchMinBytes?: number | Placeholder | undefined
  /** How many bytes a fetch brings at most. Default: `52428800`. */
  readonly fetchMaxBytes?: number | Placeholder | undefined
  /** How many bytes of one partition a fetch brings at most. Default: `1048576`. */
  readonly maxPartitionFetchBytes?: number | Placeholder | undefined
  /** How long a fetch waits for records. Default: `500`. */
  readonly fetchWaitMaxMs?: Duration | undefined
  /** How long an answer of a broker may take. Default: `30000`. */
  readonly consumerRequestTimeoutMs?: Duration | undefined
  /** Has no effect: records are handed over when they are there. Default: `5000`. */
  readonly pollTimeoutMs?: Duration | undefined
  /** How long a stop waits for its last commit. Default: `5000`. */
  readonly commitTimeoutMs?: Duration | undefined
  /** Has no effect: the checksum of batches is not compared. Default: `true`. */
  readonly checkCrcs?: boolean | Placeholder | undefined
  /** How the group is formed; only `classic` is supported. Default: `classic`. */
  readonly groupProtocol?: 'classic' | Placeholder | undefined
  /** Keeps positions outside of Kafka: a store, or a bean with `getState` and `setState`. Where it knows a position reading begins there, whatever the group knows; the group gets to know it, too. */
  readonly offsetRepository?: Bean | undefined
  /** Has no effect: allowManualCommit says enough. */
  readonly kafkaManualCommitFactory?: string | undefined
}

export interface KafkaSinkOptions extends KafkaEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** The key of all records; before CamelKafkaKey. */
  readonly key?: string | undefined
  /** The partition of all records; before CamelKafkaPartitionKey. */
  readonly partitionKey?: number | Placeholder | undefined
  /** Who must have a record before it counts as sent: all replicas in sync, the leader (1), or nobody (0). Default: `all`. */
  readonly requestRequiredAcks?: 'all' | '-1' | '0' | '1' | Placeholder | undefined
  /** Whether a request that is sent again writes its records once. Off where requestRequiredAcks is not all. Default: `true`. */
  readonly enableIdempotence?: boolean | Placeholder | undefined
  /** Whether each item of a list is a record of its own. Default: `true`. */
  readonly useIterator?: boolean | Placeholder | undefined
  /** Whether items of a list that are exchanges are sent with their own headers instead of those of the message. Default: `false`. */
  readonly batchWithIndividualHeaders?: boolean | Placeholder | undefined
  /** Whether CamelKafkaRecordMeta tells topic, partition, offset and timestamp of each record afterwards. Default: `false`. */
  readonly recordMetadata?: boolean | Placeholder | undefined
  /** The Java class that writes keys. Default: `org.apache.kafka.common.serialization.StringSerializer`. */
  readonly keySerializer?: string | undefined
  /** The Java class that writes values. Default: `org.apache.kafka.common.serialization.StringSerializer`. */
  readonly valueSerializer?: string | undefined
  /** How batches are compressed. Default: `none`. */
  readonly compressionCodec?: 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd' | Placeholder | undefined
  /** How long a record waits for others. Without it, not at all: what comes while a request is under way goes together in the next. */
  readonly lingerMs?: Duration | undefined
  /** With lingerMs: a batch of so many bytes waits no longer. Default: `16384`. */
  readonly producerBatchSize?: number | Placeholder | undefined
  /** How large a record, and a request, may be in bytes. Default: `1048576`. */
  readonly maxRequestSize?: number | Placeholder | undefined
  /** How long a message waits for the connection before it fails. Default: `60000`. */
  readonly maxBlockMs?: Duration | undefined
  /** How long a record is sent again after failures that pass, before it fails. Default: `120000`. */
  readonly deliveryTimeoutMs?: Duration | undefined
  /** How long an answer of a broker may take. Default: `30000`. */
  readonly requestTimeoutMs?: Duration | undefined
  /** Java class that chooses partitions: DefaultPartitioner, or RoundRobinPartitioner, which ignores keys. */
  readonly partitioner?: string | undefined
  /** Whether records with a key are spread like those without. Default: `false`. */
  readonly partitionerIgnoreKeys?: boolean | Placeholder | undefined
  /** Has no effect: deliveryTimeoutMs says how long is tried. */
  readonly retries?: number | Placeholder | undefined
  /** Has no effect: one request is under way at a time, so that the order is kept. Default: `5`. */
  readonly maxInFlightRequest?: number | Placeholder | undefined
  /** How many bytes may wait to be sent; further messages wait. Default: `33554432`. */
  readonly bufferMemorySize?: number | Placeholder | undefined
  /** Has no effect: connections are kept. Default: `540000`. */
  readonly connectionMaxIdleMs?: Duration | undefined
  /** The first pause before a lost connection is tried again. Default: `50`. */
  readonly reconnectBackoffMs?: Duration | undefined
  /** Has no effect, as with Camel. Default: `10000`. */
  readonly queueBufferingMaxMessages?: number | Placeholder | undefined
  /** Has no effect: the operating system chooses the sizes of buffers. Default: `65536`. */
  readonly receiveBufferBytes?: number | Placeholder | undefined
  /** Has no effect: the operating system chooses the sizes of buffers. Default: `131072`. */
  readonly sendBufferBytes?: number | Placeholder | undefined
}

export interface KameletEndpointOptions {
  /** File that the Kamelet is read from. Default: see `camel.component.kamelet.location`. */
  readonly location?: string | undefined
  /** Whether failures inside go to the caller's onException instead. Default: `false`. */
  readonly noErrorHandler?: boolean | Placeholder | undefined
}

export interface KameletSourceOptions extends KameletEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
}

export interface KameletSinkOptions extends KameletEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Has no effect: a call does not wait for a Kamelet that is stopped. Default: `true`. */
  readonly block?: boolean | Placeholder | undefined
  /** Has no effect, as block. Default: `30000`. */
  readonly timeout?: Duration | undefined
  /** Whether a call of a Kamelet that is stopped fails. Default: `true`. */
  readonly failIfNoConsumers?: boolean | Placeholder | undefined
}

export interface LanguageEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** The expression. */
  readonly script?: string | undefined
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether the result becomes the body. Default: `true`. */
  readonly transform?: boolean | Placeholder | undefined
  /** Whether the header `CamelLanguageScript` may bring the expression. Default: `false`. */
  readonly allowTemplateFromHeader?: boolean | Placeholder | undefined
  /** Has no effect: a script in a file is read for every message. Default: `true`. */
  readonly contentCache?: boolean | Placeholder | undefined
  /** Has no effect: an expression in the URI is compiled once. Default: `false`. */
  readonly cacheScript?: boolean | Placeholder | undefined
  /** Has no effect: expressions see the exchange. Default: `false`. */
  readonly allowContextMapAll?: boolean | Placeholder | undefined
}

export interface LogEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** The level. Default: `INFO`. */
  readonly level?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
  /** Marker of the lines. */
  readonly marker?: string | undefined
  /** Whether values of secrets (`password=…`) are written as `xxxxx`. Default: `false`. */
  readonly logMask?: boolean | Placeholder | undefined
  /** Whether the line is the body alone. Default: `false`. */
  readonly plain?: boolean | Placeholder | undefined
  /** Writes a line about the throughput after so many messages, instead of the messages. */
  readonly groupSize?: number | Placeholder | undefined
  /** Writes a line about the throughput every so many milliseconds, instead of the messages. */
  readonly groupInterval?: number | Placeholder | undefined
  /** How many milliseconds after the start the first interval begins. Default: `0`. */
  readonly groupDelay?: number | Placeholder | undefined
  /** Whether intervals without messages are left out. Default: `true`. */
  readonly groupActiveOnly?: boolean | Placeholder | undefined
  /** How many characters a line may have; a longer one is cut. 0: any number; negative: the body is not shown. Default: `10000`. */
  readonly maxChars?: number | Placeholder | undefined
  /** Whether each part has a line of its own. Default: `false`. */
  readonly multiline?: boolean | Placeholder | undefined
  /** How the parts are separated. Default: `Default`. */
  readonly style?: 'Default' | 'Tab' | 'Fixed' | Placeholder | undefined
  /** Whether line feeds of the body are left out. Default: `true`. */
  readonly skipBodyLineSeparator?: boolean | Placeholder | undefined
  /** Whether everything is shown. Default: `false`. */
  readonly showAll?: boolean | Placeholder | undefined
  /** Whether the id of the exchange is shown. Default: `false`. */
  readonly showExchangeId?: boolean | Placeholder | undefined
  /** Whether the group of the route is shown. Default: `false`. */
  readonly showRouteGroup?: boolean | Placeholder | undefined
  /** Whether the id of the route is shown. Default: `false`. */
  readonly showRouteId?: boolean | Placeholder | undefined
  /** Whether the pattern is shown. Default: `false`. */
  readonly showExchangePattern?: boolean | Placeholder | undefined
  /** Whether the exchange properties of the route are shown. Default: `false`. */
  readonly showProperties?: boolean | Placeholder | undefined
  /** Whether all exchange properties, the runtime's too, are shown. Default: `false`. */
  readonly showAllProperties?: boolean | Placeholder | undefined
  /** Whether variables are shown. Default: `false`. */
  readonly showVariables?: boolean | Placeholder | undefined
  /** Whether headers are shown. Default: `false`. */
  readonly showHeaders?: boolean | Placeholder | undefined
  /** Whether the type of the body is shown. Default: `true`. */
  readonly showBodyType?: boolean | Placeholder | undefined
  /** Whether the body is shown. Default: `true`. */
  readonly showBody?: boolean | Placeholder | undefined
  /** Whether the failure of the exchange is shown. Default: `false`. */
  readonly showException?: boolean | Placeholder | undefined
  /** Whether a failure that was caught is shown. Default: `false`. */
  readonly showCaughtException?: boolean | Placeholder | undefined
  /** Whether the stack of the failure is shown. Default: `false`. */
  readonly showStackTrace?: boolean | Placeholder | undefined
  /** Whether the content of a file is shown. Default: `false`. */
  readonly showFiles?: boolean | Placeholder | undefined
  /** Whether a stream that can be read once only is shown. Default: `false`. */
  readonly showStreams?: boolean | Placeholder | undefined
  /** Whether a stream is read to show it. Default: `true`. */
  readonly showCachedStreams?: boolean | Placeholder | undefined
  /** Has no effect: there are no futures. Default: `false`. */
  readonly showFuture?: boolean | Placeholder | undefined
}

export interface MasterEndpointOptions {
  /** How long after a start that failed the endpoint is tried again. Default: `5000`. */
  readonly backOffDelay?: Duration | undefined
  /** After how many starts that failed another process may lead. Default: `10`. */
  readonly backOffMaxAttempts?: number | Placeholder | undefined
}

export interface MockEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Keeps only the first so many messages; below 0: all. Default: `-1`. */
  readonly retainFirst?: number | Placeholder | undefined
  /** Keeps only the last so many messages; below 0: all. Default: `-1`. */
  readonly retainLast?: number | Placeholder | undefined
  /** Whether a line is logged for each message. Default: `false`. */
  readonly log?: boolean | Placeholder | undefined
  /** Has no effect: what a mock keeps shares with the message until one of them is changed. Default: `true`. */
  readonly copyOnExchange?: boolean | Placeholder | undefined
  /** Has no effect: expectations are made by the test itself. Default: `-1`. */
  readonly expectedCount?: number | Placeholder | undefined
  /** Has no effect: expectations are made by the test itself. Default: `true`. */
  readonly failFast?: boolean | Placeholder | undefined
  /** Has no effect: expectations are made by the test itself. */
  readonly assertPeriod?: Duration | undefined
  /** Has no effect: expectations are made by the test itself. */
  readonly resultWaitTime?: Duration | undefined
  /** Has no effect: expectations are made by the test itself. */
  readonly resultMinimumWaitTime?: Duration | undefined
  /** Has no effect: expectations are made by the test itself. */
  readonly sleepForEmptyTest?: Duration | undefined
  /** Has no effect: nothing browses endpoints here. Default: `100`. */
  readonly browseLimit?: string | undefined
}

export interface MqttEndpointOptions {
  /** The broker: tcp, mqtt, ssl, mqtts, ws or wss. Default: `tcp://localhost:1883`. */
  readonly brokerUrl?: string | undefined
  /** Several brokers with commas between, tried one after the other; before brokerUrl. */
  readonly serverURIs?: string | undefined
  /** The name that the broker knows the client by; a random one without it. No two endpoints may have the same. */
  readonly clientId?: string | undefined
  /** The user that connects. */
  readonly userName?: string | undefined
  /** The password of the user. */
  readonly password?: string | undefined
  /** How often the connection is proved to be alive, in seconds; 0 for never. Default: `60`. */
  readonly keepAliveInterval?: number | Placeholder | undefined
  /** How long one attempt to connect may take, in seconds; 0 for ever. Default: `30`. */
  readonly connectionTimeout?: number | Placeholder | undefined
  /** Whether a lost connection is opened again; without it the endpoint fails for good. Default: `true`. */
  readonly automaticReconnect?: boolean | Placeholder | undefined
  /** The longest time between two attempts to connect, in milliseconds; 3000 without it. */
  readonly maxReconnectDelay?: number | Placeholder | undefined
  /** Topic of the message that the broker publishes when the client is lost without goodbye. */
  readonly willTopic?: string | undefined
  /** Payload of that message. */
  readonly willPayload?: string | undefined
  /** Whether that message is retained. Default: `false`. */
  readonly willRetained?: boolean | Placeholder | undefined
  /** Has no effect: a message counts as sent only when the broker has acknowledged it, so none has to be kept beside. Default: `MEMORY`. */
  readonly persistence?: 'FILE' | 'MEMORY' | Placeholder | undefined
  /** Has no effect, as persistence. */
  readonly filePersistenceDirectory?: string | undefined
  /** A bean with options of node:tls: ca, cert, key, pfx (text, or file:name), passphrase, rejectUnauthorized, servername, minVersion. */
  readonly sslContextParameters?: Bean | undefined
  /** Whether the broker's certificate must be for its host. Default: `true`. */
  readonly httpsHostnameVerificationEnabled?: boolean | Placeholder | undefined
  /** A bean with headers for the opening of a WebSocket. */
  readonly customWebSocketHeaders?: Bean | undefined
  /** Has no effect: there are no threads. Default: `1`. */
  readonly executorServiceTimeout?: number | Placeholder | undefined
  /** How many messages the broker may send before the first of them is acknowledged. Default: `65535`. */
  readonly receiveMaximum?: number | Placeholder | undefined
  /** How long the broker keeps the session of a client that is gone, in seconds; -1 for ever, where it does not begin with a clean one. Default: `-1`. */
  readonly sessionExpiryInterval?: number | Placeholder | undefined
  /** A bean with properties of the will: contentType, responseTopic, correlationData, messageExpiryInterval, willDelayInterval, userProperties. */
  readonly willMqttProperties?: Bean | undefined
  /** The version of the protocol. Default: `5`. */
  readonly version?: '5' | '3.1.1' | '3.1' | Placeholder | undefined
  /** Whether the session begins anew. Without it: false where there is a clientId, so that the broker keeps what comes meanwhile. */
  readonly cleanStart?: boolean | Placeholder | undefined
  /** Quality of service: 0 at most once, 1 at least once, 2 exactly once between client and broker. Default: `1`. */
  readonly qos?: number | Placeholder | undefined
  /** Quality of service of the will. Default: `1`. */
  readonly willQos?: number | Placeholder | undefined
  /** Whether user properties and content type of MQTT 5 are headers of the message, in both directions. Default: `true`. */
  readonly mapHeaders?: boolean | Placeholder | undefined
}

export interface MqttSourceOptions extends MqttEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** Without it, or with true, a message is acknowledged when it has ended well and is tried again until then. With false a failed one is acknowledged too, and lost. */
  readonly manualAcksEnabled?: boolean | Placeholder | undefined
  /** How many messages are worked on at a time; those of one topic keep their order. Not of Camel. Default: `1`. */
  readonly concurrency?: number | Placeholder | undefined
}

export interface MqttSinkOptions extends MqttEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Whether the broker keeps the message for those who subscribe later. Default: `false`. */
  readonly retained?: boolean | Placeholder | undefined
  /** How long a message waits for the connection before it fails, in milliseconds. Default: `10000`. */
  readonly sendTimeout?: number | Placeholder | undefined
  /** How many messages may wait for the acknowledgement of the broker; further ones wait for their turn. Default: `1000`. */
  readonly maxInflight?: number | Placeholder | undefined
}

export interface MustacheEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Whether the template is read once; otherwise for every message. Default: `true`. */
  readonly contentCache?: boolean | Placeholder | undefined
  /** What the template is encoded in; UTF-8 unless given. */
  readonly encoding?: string | undefined
  /** What a tag begins with. Default: `{{`. */
  readonly startDelimiter?: string | undefined
  /** What a tag ends with. Default: `}}`. */
  readonly endDelimiter?: string | undefined
  /** Whether the headers `MustacheTemplate` (text) and `MustacheResourceUri` may bring the template. Default: `false`. */
  readonly allowTemplateFromHeader?: boolean | Placeholder | undefined
  /** Whether a template sees `exchange` and `exchangeProperties` too. Default: `false`. */
  readonly allowContextMapAll?: boolean | Placeholder | undefined
}

export interface PahoEndpointOptions {
  /** The broker: tcp, mqtt, ssl, mqtts, ws or wss. Default: `tcp://localhost:1883`. */
  readonly brokerUrl?: string | undefined
  /** Several brokers with commas between, tried one after the other; before brokerUrl. */
  readonly serverURIs?: string | undefined
  /** The name that the broker knows the client by; a random one without it. No two endpoints may have the same. */
  readonly clientId?: string | undefined
  /** The user that connects. */
  readonly userName?: string | undefined
  /** The password of the user. */
  readonly password?: string | undefined
  /** How often the connection is proved to be alive, in seconds; 0 for never. Default: `60`. */
  readonly keepAliveInterval?: number | Placeholder | undefined
  /** How long one attempt to connect may take, in seconds; 0 for ever. Default: `30`. */
  readonly connectionTimeout?: number | Placeholder | undefined
  /** Whether a lost connection is opened again; without it the endpoint fails for good. Default: `true`. */
  readonly automaticReconnect?: boolean | Placeholder | undefined
  /** The longest time between two attempts to connect, in milliseconds; 3000 without it. */
  readonly maxReconnectDelay?: number | Placeholder | undefined
  /** Topic of the message that the broker publishes when the client is lost without goodbye. */
  readonly willTopic?: string | undefined
  /** Payload of that message. */
  readonly willPayload?: string | undefined
  /** Whether that message is retained. Default: `false`. */
  readonly willRetained?: boolean | Placeholder | undefined
  /** Has no effect: a message counts as sent only when the broker has acknowledged it, so none has to be kept beside. Default: `MEMORY`. */
  readonly persistence?: 'FILE' | 'MEMORY' | Placeholder | undefined
  /** Has no effect, as persistence. */
  readonly filePersistenceDirectory?: string | undefined
  /** A bean with options of node:tls: ca, cert, key, pfx (text, or file:name), passphrase, rejectUnauthorized, servername, minVersion. */
  readonly sslContextParameters?: Bean | undefined
  /** Whether the broker's certificate must be for its host. Default: `true`. */
  readonly httpsHostnameVerificationEnabled?: boolean | Placeholder | undefined
  /** A bean with headers for the opening of a WebSocket. */
  readonly customWebSocketHeaders?: Bean | undefined
  /** Has no effect: there are no threads. Default: `1`. */
  readonly executorServiceTimeout?: number | Placeholder | undefined
  /** Whether the session begins anew; without it the broker keeps what comes meanwhile. Default: `true`. */
  readonly cleanSession?: boolean | Placeholder | undefined
  /** The version of the protocol: 3 for MQTT 3.1; without it, or with 0 or 4, 3.1.1. */
  readonly mqttVersion?: number | Placeholder | undefined
  /** Quality of service: 0 at most once, 1 at least once, 2 exactly once between client and broker. Default: `2`. */
  readonly qos?: number | Placeholder | undefined
  /** Quality of service of the will. Default: `0`. */
  readonly willQos?: number | Placeholder | undefined
  /** How many messages may wait for the acknowledgement of the broker; further ones wait for their turn. Default: `10`. */
  readonly maxInflight?: number | Placeholder | undefined
}

export interface PahoSourceOptions extends PahoEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** Without it, or with true, a message is acknowledged when it has ended well and is tried again until then. With false a failed one is acknowledged too, and lost. */
  readonly manualAcksEnabled?: boolean | Placeholder | undefined
  /** How many messages are worked on at a time; those of one topic keep their order. Not of Camel. Default: `1`. */
  readonly concurrency?: number | Placeholder | undefined
}

export interface PahoSinkOptions extends PahoEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Whether the broker keeps the message for those who subscribe later. Default: `false`. */
  readonly retained?: boolean | Placeholder | undefined
  /** How long a message waits for the connection before it fails, in milliseconds. Default: `10000`. */
  readonly sendTimeout?: number | Placeholder | undefined
}

export interface PahoMqtt5EndpointOptions {
  /** The broker: tcp, mqtt, ssl, mqtts, ws or wss. Default: `tcp://localhost:1883`. */
  readonly brokerUrl?: string | undefined
  /** Several brokers with commas between, tried one after the other; before brokerUrl. */
  readonly serverURIs?: string | undefined
  /** The name that the broker knows the client by; a random one without it. No two endpoints may have the same. */
  readonly clientId?: string | undefined
  /** The user that connects. */
  readonly userName?: string | undefined
  /** The password of the user. */
  readonly password?: string | undefined
  /** How often the connection is proved to be alive, in seconds; 0 for never. Default: `60`. */
  readonly keepAliveInterval?: number | Placeholder | undefined
  /** How long one attempt to connect may take, in seconds; 0 for ever. Default: `30`. */
  readonly connectionTimeout?: number | Placeholder | undefined
  /** Whether a lost connection is opened again; without it the endpoint fails for good. Default: `true`. */
  readonly automaticReconnect?: boolean | Placeholder | undefined
  /** The longest time between two attempts to connect, in milliseconds; 3000 without it. */
  readonly maxReconnectDelay?: number | Placeholder | undefined
  /** Topic of the message that the broker publishes when the client is lost without goodbye. */
  readonly willTopic?: string | undefined
  /** Payload of that message. */
  readonly willPayload?: string | undefined
  /** Whether that message is retained. Default: `false`. */
  readonly willRetained?: boolean | Placeholder | undefined
  /** Has no effect: a message counts as sent only when the broker has acknowledged it, so none has to be kept beside. Default: `MEMORY`. */
  readonly persistence?: 'FILE' | 'MEMORY' | Placeholder | undefined
  /** Has no effect, as persistence. */
  readonly filePersistenceDirectory?: string | undefined
  /** A bean with options of node:tls: ca, cert, key, pfx (text, or file:name), passphrase, rejectUnauthorized, servername, minVersion. */
  readonly sslContextParameters?: Bean | undefined
  /** Whether the broker's certificate must be for its host. Default: `true`. */
  readonly httpsHostnameVerificationEnabled?: boolean | Placeholder | undefined
  /** A bean with headers for the opening of a WebSocket. */
  readonly customWebSocketHeaders?: Bean | undefined
  /** Has no effect: there are no threads. Default: `1`. */
  readonly executorServiceTimeout?: number | Placeholder | undefined
  /** How many messages the broker may send before the first of them is acknowledged. Default: `65535`. */
  readonly receiveMaximum?: number | Placeholder | undefined
  /** How long the broker keeps the session of a client that is gone, in seconds; -1 for ever, where it does not begin with a clean one. Default: `-1`. */
  readonly sessionExpiryInterval?: number | Placeholder | undefined
  /** A bean with properties of the will: contentType, responseTopic, correlationData, messageExpiryInterval, willDelayInterval, userProperties. */
  readonly willMqttProperties?: Bean | undefined
  /** Whether the session begins anew; without it the broker keeps what comes meanwhile. Default: `true`. */
  readonly cleanStart?: boolean | Placeholder | undefined
  /** Quality of service: 0 at most once, 1 at least once, 2 exactly once between client and broker. Default: `2`. */
  readonly qos?: number | Placeholder | undefined
  /** Quality of service of the will. Default: `1`. */
  readonly willQos?: number | Placeholder | undefined
  /** Whether user properties and content type of MQTT 5 are headers of the message, in both directions. Default: `false`. */
  readonly mapHeaders?: boolean | Placeholder | undefined
}

export interface PahoMqtt5SourceOptions extends PahoMqtt5EndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** Without it, or with true, a message is acknowledged when it has ended well and is tried again until then. With false a failed one is acknowledged too, and lost. */
  readonly manualAcksEnabled?: boolean | Placeholder | undefined
  /** How many messages are worked on at a time; those of one topic keep their order. Not of Camel. Default: `1`. */
  readonly concurrency?: number | Placeholder | undefined
}

export interface PahoMqtt5SinkOptions extends PahoMqtt5EndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Whether the broker keeps the message for those who subscribe later. Default: `false`. */
  readonly retained?: boolean | Placeholder | undefined
  /** How long a message waits for the connection before it fails, in milliseconds. Default: `10000`. */
  readonly sendTimeout?: number | Placeholder | undefined
  /** How many messages may wait for the acknowledgement of the broker; further ones wait for their turn. Default: `1000`. */
  readonly maxInflight?: number | Placeholder | undefined
}

export interface PlatformHttpEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** Methods to serve, with commas between; without it all. Others are answered with 405. */
  readonly httpMethodRestrict?: string | undefined
  /** Whether longer paths match too; /files then also takes /filesystem. Default: `false`. */
  readonly matchOnUriPrefix?: boolean | Placeholder | undefined
  /** Media types that are taken, with commas between; others are answered with 415. */
  readonly consumes?: string | undefined
  /** Media types that are answered, with commas between; clients that accept none of them get 406. */
  readonly produces?: string | undefined
  /** Whether the answer after a failure has an empty body. Default: `true`. */
  readonly muteException?: boolean | Placeholder | undefined
  /** Whether the fields of a form become the body, a map. Default: `true`. */
  readonly populateBodyWithForm?: boolean | Placeholder | undefined
  /** Whether headers such as Accept and User-Agent come back in the answer. Default: `false`. */
  readonly returnHttpRequestHeaders?: boolean | Placeholder | undefined
  /** Time after which the client is answered with 503; the route goes on. */
  readonly requestTimeout?: Duration | undefined
  /** Whether a body larger than maxBodySize is passed on unread, to be read once, instead of being refused. Default: `false`. */
  readonly useStreaming?: boolean | Placeholder | undefined
  /** False is the same as useStreaming. Default: `true`. */
  readonly useBodyHandler?: boolean | Placeholder | undefined
  /** Endings of the uploaded files that are taken. */
  readonly fileNameExtWhitelist?: string | undefined
  /** Has no effect: an exchange is complete before its answer is written. Default: `false`. */
  readonly handleWriteResponseError?: boolean | Placeholder | undefined
  /** Has no effect without useCookieHandler, which is not supported. */
  readonly cookieDomain?: string | undefined
  /** Has no effect without useCookieHandler, which is not supported. Default: `false`. */
  readonly cookieHttpOnly?: boolean | Placeholder | undefined
  /** Has no effect without useCookieHandler, which is not supported. */
  readonly cookieMaxAge?: number | Placeholder | undefined
  /** Has no effect without useCookieHandler, which is not supported. Default: `/`. */
  readonly cookiePath?: string | undefined
  /** Has no effect without useCookieHandler, which is not supported. Default: `Lax`. */
  readonly cookieSameSite?: 'Strict' | 'Lax' | 'None' | Placeholder | undefined
  /** Has no effect without useCookieHandler, which is not supported. Default: `false`. */
  readonly cookieSecure?: boolean | Placeholder | undefined
}

export interface Pop3EndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** How long before the first poll, in `timeUnit`. Default: `1000`. */
  readonly initialDelay?: Duration | undefined
  /** How long between polls, in `timeUnit`. Default: `60000`. */
  readonly delay?: Duration | undefined
  /** Unit of `initialDelay` and `delay`. Default: `MILLISECONDS`. */
  readonly timeUnit?: 'MILLISECONDS' | 'SECONDS' | 'MINUTES' | 'HOURS' | 'DAYS' | Placeholder | undefined
  /** Whether `delay` counts from the end of a poll; otherwise from its start. Default: `true`. */
  readonly useFixedDelay?: boolean | Placeholder | undefined
  /** How many polls at most; 0 or less: without end. Default: `0`. */
  readonly repeatCount?: number | Placeholder | undefined
  /** Whether the next poll follows at once when one got messages. Default: `false`. */
  readonly greedy?: boolean | Placeholder | undefined
  /** How many polls are skipped when backing off. */
  readonly backoffMultiplier?: number | Placeholder | undefined
  /** Backs off after so many polls in a row that got nothing. */
  readonly backoffIdleThreshold?: number | Placeholder | undefined
  /** Backs off after so many polls in a row that failed. */
  readonly backoffErrorThreshold?: number | Placeholder | undefined
  /** Whether a poll that gets nothing sends a message without body. Default: `false`. */
  readonly sendEmptyMessageWhenIdle?: boolean | Placeholder | undefined
  /** Whether polling begins when the route starts. Default: `true`. */
  readonly startScheduler?: boolean | Placeholder | undefined
  /** Has no effect: polls are not logged. Default: `TRACE`. */
  readonly runLoggingLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
  /** Another scheduler; only `none` is supported. Default: `none`. */
  readonly scheduler?: 'none' | Placeholder | undefined
  /** The user who logs in; without one nobody does. */
  readonly username?: string | undefined
  /** The password. */
  readonly password?: string | undefined
  /** A token of OAuth 2 instead of the password (XOAUTH2); not of Camel. */
  readonly accessToken?: string | undefined
  /** How long to wait for a connection, and for an answer of the server, in milliseconds. Default: `30000`. */
  readonly connectionTimeout?: number | Placeholder | undefined
  /** Whether a plain connection is made a secure one (STARTTLS): where the server offers it, always, or never; not of Camel. mail.smtp.starttls.required=true and the like say the same. Default: `auto`. */
  readonly startTls?: 'auto' | 'required' | 'never' | Placeholder | undefined
  /** A bean with options of node:tls: ca, cert, key, pfx, passphrase, rejectUnauthorized, servername. */
  readonly sslContextParameters?: Bean | undefined
  /** Logs what client and server say, without passwords, at level DEBUG. Default: `false`. */
  readonly debugMode?: boolean | Placeholder | undefined
  /** Has no effect: the scheme says the protocol. Default: `false`. */
  readonly ignoreUriScheme?: boolean | Placeholder | undefined
  /** Whether a mail is deleted when its message has ended well; CamelMailDelete of the message overrides it. Default: `false`. */
  readonly delete?: boolean | Placeholder | undefined
  /** How many mails a poll takes at most; 0 or less: all. */
  readonly maxMessagesPerPoll?: number | Placeholder | undefined
  /** How many mails a poll takes at most, before maxMessagesPerPoll; 0: none, -1: all. Default: `-1`. */
  readonly fetchSize?: number | Placeholder | undefined
  /** How many mails are worked on at a time; not of Camel. Default: `1`. */
  readonly concurrency?: number | Placeholder | undefined
  /** Whether a mail becomes body, headers and attachments; otherwise the body is the mail as it was sent, as bytes. Default: `true`. */
  readonly mapMailMessage?: boolean | Placeholder | undefined
  /** Whether headers with other than ASCII characters are decoded. Default: `false`. */
  readonly mimeDecodeHeaders?: boolean | Placeholder | undefined
  /** Has no effect: names of attachments are always decoded. Default: `false`. */
  readonly decodeFilename?: boolean | Placeholder | undefined
  /** Whether a mail that cannot be read is left out in silence; it is tried again later. Default: `false`. */
  readonly skipFailedMessage?: boolean | Placeholder | undefined
  /** Whether a mail that cannot be read is told as a failure of its own (bridgeErrorHandler); otherwise the poll fails when the others are done. Default: `false`. */
  readonly handleFailedMessage?: boolean | Placeholder | undefined
  /** Whether a mail with two attachments of one name fails; otherwise the second is left out. Default: `false`. */
  readonly failOnDuplicateFileAttachment?: boolean | Placeholder | undefined
  /** Gives names to attachments without one. */
  readonly generateMissingAttachmentNames?: 'uuid' | Placeholder | undefined
  /** Gives another name to the second attachment of one name. Default: `never`. */
  readonly handleDuplicateAttachmentNames?: 'never' | 'uuidPrefix' | 'uuidSuffix' | Placeholder | undefined
  /** Remembers mails whose message has ended well by their unique id, until they are marked or deleted. */
  readonly idempotentRepository?: Bean | undefined
  /** Whether a mail is forgotten when it is marked or deleted. Default: `true`. */
  readonly idempotentRepositoryRemoveOnCommit?: boolean | Placeholder | undefined
  /** Whether the connection is closed after a poll, as soon as no mail is in hand. Default: `false`. */
  readonly disconnect?: boolean | Placeholder | undefined
  /** Has no effect: POP3 knows the inbox alone. Default: `INBOX`. */
  readonly folderName?: string | undefined
  /** Has no effect: POP3 does not know what was seen. Default: `true`. */
  readonly unseen?: boolean | Placeholder | undefined
  /** Has no effect: POP3 does not know what was seen. Default: `true`. */
  readonly peek?: boolean | Placeholder | undefined
  /** Has no effect: POP3 deletes when the session ends, after each poll. Default: `true`. */
  readonly closeFolder?: boolean | Placeholder | undefined
}

export interface QuartzEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** Six or seven fields, from seconds to years, blanks written as `+`. Without it, an interval of a second. */
  readonly cron?: string | undefined
  /** How long after the start a message may come. Default: `500`. */
  readonly triggerStartDelay?: Duration | undefined
  /** Whether a message waits for the one before it. Default: `false`. */
  readonly stateful?: boolean | Placeholder | undefined
  /** Whether a cron expression whose times are all in the past is accepted. Default: `false`. */
  readonly ignoreExpiredNextFireTime?: boolean | Placeholder | undefined
  /** Whether it runs when the route starts. Default: `true`. */
  readonly autoStartScheduler?: boolean | Placeholder | undefined
  /** Has no effect: nothing is kept when the route stops. Default: `true`. */
  readonly deleteJob?: boolean | Placeholder | undefined
  /** Has no effect: nothing is kept when the route stops. Default: `false`. */
  readonly pauseJob?: boolean | Placeholder | undefined
  /** Has no effect: nothing is kept. Default: `false`. */
  readonly durableJob?: boolean | Placeholder | undefined
  /** Has no effect: nothing is kept. Default: `false`. */
  readonly recoverableJob?: boolean | Placeholder | undefined
  /** Has no effect: names are not shared. Default: `false`. */
  readonly prefixJobNameWithEndpointId?: boolean | Placeholder | undefined
  /** Has no effect: there is no shared scheduler. Default: `false`. */
  readonly usingFixedCamelContextName?: boolean | Placeholder | undefined
}

export interface RestEndpointOptions {
  /** Media types that are taken; for a call what it accepts. */
  readonly consumes?: string | undefined
  /** Media types that are answered; for a call its content type. */
  readonly produces?: string | undefined
  /** Has no effect: what comes in is bound by rest and bindingMode. */
  readonly inType?: string | undefined
  /** Has no effect: what goes out is bound by rest and bindingMode. */
  readonly outType?: string | undefined
  /** Has no effect on the endpoint. */
  readonly routeId?: string | undefined
  /** Has no effect on the endpoint. */
  readonly description?: string | undefined
}

export interface RestSourceOptions extends RestEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** What serves it. Default: `platform-http`. */
  readonly consumerComponentName?: 'platform-http' | Placeholder | undefined
}

export interface RestSinkOptions extends RestEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Server to call: host, host:port or http://host:port. Default: that of restConfiguration. */
  readonly host?: string | undefined
  /** Query of the call; values may be {name}. */
  readonly queryParameters?: string | undefined
  /** What calls. Default: `http`. */
  readonly producerComponentName?: 'http' | 'https' | Placeholder | undefined
}

export interface RestApiEndpointOptions {
  /** What makes the document. Default: `openapi`. */
  readonly apiComponentName?: 'openapi' | Placeholder | undefined
}

export interface RestApiSourceOptions extends RestApiEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** What serves it. Default: `platform-http`. */
  readonly consumerComponentName?: 'platform-http' | Placeholder | undefined
}

export interface RestApiSinkOptions extends RestApiEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
}

export interface RestOpenapiEndpointOptions {
  /** Path before those of the operations. Default: that of the server in the document. */
  readonly basePath?: string | undefined
  /** Media types that are taken, where the document names none. */
  readonly consumes?: string | undefined
  /** Media types that are answered, where the document names none. */
  readonly produces?: string | undefined
}

export interface RestOpenapiSourceOptions extends RestOpenapiEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** Path that the document is served under, as it is. */
  readonly apiContextPath?: string | undefined
  /** What happens with operations without route: the start fails, or they answer by themselves. Default: `fail`. */
  readonly missingOperation?: 'fail' | 'ignore' | 'mock' | Placeholder | undefined
  /** Files with answers of operations without route. Default: `classpath:camel-mock/**`. */
  readonly mockIncludePattern?: string | undefined
  /** Whether requests are checked by the document. Default: `false`. */
  readonly clientRequestValidation?: boolean | Placeholder | undefined
  /** Whether answers are checked by the document. Default: `false`. */
  readonly clientResponseValidation?: boolean | Placeholder | undefined
  /** What serves it. Default: `platform-http`. */
  readonly consumerComponentName?: 'platform-http' | Placeholder | undefined
}

export interface RestOpenapiSinkOptions extends RestOpenapiEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Server to call, with scheme: https://api.example.com. */
  readonly host?: string | undefined
  /** Whether requests are checked by the document before they are sent. Default: `false`. */
  readonly requestValidationEnabled?: boolean | Placeholder | undefined
  /** What calls. Default: `http`. */
  readonly componentName?: 'http' | 'https' | Placeholder | undefined
}

export interface SagaEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
}

export interface SchedulerEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** How long before the first poll, in `timeUnit`. Default: `1000`. */
  readonly initialDelay?: Duration | undefined
  /** How long between polls, in `timeUnit`. Default: `500`. */
  readonly delay?: Duration | undefined
  /** Unit of `initialDelay` and `delay`. Default: `MILLISECONDS`. */
  readonly timeUnit?: 'MILLISECONDS' | 'SECONDS' | 'MINUTES' | 'HOURS' | 'DAYS' | Placeholder | undefined
  /** Whether `delay` counts from the end of a poll; otherwise from its start. Default: `true`. */
  readonly useFixedDelay?: boolean | Placeholder | undefined
  /** How many polls at most; 0 or less: without end. Default: `0`. */
  readonly repeatCount?: number | Placeholder | undefined
  /** Whether the next poll follows at once when one got messages. Default: `false`. */
  readonly greedy?: boolean | Placeholder | undefined
  /** How many polls are skipped when backing off. */
  readonly backoffMultiplier?: number | Placeholder | undefined
  /** Backs off after so many polls in a row that got nothing. */
  readonly backoffIdleThreshold?: number | Placeholder | undefined
  /** Backs off after so many polls in a row that failed. */
  readonly backoffErrorThreshold?: number | Placeholder | undefined
  /** Whether a poll that gets nothing sends a message without body. Default: `false`. */
  readonly sendEmptyMessageWhenIdle?: boolean | Placeholder | undefined
  /** Whether polling begins when the route starts. Default: `true`. */
  readonly startScheduler?: boolean | Placeholder | undefined
  /** Has no effect: polls are not logged. Default: `TRACE`. */
  readonly runLoggingLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
  /** Another scheduler; only `none` is supported. Default: `none`. */
  readonly scheduler?: 'none' | Placeholder | undefined
  /** Whether the message tells the name of the scheduler and the time. Default: `false`. */
  readonly includeMetadata?: boolean | Placeholder | undefined
  /** Has no effect: messages of one scheduler follow each other. Default: `1`. */
  readonly poolSize?: number | Placeholder | undefined
  /** Has no effect: a message is worked on synchronously as far as its steps are synchronous. Default: `false`. */
  readonly synchronous?: boolean | Placeholder | undefined
}

export interface SedaEndpointOptions {
  /** How many messages the queue holds; 1000 unless given. All endpoints of a queue that give it must agree. */
  readonly size?: number | Placeholder | undefined
  /** Has no effect: nothing browses endpoints here. Default: `100`. */
  readonly browseLimit?: string | undefined
}

export interface SedaSourceOptions extends SedaEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** How many messages are worked on at a time; with 1 they keep their order. Default: `1`. */
  readonly concurrentConsumers?: number | Placeholder | undefined
  /** Whether more than 500 are refused. Default: `true`. */
  readonly limitConcurrentConsumers?: boolean | Placeholder | undefined
  /** Whether several routes may consume; each then gets every message. Default: `false`. */
  readonly multipleConsumers?: boolean | Placeholder | undefined
  /** Whether a stop drops what is queued; those who sent it learn that it failed. Default: `false`. */
  readonly purgeWhenStopping?: boolean | Placeholder | undefined
  /** Has no effect: a consumer is woken when a message comes. Default: `1000`. */
  readonly pollTimeout?: number | Placeholder | undefined
  /** Has no effect: there are no threads. Default: `false`. */
  readonly virtualThreadPerTask?: boolean | Placeholder | undefined
}

export interface SedaSinkOptions extends SedaEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** When the sender waits for the consuming route to end. Default: `IfReplyExpected`. */
  readonly waitForTaskToComplete?: 'Never' | 'IfReplyExpected' | 'Always' | Placeholder | undefined
  /** How long it waits; 0 or less: for ever. Default: `30000`. */
  readonly timeout?: Duration | undefined
  /** Whether the sender waits for room in a full queue; otherwise it fails. Default: `false`. */
  readonly blockWhenFull?: boolean | Placeholder | undefined
  /** How long it waits for room; 0 or less: for ever. Default: `0`. */
  readonly offerTimeout?: Duration | undefined
  /** Whether a message to a full queue is dropped. Default: `false`. */
  readonly discardWhenFull?: boolean | Placeholder | undefined
  /** Whether a message fails where nobody consumes. Default: `false`. */
  readonly failIfNoConsumers?: boolean | Placeholder | undefined
  /** Whether a message is dropped where nobody consumes. Default: `false`. */
  readonly discardIfNoConsumers?: boolean | Placeholder | undefined
}

export interface SmtpEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** The user who logs in; without one nobody does. */
  readonly username?: string | undefined
  /** The password. */
  readonly password?: string | undefined
  /** A token of OAuth 2 instead of the password (XOAUTH2); not of Camel. */
  readonly accessToken?: string | undefined
  /** How long to wait for a connection, and for an answer of the server, in milliseconds. Default: `30000`. */
  readonly connectionTimeout?: number | Placeholder | undefined
  /** Whether a plain connection is made a secure one (STARTTLS): where the server offers it, always, or never; not of Camel. mail.smtp.starttls.required=true and the like say the same. Default: `auto`. */
  readonly startTls?: 'auto' | 'required' | 'never' | Placeholder | undefined
  /** A bean with options of node:tls: ca, cert, key, pfx, passphrase, rejectUnauthorized, servername. */
  readonly sslContextParameters?: Bean | undefined
  /** Logs what client and server say, without passwords, at level DEBUG. Default: `false`. */
  readonly debugMode?: boolean | Placeholder | undefined
  /** Has no effect: the scheme says the protocol. Default: `false`. */
  readonly ignoreUriScheme?: boolean | Placeholder | undefined
  /** Who gets the mail; several with commas between. Default: the user of the URI (user@host). */
  readonly to?: string | undefined
  /** Who gets a copy. */
  readonly cc?: string | undefined
  /** Who gets a copy that the others do not know of. */
  readonly bcc?: string | undefined
  /** Who sends it. Default: `camel@localhost`. */
  readonly from?: string | undefined
  /** Who gets answers. */
  readonly replyTo?: string | undefined
  /** The subject. */
  readonly subject?: string | undefined
  /** Whether headers To, Cc and Bcc of the message override to, cc and bcc: only where nobody from outside sets them. Default: `false`. */
  readonly useHeaderRecipients?: boolean | Placeholder | undefined
  /** Whether headers From and Sender of the message override from. Default: `false`. */
  readonly useHeaderFrom?: boolean | Placeholder | undefined
  /** Whether the header Reply-To of the message overrides replyTo. Default: `false`. */
  readonly useHeaderReplyTo?: boolean | Placeholder | undefined
  /** Whether the header Subject of the message overrides subject. Default: `false`. */
  readonly useHeaderSubject?: boolean | Placeholder | undefined
  /** The type of the body, also its charset; the headers contentType and Content-Type of the message override it. Default: `text/plain`. */
  readonly contentType?: string | undefined
  /** The header that holds the body as plain text, for readers that show no HTML. Default: `CamelMailAlternativeBody`. */
  readonly alternativeBodyHeader?: string | undefined
  /** Whether attachments are shown within the mail. Default: `false`. */
  readonly useInlineAttachments?: boolean | Placeholder | undefined
  /** Whether a charset that is not known is left out; otherwise the message fails. Default: `false`. */
  readonly ignoreUnsupportedCharset?: boolean | Placeholder | undefined
  /** How many connections are open at a time; not of Camel. Default: `5`. */
  readonly maxConnections?: number | Placeholder | undefined
  /** How many mails go over one connection; not of Camel. Default: `100`. */
  readonly maxMessagesPerConnection?: number | Placeholder | undefined
  /** The domain that signs mails (DKIM); not of Camel. */
  readonly dkimDomain?: string | undefined
  /** The selector of its key; not of Camel. */
  readonly dkimSelector?: string | undefined
  /** The private key that signs, as PEM, or file: with the file that holds it; not of Camel. */
  readonly dkimPrivateKey?: string | undefined
}

export interface SpringRabbitmqEndpointOptions {
  /** Where the broker is: a bean of type CachingConnectionFactory. Without it the only one there is, or spring.rabbitmq.host and its siblings. */
  readonly connectionFactory?: Bean | undefined
  /** A bean with options of node:tls: ca, cert, key, pfx (text, or file:name), passphrase, rejectUnauthorized, servername, minVersion. */
  readonly sslContextParameters?: Bean | undefined
  /** Queues to read from, or to declare for sending, with commas between. Without it a source has one of its own, until it ends. */
  readonly queues?: string | undefined
  /** The routing key. */
  readonly routingKey?: string | undefined
  /** The exchange for messages that are rejected. */
  readonly deadLetterExchange?: string | undefined
  /** The type of that exchange. Default: `direct`. */
  readonly deadLetterExchangeType?: 'direct' | 'fanout' | 'headers' | 'topic' | Placeholder | undefined
  /** The queue that is bound to it. */
  readonly deadLetterQueue?: string | undefined
  /** The routing key of rejected messages. */
  readonly deadLetterRoutingKey?: string | undefined
  /** Whether no replies are sent, and none awaited. Default: `false`. */
  readonly disableReplyTo?: boolean | Placeholder | undefined
  /** The type of the exchange that is declared. Default: `direct`. */
  readonly exchangeType?: 'direct' | 'fanout' | 'headers' | 'topic' | Placeholder | undefined
  /** Whether the start fails where the broker is away. Default: `false`. */
  readonly testConnectionOnStartup?: boolean | Placeholder | undefined
  /** Has no effect: a message is worked on synchronously as far as its steps are synchronous. Default: `false`. */
  readonly synchronous?: boolean | Placeholder | undefined
}

export interface SpringRabbitmqSourceOptions extends SpringRabbitmqEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** AUTO, or without it: a message is acknowledged when it has ended well. NONE: before it is worked on, so that it may be lost. MANUAL is not supported. */
  readonly acknowledgeMode?: 'AUTO' | 'MANUAL' | 'NONE' | Placeholder | undefined
  /** Whether the next message is worked on before the last has ended, without order. Default: `false`. */
  readonly asyncConsumer?: boolean | Placeholder | undefined
  /** Whether exchange, queues and bindings are declared. Default: `true`. */
  readonly autoDeclare?: boolean | Placeholder | undefined
  /** Has no effect: routes have autoStartup. Default: `true`. */
  readonly autoStartup?: boolean | Placeholder | undefined
  /** Whether nobody else may read from the queues meanwhile. Default: `false`. */
  readonly exclusive?: boolean | Placeholder | undefined
  /** Has no effect: RabbitMQ does not know it. Default: `false`. */
  readonly noLocal?: boolean | Placeholder | undefined
  /** How often a message is tried before it is rejected; 5 where rejectAndDontRequeue or a dead letter exchange is given, else without end. */
  readonly maximumRetryAttempts?: number | Placeholder | undefined
  /** Milliseconds between two attempts. Without it 1000; growing, up to a minute, where there is no end. */
  readonly retryDelay?: number | Placeholder | undefined
  /** Whether a message that has failed for good is rejected, so that the broker drops it or moves it to the dead letter exchange. Without it: where a dead letter exchange is given. */
  readonly rejectAndDontRequeue?: boolean | Placeholder | undefined
  /** How many messages of a queue are worked on at a time; with one they keep their order. Default: `1`. */
  readonly concurrentConsumers?: number | Placeholder | undefined
  /** Has no effect: concurrentConsumers is fixed. */
  readonly maxConcurrentConsumers?: number | Placeholder | undefined
  /** Has no effect. Default: `DMLC`. */
  readonly messageListenerContainerType?: 'DMLC' | 'SMLC' | Placeholder | undefined
  /** How many messages of a queue the broker sends before the first is acknowledged; 0 for no bound. Default: `250`. */
  readonly prefetchCount?: number | Placeholder | undefined
}

export interface SpringRabbitmqSinkOptions extends SpringRabbitmqEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Whether a body of null is sent, as an empty message; without it that is an error. Default: `false`. */
  readonly allowNullBody?: boolean | Placeholder | undefined
  /** Whether exchange, queues and bindings are declared. Default: `false`. */
  readonly autoDeclareProducer?: boolean | Placeholder | undefined
  /** Declares no exchange. Default: `false`. */
  readonly skipDeclareExchange?: boolean | Placeholder | undefined
  /** Declares no queues, and binds none. Default: `false`. */
  readonly skipDeclareQueue?: boolean | Placeholder | undefined
  /** Binds no queues. Default: `false`. */
  readonly skipBindQueue?: boolean | Placeholder | undefined
  /** Whether a message counts as sent when the broker has confirmed it (auto and enabled), or when it is written. Default: `auto`. */
  readonly confirm?: 'auto' | 'enabled' | 'disabled' | Placeholder | undefined
  /** How long to wait for the connection, and then for the confirmation. Default: `5000`. */
  readonly confirmTimeout?: Duration | undefined
  /** How long to wait for a reply. Default: `30000`. */
  readonly replyTimeout?: Duration | undefined
  /** Whether a message that no queue takes is an error. Default: `true`. */
  readonly mandatory?: boolean | Placeholder | undefined
  /** Has no effect: sources and sinks have connections of their own. Default: `false`. */
  readonly usePublisherConnection?: boolean | Placeholder | undefined
}

export interface SqlEndpointOptions {
  /** The database: a data source among the beans. Without it the only one there is, else an embedded one. */
  readonly dataSource?: Bean | undefined
  /** Whether :#name stands for a parameter. Default: `true`. */
  readonly allowNamedParameters?: boolean | Placeholder | undefined
  /** Whether the placeholder stands for a parameter. Default: `true`. */
  readonly usePlaceholder?: boolean | Placeholder | undefined
  /** The sign that stands for a parameter. Default: `#`. */
  readonly placeholder?: string | undefined
  /** Cuts a text into parameters by position. Default: `,`. */
  readonly separator?: string | undefined
  /** Rows as a list, the one row (its value, where it has one column), or one after the other while they are read. Default: `SelectList`. */
  readonly outputType?: 'SelectOne' | 'SelectList' | 'StreamList' | Placeholder | undefined
  /** The header that takes the result; the body then stays. */
  readonly outputHeader?: string | undefined
  /** How many rows are fetched at a time with StreamList. */
  readonly fetchSize?: number | Placeholder | undefined
  /** Has no effect: parameters are counted in the statement. */
  readonly parametersCount?: number | Placeholder | undefined
  /** Has no effect: a statement without parameters takes none. Default: `false`. */
  readonly alwaysPopulateStatement?: boolean | Placeholder | undefined
}

export interface SqlSourceOptions extends SqlEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** How long before the first poll, in `timeUnit`. Default: `1000`. */
  readonly initialDelay?: Duration | undefined
  /** How long between polls, in `timeUnit`. Default: `500`. */
  readonly delay?: Duration | undefined
  /** Unit of `initialDelay` and `delay`. Default: `MILLISECONDS`. */
  readonly timeUnit?: 'MILLISECONDS' | 'SECONDS' | 'MINUTES' | 'HOURS' | 'DAYS' | Placeholder | undefined
  /** Whether `delay` counts from the end of a poll; otherwise from its start. Default: `true`. */
  readonly useFixedDelay?: boolean | Placeholder | undefined
  /** How many polls at most; 0 or less: without end. Default: `0`. */
  readonly repeatCount?: number | Placeholder | undefined
  /** Whether the next poll follows at once when one got messages. Default: `false`. */
  readonly greedy?: boolean | Placeholder | undefined
  /** How many polls are skipped when backing off. */
  readonly backoffMultiplier?: number | Placeholder | undefined
  /** Backs off after so many polls in a row that got nothing. */
  readonly backoffIdleThreshold?: number | Placeholder | undefined
  /** Backs off after so many polls in a row that failed. */
  readonly backoffErrorThreshold?: number | Placeholder | undefined
  /** Whether a poll that gets nothing sends a message without body. Default: `false`. */
  readonly sendEmptyMessageWhenIdle?: boolean | Placeholder | undefined
  /** Whether polling begins when the route starts. Default: `true`. */
  readonly startScheduler?: boolean | Placeholder | undefined
  /** Has no effect: polls are not logged. Default: `TRACE`. */
  readonly runLoggingLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
  /** Another scheduler; only `none` is supported. Default: `none`. */
  readonly scheduler?: 'none' | Placeholder | undefined
  /** Whether each row is a message; otherwise all rows of a poll are one. Default: `true`. */
  readonly useIterator?: boolean | Placeholder | undefined
  /** How many rows a poll takes at most; 0: all. Default: `0`. */
  readonly maxMessagesPerPoll?: number | Placeholder | undefined
  /** Whether a poll without rows is a message too (an empty list). Default: `false`. */
  readonly routeEmptyResultSet?: boolean | Placeholder | undefined
  /** A statement for each row whose message ended well: marks or deletes it. Parameters by name are its columns. */
  readonly onConsume?: string | undefined
  /** A statement for each row whose message failed. */
  readonly onConsumeFailed?: string | undefined
  /** A statement when all rows of a poll are done. */
  readonly onConsumeBatchComplete?: string | undefined
  /** How many rows onConsume must change; -1: any number. Default: `-1`. */
  readonly expectedUpdateCount?: number | Placeholder | undefined
  /** Whether the rest of the poll is left where onConsume fails. Default: `false`. */
  readonly breakBatchOnConsumeFail?: boolean | Placeholder | undefined
  /** Whether the rest of the poll is left where a message fails. Default: `false`. */
  readonly transacted?: boolean | Placeholder | undefined
  /** How many rows are worked on at a time; not of Camel. Default: `1`. */
  readonly concurrency?: number | Placeholder | undefined
  /** A column: with `concurrency`, rows with the same value in it keep their order; not of Camel. */
  readonly concurrencyKey?: string | undefined
}

export interface SqlSinkOptions extends SqlEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Whether the body is a list of sets of parameters, all written in one transaction. Default: `false`. */
  readonly batch?: boolean | Placeholder | undefined
  /** Has no effect: a batch is one transaction. Default: `true`. */
  readonly batchAutoCommitDisabled?: boolean | Placeholder | undefined
  /** Ignores the result: the message goes on as it was. Default: `false`. */
  readonly noop?: boolean | Placeholder | undefined
  /** Takes the statement from the body and its parameters from CamelSqlParameters. Default: `false`. */
  readonly useMessageBodyForSql?: boolean | Placeholder | undefined
  /** How long a message waits for the database, in milliseconds; not of Camel. Default: `10000`. */
  readonly connectTimeout?: number | Placeholder | undefined
}

export interface StubEndpointOptions {
  /** How many messages the queue holds; 1000 unless given. All endpoints of a queue that give it must agree. */
  readonly size?: number | Placeholder | undefined
  /** Has no effect: nothing browses endpoints here. Default: `100`. */
  readonly browseLimit?: string | undefined
}

export interface StubSourceOptions extends StubEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** How many messages are worked on at a time; with 1 they keep their order. Default: `1`. */
  readonly concurrentConsumers?: number | Placeholder | undefined
  /** Whether more than 500 are refused. Default: `true`. */
  readonly limitConcurrentConsumers?: boolean | Placeholder | undefined
  /** Whether several routes may consume; each then gets every message. Default: `false`. */
  readonly multipleConsumers?: boolean | Placeholder | undefined
  /** Whether a stop drops what is queued; those who sent it learn that it failed. Default: `false`. */
  readonly purgeWhenStopping?: boolean | Placeholder | undefined
  /** Has no effect: a consumer is woken when a message comes. Default: `1000`. */
  readonly pollTimeout?: number | Placeholder | undefined
  /** Has no effect: there are no threads. Default: `false`. */
  readonly virtualThreadPerTask?: boolean | Placeholder | undefined
}

export interface StubSinkOptions extends StubEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** When the sender waits for the consuming route to end. Default: `IfReplyExpected`. */
  readonly waitForTaskToComplete?: 'Never' | 'IfReplyExpected' | 'Always' | Placeholder | undefined
  /** How long it waits; 0 or less: for ever. Default: `30000`. */
  readonly timeout?: Duration | undefined
  /** Whether the sender waits for room in a full queue; otherwise it fails. Default: `false`. */
  readonly blockWhenFull?: boolean | Placeholder | undefined
  /** How long it waits for room; 0 or less: for ever. Default: `0`. */
  readonly offerTimeout?: Duration | undefined
  /** Whether a message to a full queue is dropped. Default: `false`. */
  readonly discardWhenFull?: boolean | Placeholder | undefined
  /** Whether a message fails where nobody consumes. Default: `false`. */
  readonly failIfNoConsumers?: boolean | Placeholder | undefined
  /** Whether a message is dropped where nobody consumes. Default: `false`. */
  readonly discardIfNoConsumers?: boolean | Placeholder | undefined
}

export interface TimerEndpointOptions {
  /** Whether failures before there is a message go to the route's error handler. Has no effect where a source has none. Default: `false`. */
  readonly bridgeErrorHandler?: boolean | Placeholder | undefined
  /** Whether messages of this source ask for a reply. */
  readonly exchangePattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** How long before the first message; below 0, messages follow each other without any pause. Default: `1000`. */
  readonly delay?: Duration | undefined
  /** How long between messages; 0 sends one message only. Default: `1000`. */
  readonly period?: Duration | undefined
  /** How many messages at most; 0 or less: without end. Default: `0`. */
  readonly repeatCount?: number | Placeholder | undefined
  /** Whether messages that came late are caught up, so that their number keeps to the clock. Default: `false`. */
  readonly fixedRate?: boolean | Placeholder | undefined
  /** Whether the message tells the name, count, period and time of the timer. Default: `false`. */
  readonly includeMetadata?: boolean | Placeholder | undefined
  /** When the first message is sent (`yyyy-MM-dd HH:mm:ss` or `yyyy-MM-ddTHH:mm:ss`), instead of `delay`. */
  readonly time?: string | undefined
  /** Pattern of `time`, of `yyyy`, `MM`, `dd`, `HH`, `mm`, `ss` and `SSS`. */
  readonly pattern?: string | undefined
  /** Has no effect: there is no thread of its own. Default: `true`. */
  readonly daemon?: boolean | Placeholder | undefined
  /** Has no effect: a message is worked on synchronously as far as its steps are synchronous. Default: `false`. */
  readonly synchronous?: boolean | Placeholder | undefined
  /** Has no effect: polls are not logged. Default: `TRACE`. */
  readonly runLoggingLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
}

export interface ValidatorEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Whether a null body fails. Default: `true`. */
  readonly failOnNullBody?: boolean | Placeholder | undefined
  /** Checks this header instead of the body. */
  readonly headerName?: string | undefined
  /** Whether a missing header fails. Default: `true`. */
  readonly failOnNullHeader?: boolean | Placeholder | undefined
  /** The language of the schema; only XSD is supported. Default: `http://www.w3.org/2001/XMLSchema`. */
  readonly schemaLanguage?: 'http://www.w3.org/2001/XMLSchema' | Placeholder | undefined
  /** Has no effect: the schema is read once. Default: `true`. */
  readonly useSharedSchema?: boolean | Placeholder | undefined
}

export interface XsltEndpointOptions {
  /** Has no effect: what a sink needs is opened when it is needed. Default: `false`. */
  readonly lazyStartProducer?: boolean | Placeholder | undefined
  /** Whether the stylesheet is read once; otherwise for every message. Default: `true`. */
  readonly contentCache?: boolean | Placeholder | undefined
  /** Whether a null body fails; otherwise an empty document is transformed. Default: `true`. */
  readonly failOnNullBody?: boolean | Placeholder | undefined
  /** What the new body is; `file` is written where the header `CamelXsltFileName` says. Default: `string`. */
  readonly output?: 'string' | 'bytes' | 'DOM' | 'file' | Placeholder | undefined
  /** What is transformed instead of the body: `header:name`, `variable:name`, `property:name`. */
  readonly source?: string | undefined
  /** Whether the header `CamelXsltStylesheet` may bring the stylesheet. Default: `false`. */
  readonly allowTemplateFromHeader?: boolean | Placeholder | undefined
  /** Whether the file of `output=file` is deleted when the exchange has ended. Default: `false`. */
  readonly deleteOutputFile?: boolean | Placeholder | undefined
  /** Has no effect: a compiled stylesheet serves all messages. Default: `0`. */
  readonly transformerCacheSize?: number | Placeholder | undefined
  /** Has no effect: templates may be nested 2000 deep. Default: `10000`. */
  readonly xpathTotalOpLimit?: number | Placeholder | undefined
}

/**
 * Reads and writes objects of Amazon S3 and of services with its interface.
 * @param path What stands behind `aws2-s3://` in `aws2-s3://bucketNameOrArn`; bucketNameOrArn: Name or ARN of the bucket, or ARN of an access point.
 */
export function aws2S3(path: string, options?: Aws2S3EndpointOptions): Endpoint<'source' | 'sink'>
export function aws2S3(path: string, options?: Aws2S3SourceOptions): Endpoint<'source'>
export function aws2S3(path: string, options?: Aws2S3SinkOptions): Endpoint<'sink'>
export function aws2S3(path: string, options: object = {}): Endpoint {
  return endpointOf('aws2-s3://', path, options, aws2S3)
}

/**
 * Calls a method of a bean; its result becomes the body.
 * @param path What stands behind `bean:` in `bean:beanName`; beanName: Name of the bean.
 * It is a sink: messages go to it.
 */
export function bean(path: string, options?: BeanEndpointOptions): Endpoint<'sink'>
export function bean(path: string, options: object = {}): Endpoint {
  return endpointOf('bean:', path, options, bean)
}

/**
 * Keeps values in memory by key.
 * @param path What stands behind `caffeine-cache:` in `caffeine-cache:cacheName`; cacheName: Name of the cache.
 * It is a sink: messages go to it.
 */
export function caffeineCache(path: string, options?: CaffeineCacheEndpointOptions): Endpoint<'sink'>
export function caffeineCache(path: string, options: object = {}): Endpoint {
  return endpointOf('caffeine-cache:', path, options, caffeineCache)
}

/**
 * Calls a method of a class: a static one of the few that have a counterpart here, or one of a bean made for this endpoint.
 * @param path What stands behind `class:` in `class:beanName`; beanName: Name of the class.
 * It is a sink: messages go to it.
 */
export function classEndpoint(path: string, options?: ClassEndpointOptions): Endpoint<'sink'>
export function classEndpoint(path: string, options: object = {}): Endpoint {
  return endpointOf('class:', path, options, classEndpoint)
}

/**
 * Starts, stops, suspends and resumes routes, or asks for their state.
 * @param path What stands behind `controlbus:` in `controlbus:command:language`; command: What is asked: `route` acts on a route, `language` evaluates the body.; language: The language of the body, for `language`.
 * It is a sink: messages go to it.
 */
export function controlbus(path: string, options?: ControlbusEndpointOptions): Endpoint<'sink'>
export function controlbus(path: string, options: object = {}): Endpoint {
  return endpointOf('controlbus:', path, options, controlbus)
}

/**
 * Sends empty messages at the times of a cron expression.
 * @param path What stands behind `cron:` in `cron:name`; name: Name of the trigger.
 * It is a source: messages come from it.
 */
export function cron(path: string, options: CronEndpointOptions): Endpoint<'source'>
export function cron(path: string, options: object = {}): Endpoint {
  return endpointOf('cron:', path, options, cron)
}

/**
 * Writes the body in a data format, or reads it.
 * @param path What stands behind `dataformat:` in `dataformat:name:operation`; name: Name of the data format.; operation: Whether to write or to read.
 * It is a sink: messages go to it.
 */
export function dataformat(path: string, options?: NoOptions): Endpoint<'sink'>
export function dataformat(path: string, options: object = {}): Endpoint {
  return endpointOf('dataformat:', path, options, dataformat)
}

/**
 * Sends the messages of a data set, for load tests, or checks that they arrive.
 * @param path What stands behind `dataset:` in `dataset:name`; name: Name of a bean that is a data set.
 */
export function dataset(path: string, options?: DatasetEndpointOptions): Endpoint<'source' | 'sink'>
export function dataset(path: string, options?: DatasetSourceOptions): Endpoint<'source'>
export function dataset(path: string, options?: DatasetSinkOptions): Endpoint<'sink'>
export function dataset(path: string, options: object = {}): Endpoint {
  return endpointOf('dataset:', path, options, dataset)
}

/**
 * Calls another route of the same runtime, synchronously, with the same exchange.
 * @param path What stands behind `direct:` in `direct:name`; name: Name of the endpoint.
 */
export function direct(path: string, options?: DirectEndpointOptions): Endpoint<'source' | 'sink'>
export function direct(path: string, options?: DirectSourceOptions): Endpoint<'source'>
export function direct(path: string, options?: DirectSinkOptions): Endpoint<'sink'>
export function direct(path: string, options: object = {}): Endpoint {
  return endpointOf('direct:', path, options, direct)
}

/**
 * Keeps messages that failed for good until somebody sends them again.
 * @param path What stands behind `dlq:` in `dlq:queue`; queue: Name of the queue of letters: one for each kind of trouble.
 */
export function dlq(path: string, options?: DlqEndpointOptions): Endpoint<'source' | 'sink'>
export function dlq(path: string, options?: DlqSourceOptions): Endpoint<'source'>
export function dlq(path: string, options?: DlqSinkOptions): Endpoint<'sink'>
export function dlq(path: string, options: object = {}): Endpoint {
  return endpointOf('dlq:', path, options, dlq)
}

/**
 * Reads files of a folder, and writes messages to files.
 * @param path What stands behind `file:` in `file:directoryName`; directoryName: The folder; a relative one counts from the working directory.
 */
export function file(path: string, options?: FileEndpointOptions): Endpoint<'source' | 'sink'>
export function file(path: string, options?: FileSourceOptions): Endpoint<'source'>
export function file(path: string, options?: FileSinkOptions): Endpoint<'sink'>
export function file(path: string, options: object = {}): Endpoint {
  return endpointOf('file:', path, options, file)
}

/**
 * Calls HTTP servers.
 * @param path What stands behind `http://` in `http://httpUri`; httpUri: Host, port and path.
 * It is a sink: messages go to it.
 */
export function http(path: string, options?: HttpEndpointOptions): Endpoint<'sink'>
export function http(path: string, options: object = {}): Endpoint {
  return endpointOf('http://', path, options, http)
}

/**
 * Calls HTTP servers.
 * @param path What stands behind `https://` in `http://httpUri`; httpUri: Host, port and path.
 * It is a sink: messages go to it.
 */
export function https(path: string, options?: HttpEndpointOptions): Endpoint<'sink'>
export function https(path: string, options: object = {}): Endpoint {
  return endpointOf('https://', path, options, https)
}

/**
 * Reads mails from a folder of an IMAP server.
 * @param path What stands behind `imap:` in `imap:host:port`; host: Name of the server; a user may stand before it: user:password@host.; port: Port of the server; default: that of the scheme.
 * It is a source: messages come from it.
 */
export function imap(path: string, options?: ImapEndpointOptions): Endpoint<'source'>
export function imap(path: string, options: object = {}): Endpoint {
  return endpointOf('imap:', path, options, imap)
}

/**
 * Reads mails from a folder of an IMAP server.
 * @param path What stands behind `imaps:` in `imap:host:port`; host: Name of the server; a user may stand before it: user:password@host.; port: Port of the server; default: that of the scheme.
 * It is a source: messages come from it.
 */
export function imaps(path: string, options?: ImapEndpointOptions): Endpoint<'source'>
export function imaps(path: string, options: object = {}): Endpoint {
  return endpointOf('imaps:', path, options, imaps)
}

/**
 * Checks the body against a JSON schema.
 * @param path What stands behind `json-validator:` in `json-validator:resourceUri`; resourceUri: The schema: `file:path`, `classpath:path`. A missing one fails each message.
 * It is a sink: messages go to it.
 */
export function jsonValidator(path: string, options?: JsonValidatorEndpointOptions): Endpoint<'sink'>
export function jsonValidator(path: string, options: object = {}): Endpoint {
  return endpointOf('json-validator:', path, options, jsonValidator)
}

/**
 * Makes the body from a JSONata expression in a file.
 * @param path What stands behind `jsonata:` in `jsonata:resourceUri`; resourceUri: The expression: `file:path`, `classpath:path`, `ref:bean` (a text).
 * It is a sink: messages go to it.
 */
export function jsonataEndpoint(path: string, options?: JsonataEndpointOptions): Endpoint<'sink'>
export function jsonataEndpoint(path: string, options: object = {}): Endpoint {
  return endpointOf('jsonata:', path, options, jsonataEndpoint)
}

/**
 * Reads and writes topics of Apache Kafka.
 * @param path What stands behind `kafka:` in `kafka:topic`; topic: The topic; a source may read several, with commas between.
 */
export function kafka(path: string, options?: KafkaEndpointOptions): Endpoint<'source' | 'sink'>
export function kafka(path: string, options?: KafkaSourceOptions): Endpoint<'source'>
export function kafka(path: string, options?: KafkaSinkOptions): Endpoint<'sink'>
export function kafka(path: string, options: object = {}): Endpoint {
  return endpointOf('kafka:', path, options, kafka)
}

/**
 * A Kamelet: a route with parameters, made anew for each use.
 * @param path What stands behind `kamelet:` in `kamelet:templateId/routeId`; templateId: The Kamelet; inside of one also `source` and `sink`.; routeId: Id of the route that is made.
 */
export function kamelet(path: string, options?: KameletEndpointOptions): Endpoint<'source' | 'sink'>
export function kamelet(path: string, options?: KameletSourceOptions): Endpoint<'source'>
export function kamelet(path: string, options?: KameletSinkOptions): Endpoint<'sink'>
export function kamelet(path: string, options: object = {}): Endpoint {
  return endpointOf('kamelet:', path, options, kamelet)
}

/**
 * Evaluates an expression in any language and makes its result the body.
 * @param path What stands behind `language:` in `language:languageName:resourceUri`; languageName: Name of the language.; resourceUri: The expression, or where it is: `file:path`, `classpath:path`, `resource:…`.
 * It is a sink: messages go to it.
 */
export function languageEndpoint(path: string, options?: LanguageEndpointOptions): Endpoint<'sink'>
export function languageEndpoint(path: string, options: object = {}): Endpoint {
  return endpointOf('language:', path, options, languageEndpoint)
}

/**
 * Writes messages, or how many there were, to the log.
 * @param path What stands behind `log:` in `log:loggerName`; loggerName: Name of the logger.
 * It is a sink: messages go to it.
 */
export function log(path: string, options?: LogEndpointOptions): Endpoint<'sink'>
export function log(path: string, options: object = {}): Endpoint {
  return endpointOf('log:', path, options, log)
}

/**
 * Reads from another endpoint in one process of several only; when that ends another one goes on.
 * @param path What stands behind `master:` in `master:namespace:delegateUri`; namespace: The group of which one process leads.; delegateUri: The endpoint to read from.
 * It is a source: messages come from it.
 */
export function master(path: string, options?: MasterEndpointOptions): Endpoint<'source'>
export function master(path: string, options: object = {}): Endpoint {
  return endpointOf('master:', path, options, master)
}

/**
 * Keeps what it receives, for tests.
 * @param path What stands behind `mock:` in `mock:name`; name: Name of the endpoint.
 * It is a sink: messages go to it.
 */
export function mock(path: string, options?: MockEndpointOptions): Endpoint<'sink'>
export function mock(path: string, options: object = {}): Endpoint {
  return endpointOf('mock:', path, options, mock)
}

/**
 * Subscribes and publishes to MQTT brokers, by MQTT 5, 3.1.1 or 3.1.
 * @param path What stands behind `mqtt:` in `mqtt:topic`; topic: The topic; for a source a filter: sensors/+/temperature, sensors/#, $share/group/sensors/#.
 */
export function mqtt(path: string, options?: MqttEndpointOptions): Endpoint<'source' | 'sink'>
export function mqtt(path: string, options?: MqttSourceOptions): Endpoint<'source'>
export function mqtt(path: string, options?: MqttSinkOptions): Endpoint<'sink'>
export function mqtt(path: string, options: object = {}): Endpoint {
  return endpointOf('mqtt:', path, options, mqtt)
}

/**
 * Makes the body from a Mustache template.
 * @param path What stands behind `mustache:` in `mustache:resourceUri`; resourceUri: The template: `file:path`, `classpath:path`.
 * It is a sink: messages go to it.
 */
export function mustache(path: string, options?: MustacheEndpointOptions): Endpoint<'sink'>
export function mustache(path: string, options: object = {}): Endpoint {
  return endpointOf('mustache:', path, options, mustache)
}

/**
 * Subscribes and publishes to MQTT brokers by MQTT 3.1.1.
 * @param path What stands behind `paho:` in `paho:topic`; topic: The topic; for a source a filter: sensors/+/temperature, sensors/#, $share/group/sensors/#.
 */
export function paho(path: string, options?: PahoEndpointOptions): Endpoint<'source' | 'sink'>
export function paho(path: string, options?: PahoSourceOptions): Endpoint<'source'>
export function paho(path: string, options?: PahoSinkOptions): Endpoint<'sink'>
export function paho(path: string, options: object = {}): Endpoint {
  return endpointOf('paho:', path, options, paho)
}

/**
 * Subscribes and publishes to MQTT brokers by MQTT 5.
 * @param path What stands behind `paho-mqtt5:` in `paho-mqtt5:topic`; topic: The topic; for a source a filter: sensors/+/temperature, sensors/#, $share/group/sensors/#.
 */
export function pahoMqtt5(path: string, options?: PahoMqtt5EndpointOptions): Endpoint<'source' | 'sink'>
export function pahoMqtt5(path: string, options?: PahoMqtt5SourceOptions): Endpoint<'source'>
export function pahoMqtt5(path: string, options?: PahoMqtt5SinkOptions): Endpoint<'sink'>
export function pahoMqtt5(path: string, options: object = {}): Endpoint {
  return endpointOf('paho-mqtt5:', path, options, pahoMqtt5)
}

/**
 * Serves HTTP requests.
 * @param path What stands behind `platform-http:` in `platform-http:path`; path: The path, with {name} parts that become headers; `proxy` takes every path.
 * It is a source: messages come from it.
 */
export function platformHttp(path: string, options?: PlatformHttpEndpointOptions): Endpoint<'source'>
export function platformHttp(path: string, options: object = {}): Endpoint {
  return endpointOf('platform-http:', path, options, platformHttp)
}

/**
 * Reads mails from the inbox of a POP3 server.
 * @param path What stands behind `pop3:` in `pop3:host:port`; host: Name of the server; a user may stand before it: user:password@host.; port: Port of the server; default: that of the scheme.
 * It is a source: messages come from it.
 */
export function pop3(path: string, options?: Pop3EndpointOptions): Endpoint<'source'>
export function pop3(path: string, options: object = {}): Endpoint {
  return endpointOf('pop3:', path, options, pop3)
}

/**
 * Reads mails from the inbox of a POP3 server.
 * @param path What stands behind `pop3s:` in `pop3:host:port`; host: Name of the server; a user may stand before it: user:password@host.; port: Port of the server; default: that of the scheme.
 * It is a source: messages come from it.
 */
export function pop3s(path: string, options?: Pop3EndpointOptions): Endpoint<'source'>
export function pop3s(path: string, options: object = {}): Endpoint {
  return endpointOf('pop3s:', path, options, pop3s)
}

/**
 * Sends empty messages at the times of a cron expression or at an interval.
 * @param path What stands behind `quartz:` in `quartz:groupName/triggerName`; groupName: Group of the trigger; `Camel_` and the name of the runtime unless given.; triggerName: Name of the trigger.
 * It is a source: messages come from it.
 */
export function quartz(path?: string, options?: QuartzEndpointOptions): Endpoint<'source'>
export function quartz(path: string = '', options: object = {}): Endpoint {
  return endpointOf('quartz:', path, options, quartz)
}

/**
 * Sends to an endpoint that the host application has put among the beans.
 * @param path What stands behind `ref:` in `ref:name`; name: Name of the bean.
 * It is a sink: messages go to it.
 */
export function refEndpoint(path: string, options?: NoOptions): Endpoint<'sink'>
export function refEndpoint(path: string, options: object = {}): Endpoint {
  return endpointOf('ref:', path, options, refEndpoint)
}

/**
 * Serves one method of one path, or calls it on another server.
 * @param path What stands behind `rest:` in `rest:method:path:uriTemplate`; method: The method.; path: The path.; uriTemplate: What follows the path, with {name} parts.
 */
export function restEndpoint(path: string, options?: RestEndpointOptions): Endpoint<'source' | 'sink'>
export function restEndpoint(path: string, options?: RestSourceOptions): Endpoint<'source'>
export function restEndpoint(path: string, options?: RestSinkOptions): Endpoint<'sink'>
export function restEndpoint(path: string, options: object = {}): Endpoint {
  return endpointOf('rest:', path, options, restEndpoint)
}

/**
 * Serves the OpenAPI document of the REST services.
 * @param path What stands behind `rest-api:` in `rest-api:path`; path: The path.
 */
export function restApi(path: string, options?: RestApiEndpointOptions): Endpoint<'source' | 'sink'>
export function restApi(path: string, options?: RestApiSourceOptions): Endpoint<'source'>
export function restApi(path: string, options?: RestApiSinkOptions): Endpoint<'sink'>
export function restApi(path: string, options: object = {}): Endpoint {
  return endpointOf('rest-api:', path, options, restApi)
}

/**
 * Serves the operations of an OpenAPI document, or calls one of them.
 * @param path What stands behind `rest-openapi:` in `rest-openapi:specificationUri#operationId`; specificationUri: The document.; operationId: The operation.
 */
export function restOpenapi(path?: string, options?: RestOpenapiEndpointOptions): Endpoint<'source' | 'sink'>
export function restOpenapi(path?: string, options?: RestOpenapiSourceOptions): Endpoint<'source'>
export function restOpenapi(path?: string, options?: RestOpenapiSinkOptions): Endpoint<'sink'>
export function restOpenapi(path: string = '', options: object = {}): Endpoint {
  return endpointOf('rest-openapi:', path, options, restOpenapi)
}

/**
 * Ends the saga that a message takes part in: `saga:COMPLETE` well, `saga:COMPENSATE` by taking back what was done.
 * @param path What stands behind `saga:` in `saga:action`; action: How the saga ends.
 * It is a sink: messages go to it.
 */
export function saga(path: string, options?: SagaEndpointOptions): Endpoint<'sink'>
export function saga(path: string, options: object = {}): Endpoint {
  return endpointOf('saga:', path, options, saga)
}

/**
 * Sends empty messages by the clock, the delay counting from the end of each.
 * @param path What stands behind `scheduler:` in `scheduler:name`; name: Name of the scheduler.
 * It is a source: messages come from it.
 */
export function scheduler(path: string, options?: SchedulerEndpointOptions): Endpoint<'source'>
export function scheduler(path: string, options: object = {}): Endpoint {
  return endpointOf('scheduler:', path, options, scheduler)
}

/**
 * Hands messages to another route of the same runtime through a bounded queue in memory.
 * @param path What stands behind `seda:` in `seda:name`; name: Name of the queue.
 */
export function seda(path: string, options?: SedaEndpointOptions): Endpoint<'source' | 'sink'>
export function seda(path: string, options?: SedaSourceOptions): Endpoint<'source'>
export function seda(path: string, options?: SedaSinkOptions): Endpoint<'sink'>
export function seda(path: string, options: object = {}): Endpoint {
  return endpointOf('seda:', path, options, seda)
}

/**
 * Sends mails by SMTP.
 * @param path What stands behind `smtp:` in `smtp:host:port`; host: Name of the server; a user may stand before it: user:password@host.; port: Port of the server; default: that of the scheme.
 * It is a sink: messages go to it.
 */
export function smtp(path: string, options?: SmtpEndpointOptions): Endpoint<'sink'>
export function smtp(path: string, options: object = {}): Endpoint {
  return endpointOf('smtp:', path, options, smtp)
}

/**
 * Sends mails by SMTP.
 * @param path What stands behind `smtps:` in `smtp:host:port`; host: Name of the server; a user may stand before it: user:password@host.; port: Port of the server; default: that of the scheme.
 * It is a sink: messages go to it.
 */
export function smtps(path: string, options?: SmtpEndpointOptions): Endpoint<'sink'>
export function smtps(path: string, options: object = {}): Endpoint {
  return endpointOf('smtps:', path, options, smtps)
}

/**
 * Reads from queues of RabbitMQ and sends to its exchanges (AMQP 0.9.1).
 * @param path What stands behind `spring-rabbitmq:` in `spring-rabbitmq:exchangeName`; exchangeName: The exchange: messages are sent to it, a queue is bound to it. `default` is the default exchange.
 */
export function springRabbitmq(path: string, options?: SpringRabbitmqEndpointOptions): Endpoint<'source' | 'sink'>
export function springRabbitmq(path: string, options?: SpringRabbitmqSourceOptions): Endpoint<'source'>
export function springRabbitmq(path: string, options?: SpringRabbitmqSinkOptions): Endpoint<'sink'>
export function springRabbitmq(path: string, options: object = {}): Endpoint {
  return endpointOf('spring-rabbitmq:', path, options, springRabbitmq)
}

/**
 * Reads from and writes to databases by SQL: PostgreSQL, and SQLite as the embedded one.
 * @param path What stands behind `sql:` in `sql:query`; query: The statement, or `file:` or `classpath:` with the file that holds it.
 */
export function sql(path: string, options?: SqlEndpointOptions): Endpoint<'source' | 'sink'>
export function sql(path: string, options?: SqlSourceOptions): Endpoint<'source'>
export function sql(path: string, options?: SqlSinkOptions): Endpoint<'sink'>
export function sql(path: string, options: object = {}): Endpoint {
  return endpointOf('sql:', path, options, sql)
}

/**
 * Takes the place of another endpoint while a route is tried out: any path, any options, messages are queued in memory.
 * @param path What stands behind `stub:` in `stub:name`; name: Name of the queue; usually the URI that is replaced.
 */
export function stub(path: string, options?: StubEndpointOptions): Endpoint<'source' | 'sink'>
export function stub(path: string, options?: StubSourceOptions): Endpoint<'source'>
export function stub(path: string, options?: StubSinkOptions): Endpoint<'sink'>
export function stub(path: string, options: object = {}): Endpoint {
  return endpointOf('stub:', path, options, stub)
}

/**
 * Sends empty messages by the clock.
 * @param path What stands behind `timer:` in `timer:timerName`; timerName: Name of the timer.
 * It is a source: messages come from it.
 */
export function timer(path: string, options?: TimerEndpointOptions): Endpoint<'source'>
export function timer(path: string, options: object = {}): Endpoint {
  return endpointOf('timer:', path, options, timer)
}

/**
 * Checks the body against an XML schema (XSD 1.0).
 * @param path What stands behind `validator:` in `validator:resourceUri`; resourceUri: The schema: `file:path`, `classpath:path`. A missing one fails the start.
 * It is a sink: messages go to it.
 */
export function validator(path: string, options?: ValidatorEndpointOptions): Endpoint<'sink'>
export function validator(path: string, options: object = {}): Endpoint {
  return endpointOf('validator:', path, options, validator)
}

/**
 * Transforms the body by an XSLT 1.0 stylesheet.
 * @param path What stands behind `xslt:` in `xslt:resourceUri`; resourceUri: The stylesheet: `file:path`, `classpath:path`.
 * It is a sink: messages go to it.
 */
export function xslt(path: string, options?: XsltEndpointOptions): Endpoint<'sink'>
export function xslt(path: string, options: object = {}): Endpoint {
  return endpointOf('xslt:', path, options, xslt)
}
