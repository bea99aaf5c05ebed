#!/usr/bin/env node
require('./launch.js').main(process.argv.slice(2))
