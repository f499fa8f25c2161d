'use strict'

// Nothing but reading and parsing every file of a folder: `node parse.cjs js-yaml|yaml <folder>`.
const { readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

const [name, folder] = process.argv.slice(2)
const { load, parse } = require(name)
const read = load ?? parse
for (const file of readdirSync(folder)) read(readFileSync(join(folder, file), 'utf8'))
