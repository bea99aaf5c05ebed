import type { CommandDefinition } from '../command.ts'
import { completion } from './completion.ts'
import { configSchema } from './config-schema.ts'
import { configTypes } from './config-types.ts'
import { convert } from './convert.ts'
import { describe } from './describe.ts'
import { dlq } from './dlq.ts'
import { explain } from './explain.ts'
import { graph } from './graph.ts'
import { imageBuild } from './image.ts'
import { init } from './init.ts'
import { k8sCommands } from './k8s.ts'
import { list } from './list.ts'
import { newCommand } from './new.ts'
import { operatorInstall } from './operator-install.ts'
import { operatorRun } from './operator-run.ts'
import { run } from './run.ts'
import { tap } from './tap.ts'
import { test } from './test.ts'
import { top } from './top.ts'
import { validate } from './validate.ts'

/** All commands, sorted by name. */
export const commands: readonly CommandDefinition[] = [
  completion,
  configSchema,
  configTypes,
  convert,
  describe,
  dlq,
  explain,
  graph,
  imageBuild,
  init,
  ...k8sCommands,
  list,
  newCommand,
  operatorInstall,
  operatorRun,
  run,
  tap,
  test,
  top,
  validate,
]
