import { resolve } from 'node:path'
import { defineBeanType, definePlugIn, text } from 'kafila/kit'
import { JournalStore } from './store.js'

export const store = defineBeanType({
  names: ['__WORD__.Store'],
  summary: 'Keeps entries in a journal file, for one process at a time.',
  fields: { file: text({ describe: 'The file; made where it is missing.', required: true }) },
  // called when a route is validated, too: the store opens its file with the first use
  create: ({ file }, { services }) => new JournalStore(resolve(services.directory, file), services.clock),
})

export default definePlugIn({ beanTypes: [store] })
