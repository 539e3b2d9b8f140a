import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import { type ColumnType, ColumnTypeEnum, bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'

/** What `SchemaEngine.diff` takes and gives, as far as it is used here (schema_engine.d.ts of the WASM package). */
interface Engine {
  diff: (params: unknown) => Promise<{ exitCode: number; stdout: string | null }>
  free: () => void
}

interface EngineModule {
  __wbg_set_wasm: (exports: WebAssembly.Exports) => void
  SchemaEngine: { new: (options: unknown, log: (line: string) => void, adapter: object) => Promise<Engine> }
}

/** The one-byte catalog type "char" (pg_type.oid), which Prisma's adapter does not know but its engine needs. */
const CATALOG_CHAR = 18
/** A type that no catalog query returns, so that its columns can be told apart on the way through the adapter. */
const STAND_IN = 1083

/**
 * The SQL that turns a database into what a Prisma schema describes; empty when they agree. Functions, triggers and
 * check constraints are not described by a Prisma schema and so never part of a difference.
 *
 * Calls Prisma's schema engine in its WASM form, since the native one does not come through npm. It leans on inner
 * parts of the package, which is why the versions are pinned and a test runs it.
 *
 * @param address a database that holds what is to be changed
 * @param schema text of schema.prisma
 */
export async function schemaDifference(address: string, schema: string): Promise<string> {
  const pool = poolForCatalogs(address)
  const engine = await newEngine(pool, schema)
  const files = [{ path: 'schema.prisma', content: schema }]
  try {
    const answer = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      shadowDatabaseUrl: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    return answer.exitCode === 2 ? (answer.stdout ?? '') : ''
  } finally {
    engine.free()
    await pool.end()
  }
}

let loaded: Promise<EngineModule> | undefined

async function newEngine(pool: pg.Pool, schema: string): Promise<Engine> {
  loaded ??= loadEngine()
  const { SchemaEngine } = await loaded
  const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogAdapter(pool))
  return SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, adapter)
}

/** Once per process: the module keeps views of one instance's memory. */
async function loadEngine(): Promise<EngineModule> {
  const modulePath = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const engineModule = (await import(modulePath)) as EngineModule
  const bytes = await readFile(modulePath.replace(/\.js$/, '.wasm'))
  const imports = { './schema_engine_bg.js': engineModule as unknown as WebAssembly.ModuleImports }
  const { instance } = await WebAssembly.instantiate(bytes, imports)
  engineModule.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  // The engine hands its last words to this global before it gives up.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => process.stderr.write(`${text}\n`) } })
  return engineModule
}

/** A pool that passes catalog columns of type "char" off as the stand-in. */
function poolForCatalogs(address: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: address, max: 2 })
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>
  const patched = async (config: pg.QueryConfig) => {
    const result = await query(config)
    for (const field of result.fields) {
      if (field.dataTypeID === CATALOG_CHAR) field.dataTypeID = STAND_IN
    }
    return result
  }
  return Object.assign(pool, { query: patched })
}

/** Prisma's adapter, which tells the engine that columns of the stand-in are characters. */
class CatalogAdapter extends PrismaPg {
  override async connect() {
    const adapter = await super.connect()
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query)
      const isStandIn = (type: ColumnType) => type === ColumnTypeEnum.Time
      return { ...result, columnTypes: result.columnTypes.map((type) => (isStandIn(type) ? ColumnTypeEnum.Character : type)) }
    }
    return adapter
  }
}
