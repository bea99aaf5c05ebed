import aws2S3 from '../../connectors/aws2-s3/index.ts'
import bean from '../../connectors/bean/index.ts'
import caffeineCache from '../../connectors/caffeine-cache/index.ts'
import classConnector from '../../connectors/class/index.ts'
import controlbus from '../../connectors/controlbus/index.ts'
import cron from '../../connectors/cron/index.ts'
import dataformat from '../../connectors/dataformat/index.ts'
import dataset from '../../connectors/dataset/index.ts'
import direct from '../../connectors/direct/index.ts'
import dlq from '../../connectors/dlq/index.ts'
import file from '../../connectors/file/index.ts'
import http from '../../connectors/http/index.ts'
import imap from '../../connectors/imap/index.ts'
import jsonValidator from '../../connectors/json-validator/index.ts'
import jsonata from '../../connectors/jsonata/index.ts'
import kafka from '../../connectors/kafka/index.ts'
import kamelet from '../../connectors/kamelet/index.ts'
import language from '../../connectors/language/index.ts'
import log from '../../connectors/log/index.ts'
import master from '../../connectors/master/index.ts'
import mock from '../../connectors/mock/index.ts'
import mqtt from '../../connectors/mqtt/index.ts'
import mustache from '../../connectors/mustache/index.ts'
import paho from '../../connectors/paho/index.ts'
import pahoMqtt5 from '../../connectors/paho-mqtt5/index.ts'
import platformHttp from '../../connectors/platform-http/index.ts'
import pop3 from '../../connectors/pop3/index.ts'
import quartz from '../../connectors/quartz/index.ts'
import ref from '../../connectors/ref/index.ts'
import rest from '../../connectors/rest/index.ts'
import restApi from '../../connectors/rest-api/index.ts'
import restOpenapi from '../../connectors/rest-openapi/index.ts'
import saga from '../../connectors/saga/index.ts'
import scheduler from '../../connectors/scheduler/index.ts'
import seda from '../../connectors/seda/index.ts'
import smtp from '../../connectors/smtp/index.ts'
import springRabbitmq from '../../connectors/spring-rabbitmq/index.ts'
import sql from '../../connectors/sql/index.ts'
import stub from '../../connectors/stub/index.ts'
import timer from '../../connectors/timer/index.ts'
import validator from '../../connectors/validator/index.ts'
import xslt from '../../connectors/xslt/index.ts'
import type { AnyConnector } from '../kit/catalog.ts'

/** All connectors, sorted by name. */
export const connectors: readonly AnyConnector[] = [
  aws2S3,
  bean,
  caffeineCache,
  classConnector,
  controlbus,
  cron,
  dataformat,
  dataset,
  direct,
  dlq,
  file,
  http,
  imap,
  jsonValidator,
  jsonata,
  kafka,
  kamelet,
  language,
  log,
  master,
  mock,
  mqtt,
  mustache,
  paho,
  pahoMqtt5,
  platformHttp,
  pop3,
  quartz,
  ref,
  rest,
  restApi,
  restOpenapi,
  saga,
  scheduler,
  seda,
  smtp,
  springRabbitmq,
  sql,
  stub,
  timer,
  validator,
  xslt,
]
