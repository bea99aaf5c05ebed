import { defineLanguage } from '../kit/language.ts'
import { checkSimple, compileSimple, compileSimplePredicate, compileSimpleTyped } from './simple/index.ts'

/** Camel's `file` language: `simple` for names of files. */
export const file = defineLanguage({
  name: 'file',
  summary: 'The simple language for names of files: a backslash is part of the name, not an escape.',
  notes: [
    'The same functions as in `simple`, of which `${file:…}` tell about the file of the message: `name`, `name.noext`, `name.noext.single`, `name.ext`, `name.ext.single`, `ext`, `onlyname`, `onlyname.noext`, `onlyname.noext.single`, `parent`, `path`, `absolute`, `absolute.path`, `size` (`length`) and `modified`.',
    '`noext` cuts at the first dot of the name, `noext.single` at the last one: `a.tar.gz` is `a`, or `a.tar`.',
  ],
  fields: {},
  examples: [
    {
      title: 'A backup name',
      yaml: `- route:
    from:
      uri: direct:backup
      steps:
        - setHeader:
            name: backup
            language: { language: file, expression: "\${file:name.noext}-\${date:now:yyyyMMdd}.\${file:ext}" }
        - to: mock:backup
`,
    },
  ],
  check: checkSimple,
  compile: (text, _options, context) => compileSimple(text, {}, context, false),
  compileTyped: (text, _options, context, resultType) => compileSimpleTyped(text, {}, context, resultType),
  compilePredicate: (text, _options, context) => compileSimplePredicate(text, {}, context),
})
