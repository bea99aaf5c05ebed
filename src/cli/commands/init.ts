import { nearestName } from '../../core/nearest.ts'
import { defineCommand, EXIT, envelope, JSON_OPTION } from '../command.ts'

export const init = defineCommand({
  name: 'init',
  summary: 'Makes a project, or one route file from the gallery.',
  notes: [
    'A name that ends in .yaml makes one route file; any other makes a folder with a route, its properties and a README. Nothing is overwritten.',
  ],
  arguments: [{ name: 'name', describe: 'The folder, or the file (ending in .yaml).', required: true }],
  options: [
    { flags: '--template <name>', describe: 'The example of the gallery to start from.', default: 'quickstart/orders' },
    JSON_OPTION,
  ],
  examples: [
    { title: 'A project', line: 'kafila init caravan' },
    { title: 'A route with an HTTP API', line: 'kafila init orders.camel.yaml --template http/orders-api' },
  ],
  async run({ arguments: [name], options }, io) {
    const { initFiles } = await import('../actions/init-files.ts')
    const { galleryNames } = await import('../gallery.ts')
    const template = String(options['template'])
    const gallery = galleryNames()
    if (!gallery.includes(template)) {
      const nearest = nearestName(template, gallery)
      io.err(`kafila init: no such example: ${template}${nearest ? `; did you mean ${nearest}?` : ''} There are ${gallery.join(', ')}\n`)
      return EXIT.invalid
    }
    const written = initFiles(name!, template, io.cwd)
    if (options['json']) io.out(envelope('init', true, `${written.length} files written`, { files: written }))
    else io.out(`${written.map(path => `wrote ${path}\n`).join('')}run it: kafila run ${name}\n`)
    return EXIT.ok
  },
})
