#!/usr/bin/env node
import { load } from './launch.js'

process.exitCode = await load().main(process.argv.slice(2))
