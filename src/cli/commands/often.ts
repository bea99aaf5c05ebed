import type { CommandDefinition } from '../command.ts'
import { run } from './run.ts'
import { test } from './test.ts'
import { validate } from './validate.ts'

/** Commands whose starts matter: the others are declared only where one of them, or all, are asked for. */
export const oftenUsed: readonly CommandDefinition[] = [run, test, validate]
