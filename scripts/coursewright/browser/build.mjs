/**
 * Bundles the browser runtime into dist/, which is committed: a machine with only Python gets the whole product.
 *
 *   npm run build                     writes dist/ and prints the sizes
 *   npm run build -- --out FOLDER     writes elsewhere, for the test that compares it with dist/
 *
 * Classic scripts (IIFE), because browsers block modules on file://. No source maps, no licence banners, nothing that
 * depends on the time or on the place: the same sources give the same bytes.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));

/** Bundle → its entry. */
const ENTRIES = {
  "course-quiz.js": "src/course-quiz.js",
  "course-scenario.js": "src/course-scenario.js",
  "course-instrument.js": "src/course-instrument.js",
  "course-home.js": "src/course-home.js",
  "course-delivery.js": "src/course-delivery.js",
  "course-review.js": "src/course-review.js",
  "course-menu.js": "src/course-menu.js",
  "course-site.js": "site/site.js",
  "course.css": "src/course.css",
  "course-scenario.css": "src/course-scenario.css",
  "course-instrument.css": "src/course-instrument.css",
  "site.css": "site/site.css",
};

/** The oldest browsers with everything used here: private members, BigInt, Object.hasOwn, :focus-visible. */
const TARGETS = ["chrome93", "edge93", "firefox92", "safari15.4"];

/** @param {string} entry @returns {Promise<Uint8Array>} */
async function bundle(entry) {
  const { outputFiles } = await build({
    absWorkingDir: HERE,
    entryPoints: [entry],
    outdir: join(HERE, "dist"),
    bundle: true,
    minify: true,
    format: entry.endsWith(".js") ? "iife" : undefined,
    target: TARGETS,
    legalComments: "none",
    sourcemap: false,
    write: false,
    logLevel: "warning",
  });
  return outputFiles[0].contents;
}

/** @param {string} path @param {Uint8Array} contents left alone when equal, so that time stamps change for a reason */
function write(path, contents) {
  if (!existsSync(path) || !readFileSync(path).equals(contents)) writeFileSync(path, contents);
}

const { values } = parseArgs({ options: { out: { type: "string", default: join(HERE, "dist") } } });
const out = resolve(values.out);
mkdirSync(out, { recursive: true });
for (const [name, entry] of Object.entries(ENTRIES)) {
  try {
    const contents = await bundle(entry);
    write(join(out, name), contents);
    const zipped = gzipSync(contents, { level: 9 }).length;
    console.log(`${name.padEnd(18)} ${String(contents.length).padStart(7)} B ${String(zipped).padStart(6)} B gzip`);
  } catch (error) {
    // esbuild has printed what is wrong; the other bundles do not depend on this one.
    console.log(`${name.padEnd(18)} failed`);
    process.exitCode = 1;
    if (!(error instanceof Error && "errors" in error)) throw error;
  }
}
