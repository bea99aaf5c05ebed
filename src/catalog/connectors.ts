import cron from '../../connectors/cron/index.ts'
import direct from '../../connectors/direct/index.ts'
import file from '../../connectors/file/index.ts'
import http from '../../connectors/http/index.ts'
import log from '../../connectors/log/index.ts'
import mock from '../../connectors/mock/index.ts'
import platformHttp from '../../connectors/platform-http/index.ts'
import quartz from '../../connectors/quartz/index.ts'
import scheduler from '../../connectors/scheduler/index.ts'
import seda from '../../connectors/seda/index.ts'
import stub from '../../connectors/stub/index.ts'
import timer from '../../connectors/timer/index.ts'
import type { AnyConnector } from '../kit/catalog.ts'

/** All connectors, sorted by name. */
export const connectors: readonly AnyConnector[] = [cron, direct, file, http, log, mock, platformHttp, quartz, scheduler, seda, stub, timer]
