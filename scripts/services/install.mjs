import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** Where programs are kept that are not the system's. */
export const HOME = process.env.SERVICES_HOME ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kafila-services')

/** Java with little memory and a quick start. */
export const JAVA = [
  '-XX:TieredStopAtLevel=1',
  '-XX:+UseSerialGC',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Djava.net.preferIPv4Stack=true',
]

export const USER = 'app'
export const PASSWORD = 'app-secret'

/** A program of the system, from a package of Debian; `service` is whose it is. */
export function fromDebian(path, packageName, service = packageName.split('-')[0]) {
  return {
    async install() {
      if (isThere(path)) return
      if (process.getuid() !== 0) throw new Error(`needs root for: apt-get install ${packageName}`)
      // keeps the package from starting a daemon of its own
      const policy = '/usr/sbin/policy-rc.d'
      const made = !existsSync(policy)
      if (made) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
      const install = () =>
        execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', packageName], {
          env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
          stdio: ['ignore', 'ignore', 'inherit'],
        })
      try {
        try {
          install()
        } catch {
          execFileSync('apt-get', ['update', '-q'], { stdio: ['ignore', 'ignore', 'inherit'] })
          install()
        }
      } finally {
        if (made) rmSync(policy)
      }
      await this.check()
    },
    async check() {
      if (!isThere(path)) throw new Error(`${packageName} is not installed: node scripts/services.mjs install ${service}`)
    },
  }
}

/** Programs that Go builds: `package@version`. */
export function fromGo(name, ...packages) {
  return kept(name, packages.join(' '), folder => {
    for (const each of packages)
      execFileSync('go', ['install', '-ldflags', '-s -w', each], {
        cwd: '/',
        env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0', GOFLAGS: '-trimpath' },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
  })
}

/** Jars from Maven's central repository, with all that they need: `group:artifact:version`. */
export function fromMaven(name, ...artifacts) {
  return kept(name, artifacts.join(' '), folder => {
    const pom = join(folder, 'pom.xml')
    writeFileSync(pom, pomOf(name, artifacts))
    execFileSync(
      'mvn',
      ['-B', '-q', '-f', pom, 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}/libs`],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    )
  })
}

function kept(name, spec, make) {
  const folder = join(HOME, name)
  const mark = join(folder, '.spec')
  const isFresh = () => existsSync(mark) && readFileSync(mark, 'utf8') === spec
  return {
    folder,
    async install() {
      if (isFresh()) return
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true })
      make(folder)
      writeFileSync(mark, spec)
    },
    async check() {
      if (!isFresh()) throw new Error(`${name} is not installed: node scripts/services.mjs install ${name}`)
    },
  }
}

function pomOf(name, artifacts) {
  const dependency = artifact => {
    const [groupId, artifactId, version] = artifact.split(':')
    return `<dependency><groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId><version>${version}</version></dependency>`
  }
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>test.services</groupId><artifactId>${name}</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>${artifacts.map(dependency).join('\n')}</dependencies>
<build><plugins><plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><version>3.8.1</version></plugin></plugins></build>
</project>
`
}

function isThere(path) {
  const candidates = path.startsWith('/') ? [path] : [...process.env.PATH.split(delimiter), '/usr/sbin'].map(folder => join(folder, path))
  return candidates.some(each => {
    try {
      accessSync(each, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** Hands a folder with all that is in it to the user of a package, where this one is root; gives as whom its program runs then. */
export function handTo(user, folder) {
  if (process.getuid() !== 0) return {}
  execFileSync('chown', ['-R', `${user}:${user}`, folder])
  const id = flag => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** A certificate for localhost in the data folder: `cert.pem`, `key.pem`, both in `both.pem`. */
export function certificate(data) {
  const folder = join(data, 'tls')
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem'), both: join(folder, 'both.pem') }
  if (existsSync(files.both)) return files
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      files.key,
      '-out',
      files.cert,
      '-days',
      '3650',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost,IP:127.0.0.1',
    ],
    { stdio: 'ignore' },
  )
  writeFileSync(files.both, readFileSync(files.key, 'utf8') + readFileSync(files.cert, 'utf8'))
  return files
}
