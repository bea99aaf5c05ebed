import { defineCommand, JSON_OPTION } from '../command.ts'

export const imageBuild = defineCommand({
  name: 'image build',
  summary: 'Builds a container image: the packages of a project, as one layer over a base image. No daemon is needed.',
  notes: [
    'The layer holds what package-lock.json pins, installed by `npm ci --ignore-scripts --omit=dev`; the same lockfile gives the same digest everywhere.',
    'Without --push and --output nothing is written: the digests are printed.',
    'Credentials are those of Docker and Podman. Registries on this machine are spoken to without TLS.',
  ],
  arguments: [{ name: 'folder', describe: 'The project, with package-lock.json. Default: here.' }],
  options: [
    { flags: '--base <image>', describe: "Kafila's image, or one made of it: registry/repository:tag, or oci-layout:FOLDER." },
    { flags: '--to <image>', describe: 'The name that the image gets in its registry.' },
    { flags: '--push', describe: 'Sends the image to its registry. What is there already is not sent again.' },
    { flags: '--output <path>', describe: 'Writes an OCI image layout: a folder, or one archive where the name ends in .tar.' },
    { flags: '--platform <platforms>', describe: 'With commas between: linux/amd64,linux/arm64. Default: all of the base.' },
    { flags: '--add <path>', describe: 'A file or folder of the project that becomes part of the image, under /app.', repeat: true },
    { flags: '--no-packages', describe: 'Takes no packages: only what --add names.' },
    { flags: '--insecure', describe: 'Speaks to registries without TLS.' },
    JSON_OPTION,
  ],
  examples: [
    {
      title: 'The packages of this project, in a registry',
      line: 'kafila image build --base registry.example.com/kafila:0.1.0 --to registry.example.com/orders:1 --push',
    },
    { title: 'With its routes, as a file', line: 'kafila image build --base oci-layout:kafila --add routes --output orders.tar' },
  ],
  async run(input, io) {
    const { buildProjectImage } = await import('../actions/build-project-image.ts')
    return buildProjectImage(input, io)
  },
})
